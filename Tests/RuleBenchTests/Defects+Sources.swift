import Diagnostics
import Flux
import Foundation
import Kustomize
import Lint
import Manifests
import YAML

/// Addresses that Flux cannot fetch from, texts that are no YAML, and credentials in the open.
extension Defect {
  private static let isOCI: @Sendable (Bed.Site) -> Bool = { site in
    site.node.text?.hasPrefix("oci://") ?? false
  }

  private static func url(
    _ name: String, _ rules: String..., kinds: [String] = ["HelmRepository", "OCIRepository"],
    where isWanted: @escaping @Sendable (Bed.Site) -> Bool = isOCI,
    to change: @escaping @Sendable (String, inout Dice) -> String?
  ) -> Defect {
    let made = Defect.value(name, kinds: kinds, at: "spec.url", where: isWanted, to: change)
    return Defect(name, rules, make: made.make)
  }

  static let addresses: [Defect] = [
    .init("oci URL without type", ["oci-type-missing"]) { bed, dice in
      bed.draft(bed.sites(["HelmRepository"], "spec.url", where: isOCI), &dice) { site, _ in
        site.holder["type"].flatMap { _ in site.holder.removing("type") }.map {
          Draft($0, .old(site.node.range))
        }
      }
    },
    url("https URL with type oci", "oci-type-mismatch", kinds: ["HelmRepository"]) { text, _ in
      "https://" + text.dropFirst(6)
    },
    url("URL without a scheme", "oci-url-scheme", "api-value") { text, _ in String(text.dropFirst(6)) },
    url("docker scheme", "oci-url-scheme", "api-value") { text, _ in "docker://" + text.dropFirst(6) },
    url("scheme in capitals", "oci-url-scheme", "api-value") { text, _ in "OCI://" + text.dropFirst(6) },
    url("credentials in the URL", "oci-url-userinfo", "safe-basic-auth-url") { text, dice in
      "oci://\(dice.letters(5)):\(dice.letters(9))@" + text.dropFirst(6)
    },
    url("blank in the URL", "oci-url-whitespace", "ref-trailing-space") { text, _ in "\"\(text) \"" },
    url("query in the URL", "oci-url-whitespace", "oci-url-query", "oci-url-userinfo") { text, _ in
      text + "?x=1"
    },
    url("tag in the URL", "oci-url-tag", kinds: ["OCIRepository"]) { text, dice in
      text + ":1.\(dice.int(9)).0"
    },
    url("digest in the URL", "oci-url-tag", "oci-url-digest", kinds: ["OCIRepository"]) { text, dice in
      text + "@sha256:" + dice.letters(64, of: "0123456789abcdef")
    },
    url("capitals in the path", "oci-url-uppercase") { text, dice in text + "/My" + dice.letters(4) },
    .init("chart name in the URL too", ["oci-url-repeats-chart"]) { bed, dice in
      bed.draft(bed.links { $0.field == "spec.chart.spec.sourceRef" }, &dice) { link, _ in
        guard let chart = link.reference.source.root.at(["spec", "chart", "spec", "chart"])?.text,
          !chart.contains("$"),
          let node = link.target.root.at(["spec", "url"])?.node, let url = node.text, url.hasPrefix("oci://"),
          !url.hasSuffix("/" + chart),
          bed.context.references.count(where: { $0.target?.source == link.target.source }) == 1
        else { return nil }
        return node.replaced(by: url + "/" + chart).map {
          Draft($0, .inserted(0), .old(link.reference.source.source))
        }
      }
    },
    .init("provider that does not fit the host", ["oci-provider-host"]) { bed, dice in
      bed.draft(bed.sites(["OCIRepository"], "spec.url", where: isOCI), &dice) { site, dice in
        guard site.holder["provider"] == nil, site.holder["secretRef"] == nil
        else { return nil }
        return site.holder.inserting("provider: \(dice.pick(["aws", "azure", "gcp"]))").map {
          Draft($0, .inserted(0), .old(site.node.range))
        }
      }
    },
    .init("chart by a path in a HelmRepository", ["oci-chart-path"]) { bed, dice in
      bed.draft(bed.sites(["HelmRelease"], "spec.chart.spec.chart"), &dice) { site, _ in
        guard site.holder["sourceRef"]?["kind"]?.text == "HelmRepository", let text = site.node.text else {
          return nil
        }
        return site.node.replaced(by: "./charts/\(text)").map { Draft($0) }
      }
    },
    .init("verify of a chart from a Helm server", ["oci-verify-http", "api-exclusive"]) { bed, dice in
      bed.draft(bed.links { $0.field == "spec.chart.spec.sourceRef" }, &dice) { link, _ in
        guard link.target.root.at(["spec", "url"])?.text?.hasPrefix("https://") ?? false,
          let spec = link.reference.source.root.at(["spec", "chart", "spec"])?.node, spec["verify"] == nil
        else { return nil }
        return spec.inserting("verify:\n  provider: cosign").map {
          Draft($0, .inserted(0), .inserted(12), .old(spec.range))
        }
      }
    },
    url(
      "scp-like Git address", "git-url-scp", "api-value", kinds: ["GitRepository"],
      where: { $0.node.text?.hasPrefix("https://") ?? false }
    ) { text, _ in
      let rest = text.dropFirst(8)
      return "git@\(rest.prefix { $0 != "/" }):\(rest.drop { $0 != "/" }.dropFirst())"
    },
    .init("ssh address with user and password", ["git-auth-scheme", "ref-secret-wrong-keys", "sec-ssh-keys"])
    { bed, dice in
      bed.draft(bed.links { $0.field == "spec.secretRef" && $0.source.id.kind == "GitRepository" }, &dice) {
        link, _ in
        guard let node = link.reference.source.root.at(["spec", "url"])?.node, let url = node.text,
          url.hasPrefix("https://"),
          !link.target.isEncrypted,
          link.target.root.at(["stringData", "password"]) != nil
            || link.target.root.at(["data", "password"]) != nil
        else { return nil }
        return node.replaced(by: "ssh://git@" + url.dropFirst(8)).map {
          Draft($0, .inserted(0), .old(link.reference.nameRange), .old(link.target.source))
        }
      }
    },
    .value(
      "Helm's layer extracted", "oci-layer-operation", kinds: ["OCIRepository"],
      at: "spec.layerSelector.operation",
      level: .warning, where: { $0.holder["mediaType"]?.text?.contains("helm") ?? false }
    ) { _, _ in "extract" },
    .without(
      "layerSelector left out", "oci-no-layer-selector", kinds: ["OCIRepository"], "spec.layerSelector",
      level: .warning),
  ]

  /// A class that edits any manifest.
  private static func manifest(
    _ name: String, _ rules: String..., make: @escaping @Sendable (Bed.Site, inout Dice) -> Draft?
  ) -> Defect {
    Defect(name, rules) { bed, dice in
      bed.draft(bed.sites(named, "metadata.name"), &dice, make)
    }
  }

  private static let named = [
    "HelmRelease", "HelmRepository", "OCIRepository", "ConfigMap", "Deployment", "Service",
  ]

  /// Behind the end of the value of the name.
  private static func behind(_ node: Node, _ text: String) -> TextEdit {
    TextEdit(
      range: SourceRange(path: node.range.path, bytes: node.bytes.upperBound..<node.bytes.upperBound),
      replacement: text)
  }

  static let texts: [Defect] = [
    manifest("key without a colon", "yaml-syntax") { site, _ in
      // Alone, the line would be a text.
      guard site.holder.count > 1, let entry = site.holder.entries.first(where: { $0.key.text == "name" })
      else { return nil }
      let range = entry.key.bytes.upperBound..<entry.value.bytes.lowerBound
      return Draft(
        TextEdit(range: SourceRange(path: site.node.range.path, bytes: range), replacement: " "),
        .file(site.node.range.path))
    },
    manifest("quote that is not closed", "yaml-syntax") { site, _ in
      site.node.replaced(by: "\"" + (site.node.text ?? "")).map { Draft($0, .file(site.node.range.path)) }
    },
    manifest("tab for indentation", "yaml-syntax") { site, _ in
      Draft(behind(site.node, "\n\tplanted: x"), .file(site.node.range.path))
    },
    manifest("control character", "yaml-syntax") { site, _ in
      Draft(behind(site.node, "\u{07}"), .file(site.node.range.path))
    },
    manifest("alias without an anchor", "yaml-syntax") { site, dice in
      site.node.replaced(by: "*" + dice.letters(6)).map { Draft($0, .file(site.node.range.path)) }
    },
    manifest("template markers", "yaml-template-markers", "yaml-syntax", "api-type", "api-name-dns") {
      site, _ in
      site.node.replaced(by: "{{ .Values.name }}").map { Draft($0) }
    },
    manifest("key twice in one mapping", "yaml-duplicate-key") { site, _ in
      site.holder.inserting("name: \(site.node.text ?? "")", before: "name").map {
        Draft($0, .inserted(0), .old(site.node.range))
      }
    },
    manifest("closing bracket too many", "yaml-syntax") { site, _ in
      Draft(behind(site.node, "\n]"), .file(site.node.range.path))
    },
  ]

  private static let tokens: [@Sendable (inout Dice) -> String] = [
    { "glpat" + "-" + $0.letters(19) + "7" },
    { "ghp" + "_" + $0.letters(35) + "7" },
    { "AKI" + "A" + $0.letters(16, of: "ABCDEFGHJKLMNPQRSTUVWXYZ234567") },
    { "dckr" + "_pat_" + $0.letters(26) + "7" },
    { "xox" + "b-" + $0.letters(12, of: "0123456789") + "-" + $0.letters(20) },
  ]

  static let leaks: [Defect] = [
    Defect("token in a ConfigMap", "safe-token-pattern") { bed, dice in
      bed.draft(bed.sites(["ConfigMap"], "data"), &dice) { site, dice in
        let token = dice.pick(tokens)
        return site.node.inserting("planted: \(token(&dice))").map { Draft($0) }
      }
    },
    Defect("token in the values of a release", "safe-token-pattern") { bed, dice in
      bed.draft(bed.sites(["HelmRelease"], "spec"), &dice) { site, dice in
        guard site.node["values"] == nil else { return nil }
        let token = dice.pick(tokens)
        return site.node.inserting("values:\n  apiToken: \(token(&dice))").map { Draft($0, .inserted(12)) }
      }
    },
    Defect("password in a URL", "safe-basic-auth-url", "oci-url-userinfo") { bed, dice in
      bed.draft(bed.sites(["HelmRepository", "GitRepository"], "spec.url"), &dice) { site, dice in
        guard let url = site.node.text, url.hasPrefix("https://") else { return nil }
        return site.node.replaced(by: "https://\(dice.letters(6)):\(dice.letters(11))4@" + url.dropFirst(8))
          .map { Draft($0) }
      }
    },
    Defect("private key beside the manifests", "safe-private-key-file") { bed, dice in
      bed.draft(bed.listings, &dice) { listing, dice in
        let path = TreePath.join(listing.directory, "age.agekey")
        guard bed.tree[path] == nil else { return nil }
        let key = "AGE-SECRET-" + "KEY-1" + dice.letters(58, of: "ACDEFGHJKLMNPQRSTUVWXYZ023456789")
        return Draft(
          TextEdit(range: SourceRange(path: path, bytes: 0..<0), replacement: "# created: 2026\n\(key)\n"),
          .file(path))
      }
    },
  ]
}
