import Diagnostics
import Flux
import Foundation
import Kustomize
import Lint
import Manifests
import YAML

/// Secrets whose values are not what they should be.
extension Bed {
  /// One value of a Secret that is not encrypted.
  struct SecretSite {
    let object: Manifest
    let section: Node
    let entry: Node.Entry
    let key: String
    /// As written.
    let text: String
    /// Decoded.
    let plain: String?
    let type: String
  }

  func secretSites(_ section: String, where isWanted: (SecretSite) -> Bool = { _ in true }) -> [SecretSite] {
    objects("Secret").filter { !$0.isEncrypted }.flatMap { object -> [SecretSite] in
      guard let node = object.root[named: section]?.node, node.style == .block else { return [] }
      return node.entries.compactMap { entry in
        guard let key = entry.key.text, let text = entry.value.text, entry.value.isSimple,
          !text.contains("$"),
          // What another program fills in.
          !text.contains("<path:"), !text.contains("ENC["), !text.isEmpty
        else { return nil }
        let plain = Data(base64Encoded: text).map { String(decoding: $0, as: UTF8.self) }
        return SecretSite(
          object: object, section: node, entry: entry, key: key, text: text,
          plain: section == "data" ? plain : text,
          type: object.root["type"]?.text ?? "Opaque")
      }
    }.filter(isWanted)
  }

  /// The places where a Secret is named.
  func users(of object: Manifest) -> [Spot] {
    context.references.filter { $0.target?.source == object.source }.map { .old($0.nameRange) }
  }
}

private func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

extension Defect {
  /// A class that writes another text in place of a value of `data`.
  private static func data(
    _ name: String, _ rules: String..., level: Level = .error,
    where isWanted: @escaping @Sendable (Bed.SecretSite) -> Bool = { _ in true },
    to change: @escaping @Sendable (Bed.SecretSite, inout Dice) -> String?
  ) -> Defect {
    Defect(name, rules, level: level) { bed, dice in
      bed.draft(bed.secretSites("data", where: isWanted), &dice) { site, dice in
        guard let new = change(site, &dice) else { return nil }
        return site.entry.value.replaced(by: new).map { Draft($0, .inserted(0), .old(site.entry.key.range)) }
      }
    }
  }

  private static func spliced(_ text: String, _ sign: String, _ dice: inout Dice) -> String {
    var signs = Array(text)
    signs[1 + dice.int(max(1, signs.count - 4))] = Character(sign)
    return String(signs)
  }

  static let secretEncodings: [Defect] = [
    data("illegal sign in base64", "sec-base64-invalid") { site, dice in
      spliced(site.text, dice.pick(["*", "%", "~", "."]), &dice)
    },
    data("base64 cut short", "sec-base64-invalid") { site, dice in
      let kept = site.text.filter { $0 != "=" }
      let short = String(kept.dropLast(kept.count % 4 == 1 ? 2 : 1))
      return short.count % 4 == 0 || short.count < 5 ? nil : short
    },
    data("base64 without its padding", "sec-base64-invalid", where: { $0.text.hasSuffix("=") }) { site, _ in
      String(site.text.filter { $0 != "=" })
    },
    data("base64 of the URL alphabet", "sec-base64-invalid") { site, dice in
      spliced(site.text, dice.pick(["-", "_"]), &dice)
    },
    data("blank in base64", "sec-base64-invalid") { site, dice in
      var signs = Array(site.text)
      signs.insert(" ", at: 1 + dice.int(signs.count - 2))
      return String(signs)
    },
    data("base64 twice in a row", "sec-base64-invalid") { _, dice in
      base64(dice.letters(4)) + base64(dice.letters(7))
    },
    data("base64 behind a prefix", "sec-base64-invalid") { site, _ in "'base64:\(site.text)'" },
    data("plain text in data", "sec-base64-invalid") { _, dice in "hunter2!" + dice.letters(6) + "!" },
    data("text of sops without its block", "sec-sops-no-block", "sec-base64-invalid") { site, dice in
      "ENC[AES256_GCM,data:\(base64(dice.letters(9))),iv:\(base64(dice.letters(12))),tag:\(base64(dice.letters(12))),type:str]"
    },
    data("value masked by a tool", "sec-masked") { _, _ in "KipTT1BTKio=" },
    data("number in data", "sec-data-non-string") { _, dice in "1\(dice.int(90000))" },
    data("list in data", "sec-data-non-string") { _, _ in "[a, b]" },
    data("placeholder in data", "sec-placeholder", where: { !$0.type.hasPrefix("kubernetes.io/docker") }) {
      _, dice in base64(dice.pick(["changeme", "your_token_here", "REPLACE_ME", "<password>"]))
    },
    data(
      "base64 of base64", "sec-double-base64", level: .warning,
      where: { site in site.key == "password" }
    ) { site, _ in base64(site.text) },
    data(
      "line break behind a password", "sec-decoded-trailing-newline", level: .warning,
      where: { ["password", "username", "token"].contains($0.key) }
    ) { site, _ in site.plain.map { base64($0 + "\n") } },
    Defect("number in stringData", "sec-data-non-string") { bed, dice in
      bed.draft(bed.secretSites("stringData"), &dice) { site, dice in
        site.entry.value.replaced(by: "1\(dice.int(90000))").map { Draft($0) }
      }
    },
    Defect("placeholder in stringData", "sec-placeholder") { bed, dice in
      bed.draft(bed.secretSites("stringData"), &dice) { site, dice in
        site.entry.value.replaced(by: dice.pick(["changeme", "your_token_here", "REPLACE_ME", "'<token>'"]))
          .map {
            Draft($0)
          }
      }
    },
    Defect("base64 in stringData", "sec-base64-in-stringdata", level: .warning) { bed, dice in
      bed.draft(bed.secretSites("stringData") { $0.key == "password" }, &dice) { site, _ in
        site.entry.value.replaced(by: base64("glpat" + "-" + site.text)).map { Draft($0) }
      }
    },
  ]

  private static func wrongKey(_ name: String, _ rules: String..., of key: String, to other: String) -> Defect
  {
    Defect(name, rules) { bed, dice in
      let sites = bed.secretSites("data") + bed.secretSites("stringData")
      let wanted = sites.filter { $0.key == key && !bed.users(of: $0.object).isEmpty }
      return bed.draft(wanted, &dice) { site, _ in
        site.entry.renamed(other).map {
          Draft($0, anyOf: [.inserted(0), .old(site.object.source)] + bed.users(of: site.object))
        }
      }
    }
  }

  /// A class that takes a key of a Secret out.
  private static func keyless(_ name: String, _ rules: String..., key: String) -> Defect {
    Defect(name, rules) { bed, dice in
      let sites = bed.secretSites("data") + bed.secretSites("stringData")
      let wanted = sites.filter { $0.key == key && !bed.users(of: $0.object).isEmpty }
      return bed.draft(wanted, &dice) { site, _ in
        site.section.removing(key).map {
          Draft($0, anyOf: [.old(site.object.source)] + bed.users(of: site.object))
        }
      }
    }
  }

  private static let docker = "kubernetes.io/dockerconfigjson"

  /// A class that writes another type.
  private static func type(_ name: String, _ rules: String..., from old: String, to new: String?) -> Defect {
    Defect(name, rules) { bed, dice in
      let wanted = bed.objects("Secret").filter {
        !$0.isEncrypted && $0.root["type"]?.text == old && !bed.users(of: $0).isEmpty
      }
      return bed.draft(wanted, &dice) { object, _ in
        let edit =
          new.flatMap { object.root["type"]?.node?.replaced(by: $0) } ?? object.root.node?.removing("type")
        return edit.map { Draft($0, anyOf: [.old(object.source)] + bed.users(of: object)) }
      }
    }
  }

  static let secretKeys: [Defect] = [
    wrongKey(
      "docker config under config.json", "sec-type-missing-key", "sec-key-case", of: ".dockerconfigjson",
      to: "config.json"),
    wrongKey(
      "docker config without the dot", "sec-key-case", "sec-type-missing-key", of: ".dockerconfigjson",
      to: "dockerconfigjson"),
    wrongKey(
      "docker config in other letter case", "sec-key-case", "sec-type-missing-key", of: ".dockerconfigjson",
      to: ".dockerConfigJson"),
    wrongKey("Username for username", "sec-key-case", of: "username", to: "Username"),
    wrongKey(
      "tls.cert for tls.crt", "sec-key-case", "sec-type-missing-key", "sec-tls-partial", of: "tls.crt",
      to: "tls.cert"),
    wrongKey("token under another key", "ref-secret-wrong-keys", "sec-key-case", of: "token", to: "value"),
    wrongKey(
      "ssh-privatekey for Git", "sec-ssh-keys", "ref-secret-wrong-keys", of: "identity", to: "ssh-privatekey"),
    wrongKey("key with a blank", "sec-key-charset", of: "password", to: "pass word"),
    keyless("username without password", "sec-basic-partial", key: "password"),
    keyless("password without username", "sec-basic-partial", key: "username"),
    keyless("identity without known_hosts", "sec-ssh-keys", "ref-secret-wrong-keys", key: "known_hosts"),
    keyless("certificate without its key", "sec-tls-partial", "sec-type-missing-key", key: "tls.key"),
    type("docker config as Opaque", "sec-type-mismatch", from: docker, to: "Opaque"),
    type("docker config without a type", "sec-type-mismatch", from: docker, to: nil),
    type("type misspelt", "sec-type-unknown", from: docker, to: "kubernetes.io/dockerconfig"),
    type("type in other letter case", "sec-type-unknown", from: docker, to: "kubernetes.io/dockerConfigJson"),
    Defect("user and password for an OCIRepository", "ref-secret-wrong-keys", "sec-type-mismatch") {
      bed, dice in
      let users = bed.links { $0.field == "spec.secretRef" && $0.source.id.kind == "OCIRepository" }
      return bed.draft(users, &dice) { link, dice in
        guard let type = link.target.root["type"]?.node, let data = link.target.root["data"]?.node,
          type.range.path == data.range.path, bed.isClean(type.range.path),
          type.bytes.upperBound <= data.bytes.lowerBound
        else { return nil }
        let range = SourceRange(path: type.range.path, bytes: type.bytes.lowerBound..<data.bytes.upperBound)
        let text = "Opaque\nstringData:\n  username: \(dice.letters(7))\n  password: \(dice.letters(17))"
        return Draft(
          TextEdit(range: range, replacement: text), .inserted(0), .old(link.reference.nameRange),
          .old(link.target.source))
      }
    },
    Defect("key of a Secret twice", "yaml-duplicate-key", "sec-duplicate-key") { bed, dice in
      bed.draft(bed.secretSites("data") + bed.secretSites("stringData"), &dice) { site, _ in
        site.section.inserting("\(site.key): ''", before: site.key).map {
          Draft($0, .inserted(0), .old(site.entry.key.range))
        }
      }
    },
    Defect("half of a client certificate is no PEM", "sec-tls-not-pem") { bed, dice in
      bed.draft(bed.secretSites("data") { $0.key == "tls.crt" }, &dice) { site, dice in
        site.entry.value.replaced(by: base64(dice.letters(40))).map {
          Draft($0, .inserted(0), .old(site.entry.key.range))
        }
      }
    },
  ]
}
