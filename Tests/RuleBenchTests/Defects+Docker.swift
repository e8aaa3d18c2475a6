import Diagnostics
import Flux
import Foundation
import Kustomize
import Lint
import Manifests
import YAML

private func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

/// Docker configs that a registry's user cannot use, and Secrets that sops left half done.
extension Defect {
  /// The host of the first user of a docker Secret, as its URL writes it, and whether it is an OCIRepository.
  private static func host(_ object: Manifest, _ bed: Bed) -> (host: String, kind: String)? {
    let users = bed.context.references.filter {
      $0.target?.source == object.source && $0.field == "spec.secretRef"
    }
    guard let user = users.first, Set(users.map(\.source.source)).count == 1,
      let url = user.source.root["spec"]?["url"]?.text, url.hasPrefix("oci://")
    else { return nil }
    return (String(url.dropFirst(6).prefix { $0 != "/" }), user.source.id.kind)
  }

  /// A class that writes another docker config.
  private static func config(
    _ name: String, _ rules: String..., kind: String? = nil, hub: Bool = false, level: Level = .error,
    to make: @escaping @Sendable (_ host: String, _ auth: String, inout Dice) -> String
  ) -> Defect {
    Defect(name, rules, level: level) { bed, dice in
      let sites = bed.secretSites("data") {
        $0.key == ".dockerconfigjson" && $0.type == "kubernetes.io/dockerconfigjson"
      }
      return bed.draft(sites, &dice) { site, dice in
        guard let user = host(site.object, bed), kind == nil || kind == user.kind,
          user.host.hasSuffix("docker.io") == hub
        else { return nil }
        let auth = base64(dice.letters(7) + ":" + dice.letters(9) + "8" + dice.letters(9))
        return site.entry.value.replaced(by: base64(make(user.host, auth, &dice))).map {
          Draft($0, anyOf: [.inserted(0), .old(site.entry.key.range)] + bed.users(of: site.object))
        }
      }
    }
  }

  static let dockerConfigs: [Defect] = [
    config("docker config that is no JSON", "sec-docker-not-json") { _, _, dice in dice.letters(30) },
    config("docker config with a comma too many", "sec-docker-not-json") { host, auth, _ in
      "{\"auths\":{\"\(host)\":{\"auth\":\"\(auth)\"},}}"
    },
    config("docker config that is a list", "sec-docker-not-json") { _, _, _ in "[1, 2]" },
    config("docker config without auths", "sec-docker-no-auths") { _, _, _ in "{\"auths\":{}}" },
    config("auth for auths", "sec-docker-no-auths") { host, auth, _ in
      "{\"auth\":{\"\(host)\":{\"auth\":\"\(auth)\"}}}"
    },
    config("hosts without auths around them", "sec-docker-dockercfg-shape", "sec-docker-no-auths") {
      host, auth, _ in
      "{\"\(host)\":{\"auth\":\"\(auth)\"}}"
    },
    config("credentials kept by a helper", "sec-docker-credsstore") { host, _, _ in
      "{\"auths\":{\"\(host)\":{}},\"credsStore\":\"desktop\"}"
    },
    config("helper beside the credentials", "sec-docker-credsstore", kind: "HelmRepository") {
      host, auth, _ in
      "{\"auths\":{\"\(host)\":{\"auth\":\"\(auth)\"}},\"credsStore\":\"pass\"}"
    },
    config("empty entry", "sec-docker-entry-empty") { host, _, _ in "{\"auths\":{\"\(host)\":{}}}" },
    config("auth that is no base64", "sec-docker-auth-base64") { host, auth, dice in
      "{\"auths\":{\"\(host)\":{\"auth\":\"\(auth.dropFirst(4))-*\(dice.letters(2))\"}}}"
    },
    config("auth without a colon", "sec-docker-auth-shape") { host, _, dice in
      "{\"auths\":{\"\(host)\":{\"auth\":\"\(base64(dice.letters(12)))\"}}}"
    },
    config("auth without a user", "sec-docker-auth-shape", kind: "HelmRepository") { host, _, dice in
      "{\"auths\":{\"\(host)\":{\"auth\":\"\(base64(":" + dice.letters(12)))\"}}}"
    },
    config("placeholder in auth", "sec-docker-auth-placeholder") { host, _, dice in
      "{\"auths\":{\"\(host)\":{\"auth\":\"\(base64(dice.letters(6) + ":" + dice.pick(["your_token_here", "changeme", "<token>"])))\"}}}"
    },
    config("credentials of another host", "sec-docker-host-mismatch") { _, auth, dice in
      "{\"auths\":{\"\(dice.letters(6)).example.com\":{\"auth\":\"\(auth)\"}}}"
    },
    config("host misspelt", "sec-docker-host-mismatch") { host, auth, dice in
      "{\"auths\":{\"\(dice.oneEdit(host))\":{\"auth\":\"\(auth)\"}}}"
    },
    config("port that the URL does not have", "sec-docker-host-mismatch", "sec-docker-host-tag") {
      host, auth, _ in
      "{\"auths\":{\"\(host.prefix { $0 != ":" }):8443\":{\"auth\":\"\(auth)\"}}}"
    },
    config(
      "oci scheme before the host", "sec-docker-host-oci-scheme", "sec-docker-host-mismatch",
      kind: "OCIRepository"
    ) {
      host, auth, _ in "{\"auths\":{\"oci://\(host)\":{\"auth\":\"\(auth)\"}}}"
    },
    config("tag behind the host", "sec-docker-host-tag", "sec-docker-host-mismatch", kind: "OCIRepository") {
      host, auth, _ in "{\"auths\":{\"\(host)/app:1.0\":{\"auth\":\"\(auth)\"}}}"
    },
    config("Docker Hub's other key alone", "sec-docker-hub-key", "sec-docker-host-mismatch", hub: true) {
      _, auth, _ in
      "{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"\(auth)\"}}}"
    },
    config("identitytoken alone", "sec-docker-identitytoken", kind: "HelmRepository") { host, _, dice in
      "{\"auths\":{\"\(host)\":{\"identitytoken\":\"\(dice.letters(30))\"}}}"
    },
    config("user of a CI job", "sec-gitlab-job-token") { host, _, dice in
      "{\"auths\":{\"\(host)\":{\"auth\":\"\(base64("gitlab-ci-token:" + dice.letters(16) + "4"))\"}}}"
    },
    config("hosts that nobody uses", "sec-docker-extra-hosts", level: .warning) { host, auth, dice in
      "{\"auths\":{\"\(host)\":{\"auth\":\"\(auth)\"},\"\(dice.letters(8)).example.org\":{\"auth\":\"\(auth)\"}}}"
    },
    Defect("URL of another host than the credentials", "sec-docker-host-mismatch", "sec-docker-hub-key") {
      bed, dice in
      let links = bed.links {
        $0.field == "spec.secretRef" && ["HelmRepository", "OCIRepository"].contains($0.source.id.kind)
      }
      return bed.draft(links, &dice) { link, dice in
        guard link.target.root["type"]?.text == "kubernetes.io/dockerconfigjson", !link.target.isEncrypted,
          link.target.root["data"]?[".dockerconfigjson"] != nil,
          let node = link.reference.source.root["spec"]?["url"]?.node, let url = node.text,
          url.hasPrefix("oci://")
        else { return nil }
        let rest = url.dropFirst(6).drop { $0 != "/" }
        return node.replaced(by: "oci://\(dice.letters(8)).example.net\(rest)").map {
          Draft($0, .inserted(0), .old(link.reference.nameRange), .old(link.target.source))
        }
      }
    },
  ]

  /// Secrets that sops encrypted.
  private static func encryptedSites(_ bed: Bed) -> [Bed.Site] {
    bed.objects("Secret").filter(\.isEncrypted).flatMap { object in
      ["data", "stringData"].compactMap { section in
        object.root[named: section]?.node.map { Bed.Site(object: object, node: $0, holder: $0, key: section) }
      }
    }
  }

  static let encrypted: [Defect] = [
    Defect("value that sops left clear", "sec-sops-partial") { bed, dice in
      bed.draft(encryptedSites(bed), &dice) { site, dice in
        guard
          let entry = site.node.entries.first(where: {
            $0.value.isSimple && ($0.value.text ?? "").hasPrefix("ENC[")
          })
        else { return nil }
        return entry.value.replaced(by: base64(dice.letters(15))).map { Draft($0) }
      }
    },
    Defect("name that sops encrypted", "sec-sops-metadata-encrypted", "api-name-dns") { bed, dice in
      bed.draft(encryptedSites(bed), &dice) { site, _ in
        guard let text = site.node.entries.compactMap(\.value.text).first(where: { $0.hasPrefix("ENC[") }),
          bed.uses(of: site.object.source.path) > 0,
          let name = site.object.root.at(["metadata", "name"])?.node
        else { return nil }
        return name.replaced(by: text).map { Draft($0) }
      }
    },
    Defect("sops block taken out", "sec-sops-no-block") { bed, dice in
      bed.draft(encryptedSites(bed), &dice) { site, _ in
        site.object.root.node?.removing("sops").map { Draft($0, .old(site.object.source)) }
      }
    },
  ]
}
