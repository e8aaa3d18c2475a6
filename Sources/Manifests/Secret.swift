import Diagnostics
import YAML

/// A Secret as its file writes it, each value read and decoded once.
package final class Secret: Sendable {
  package let manifest: Manifest
  /// `Opaque` where none is written.
  package let type: String
  /// The values of `data`, then those of `stringData`, in the order of the text.
  package let values: [SecretValue]
  /// The docker config that it holds, under whichever of the two keys.
  package let docker: Docker?

  /// The value of `.dockerconfigjson` or `.dockercfg`, read.
  package struct Docker: Sendable {
    package let value: SecretValue
    package let config: Result<DockerConfig, DockerConfig.Fault>
  }

  package init(_ manifest: Manifest) {
    self.manifest = manifest
    let written = manifest.root["type"]
    type = written.flatMap { $0.isNull || $0.text == "" ? nil : $0.text } ?? "Opaque"
    let isFilled = Self.isFilledElsewhere(manifest)
    var values: [SecretValue] = []
    for (section, entries) in [
      (SecretValue.Section.data, manifest.root["data"]), (.stringData, manifest.root["stringData"]),
    ] {
      for entry in entries?.entries ?? [] {
        values.append(SecretValue(entry, in: section, isEncrypted: manifest.isEncrypted, isFilled: isFilled))
      }
    }
    self.values = values
    docker = Self.docker(".dockerconfigjson", in: values) ?? Self.docker(".dockercfg", in: values)
  }

  private static func docker(_ key: String, in values: [SecretValue]) -> Docker? {
    guard let value = values.last(where: { $0.key == key }), let bytes = value.bytes, !bytes.isEmpty else {
      return nil
    }
    return Docker(value: value, config: config(bytes, isLegacy: key == ".dockercfg"))
  }

  private static func config(_ bytes: [UInt8], isLegacy: Bool) -> Result<DockerConfig, DockerConfig.Fault> {
    do { return .success(try DockerConfig(bytes, isLegacy: isLegacy)) } catch { return .failure(error) }
  }

  /// Whether a controller or a plugin fills in the values: replicators, Argo CD's vault plugin.
  private static func isFilledElsewhere(_ manifest: Manifest) -> Bool {
    (manifest.root["metadata"]?["annotations"]?.entries ?? []).contains { entry in
      entry.key.begins(with: "avp.kubernetes.io/") || entry.key.begins(with: "replicator.v1.mittwald.de/")
        || entry.key.begins(with: "reflector.v1.k8s.emberstack.com/reflects")
        || entry.key.begins(with: "vault.security.banzaicloud.io/")
    }
  }

  /// The value that the cluster gets for a key: `stringData` wins over `data`.
  package subscript(key: String) -> SecretValue? { values.last { $0.key == key } }

  /// Whether the file gives any value; one without may be filled by a controller or a patch.
  package var hasValues: Bool { !values.isEmpty }

  /// Whether it is of a type whose content is a docker config.
  package var isDockerType: Bool {
    type == "kubernetes.io/dockerconfigjson" || type == "kubernetes.io/dockercfg"
  }

  /// Whether the type is written and known, so that it can be judged.
  package var hasKnownType: Bool {
    !type.holds("$") && !type.holds("{") && !type.begins(with: "ENC[")
  }
}

/// One entry of `data` or `stringData`.
package struct SecretValue: Sendable {
  package enum Section: String, Sendable { case data, stringData }

  package enum Content: Sendable {
    /// A number, a boolean, null, a list or a mapping.
    case notString
    /// Encrypted by sops, or part of an object that is.
    case encrypted
    /// Made by another program before the cluster sees it: `${VAR}`, a template, a vault path.
    case substituted
    /// What Flux prints in place of a value: `**SOPS**`.
    case masked
    case placeholder
    /// Not base64, in `data`.
    case undecodable(Base64Error)
    /// What the cluster would hold.
    case bytes([UInt8])
  }

  package let section: Section
  package let key: String
  package let keyRange: SourceRange?
  package let value: Value
  package let content: Content

  init(_ entry: MadeEntry, in section: Section, isEncrypted: Bool, isFilled: Bool) {
    self.section = section
    key = entry.key
    keyRange = entry.keyOrigin
    value = entry.value
    content = Self.content(of: entry.value, in: section, isEncrypted: isEncrypted, isFilled: isFilled)
  }

  /// The place of the value, else of its key.
  package var range: SourceRange? { value.origin ?? keyRange }

  /// What the cluster would hold; nil where that cannot be known or is nothing.
  package var bytes: [UInt8]? {
    if case .bytes(let bytes) = content { bytes } else { nil }
  }

  /// The decoded value as text; nil where it is none.
  package var text: String? { bytes.flatMap { String(validating: $0, as: UTF8.self) } }

  /// The scalar as the file writes it, in base64 or not.
  package var written: String? { value.text }

  private static func content(
    of value: Value, in section: Section, isEncrypted: Bool, isFilled: Bool
  ) -> Content {
    guard let text = value.text else { return isEncrypted ? .encrypted : .notString }
    if isEncrypted || isSOPS(text) { return .encrypted }
    if value.isNull && text.isEmpty { return .bytes([]) }
    guard value.scalarType == .string else { return .notString }
    if isFilled || isSubstituted(text) { return .substituted }
    if isMask(text) { return .masked }
    if Placeholder.isPlaceholder(text) { return .placeholder }
    guard section == .data else { return .bytes(Array(text.utf8)) }
    do {
      let decoded = try Base64.decode(Array(text.utf8))
      guard let plain = String(validating: decoded, as: UTF8.self) else { return .bytes(decoded) }
      if isMask(plain) { return .masked }
      return Placeholder.isPlaceholder(plain) ? .placeholder : .bytes(decoded)
    } catch {
      return .undecodable(error)
    }
  }

  /// Whether a text is a value of sops.
  package static func isSOPS(_ text: String) -> Bool {
    text.begins(with: "ENC[")
  }

  /// Whether another program replaces a text or a part of it: Flux and Helm variables, templates, paths of 1Password,
  /// vals, vault and Argo CD's vault plugin.
  package static func isSubstituted(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var position = 0
      while position + 1 < bytes.count {
        let (byte, next) = (bytes[position], bytes[position + 1])
        let isFound =
          switch byte {
          case UInt8(ascii: "$"), UInt8(ascii: "{"): next == UInt8(ascii: "{")
          case UInt8(ascii: "<"):
            next == UInt8(ascii: "%") || next == UInt8(ascii: "<")
              || bytes[position...].starts(with: "<path:".utf8)
          case UInt8(ascii: "o"): next == UInt8(ascii: "p") && bytes[position...].starts(with: "op://".utf8)
          case UInt8(ascii: "r"): next == UInt8(ascii: "e") && bytes[position...].starts(with: "ref+".utf8)
          case UInt8(ascii: "v"): next == UInt8(ascii: "a") && bytes[position...].starts(with: "vault:".utf8)
          default: false
          }
        if isFound { return true }
        position += 1
      }
      return false
    }
  }

  private static func isMask(_ text: String) -> Bool {
    text.begins(with: "**") && (text == "**SOPS**" || text == "*** (before)" || text == "*** (after)")
  }
}
