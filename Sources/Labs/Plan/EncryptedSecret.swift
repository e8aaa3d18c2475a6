import Diagnostics
import Manifests
import YAML

/// Holds what sops made of a Secret against the Secret itself.
package struct EncryptedSecret {
  private let root: Node?

  /// - Parameter bytes: of a file that sops may have written.
  package init(_ bytes: [UInt8]) {
    let stream = YAMLStream(SourceFile(path: "", bytes: bytes))
    root = stream.error == nil && stream.documentCount == 1 ? stream.documents.first?.root : nil
  }

  /// Whether sops has been at work: only its key decrypts the file.
  package var isEncrypted: Bool { root?["sops"]?.kind == .mapping }

  /// The values of `data` and `stringData` as they are written.
  package var values: [String] {
    ["data", "stringData"].flatMap { root?[$0]?.entries.compactMap(\.value.text) ?? [] }
  }

  /// The age keys that it is encrypted for; nil where other keys open it too.
  package var ageRecipients: [String]? {
    guard let sops = root?["sops"] else { return nil }
    let others = ["kms", "gcp_kms", "azure_kv", "hc_vault", "pgp", "key_groups"]
    guard others.allSatisfy({ (sops[named: $0]?.count ?? 0) == 0 }) else { return nil }
    let keys = sops["age"]?.elements.compactMap { $0["recipient"]?.text } ?? []
    return keys.isEmpty ? nil : keys
  }

  /// The text without what sops added, its values still encrypted; nil where that cannot be taken off.
  package var opened: [UInt8]? {
    guard let root, let entry = root.ownEntry(of: "sops"), root.style == .block else { return nil }
    let bytes = root.stream.source.bytes
    let start = SpliceText.lineStart(of: entry.key.bytes.lowerBound, in: bytes)
    let end = SpliceText.nextLine(from: SpliceText.end(of: entry), in: bytes)
    return Array(bytes[..<start] + bytes[end...])
  }

  /// Whether every value of `data` and `stringData` is encrypted and the rest stands as in the plain Secret, which Flux
  /// and kustomize need to read it.
  package func hides(_ plain: [UInt8]) -> Bool {
    guard let root, isEncrypted, let plain = EncryptedSecret(plain).root else { return false }
    let secret = Self.secretFields
    guard plain.entries.contains(where: { secret.contains($0.key.text ?? "") }) else { return false }
    return plain.count + 1 == root.count
      && plain.entries.allSatisfy { entry in
        guard let key = entry.key.text, let value = root[named: key] else { return false }
        return secret.contains(key) ? Self.hides(entry.value, value) : entry.value.holdsSame(as: value)
      }
  }

  private static func hides(_ plain: Node, _ hidden: Node) -> Bool {
    hasKeys(plain, hidden) { SecretValue.isSOPS($0) }
  }

  private static func hasKeys(_ plain: Node, _ other: Node, _ isRight: (String) -> Bool) -> Bool {
    plain.count == other.count
      && plain.entries.allSatisfy { entry in
        entry.key.text.flatMap { other[named: $0]?.text }.map(isRight) ?? false
      }
  }

  /// Whether the Secret, encrypted or not, differs from another in nothing but values of `data` and `stringData`.
  package func hasShape(of plain: [UInt8]) -> Bool {
    if isEncrypted { return hides(plain) }
    guard let root, let plain = EncryptedSecret(plain).root, plain.count == root.count else { return false }
    return plain.entries.allSatisfy { entry in
      guard let key = entry.key.text, let value = root[named: key] else { return false }
      return Self.secretFields.contains(key)
        ? Self.hasKeys(entry.value, value) { _ in true } : entry.value.holdsSame(as: value)
    }
  }

  /// The fields of which only the keys are no secret.
  private static let secretFields: Set<String> = ["data", "stringData"]

  /// Whether two plain Secrets hold the same, however they are written.
  package static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard let left = EncryptedSecret(left).root, let right = EncryptedSecret(right).root else { return false }
    return left.holdsSame(as: right)
  }
}
