import Diagnostics
import Manifests
import YAML

/// A Secret's file with a new credential in it; all else stays byte for byte, but for what a suppression comment has to
/// silence where the new credential has another shape.
package struct RotatedSecret {
  package let bytes: [UInt8]

  /// Why a Secret cannot be given a new credential: what follows the path of its file.
  package struct Refusal: Error {
    package let message: String
  }

  /// - Parameters:
  ///   - ours: what is there, decrypted or as ``EncryptedSecret/opened`` has it.
  ///   - bases: what the template makes with stand-ins for the credential, one for each shape that it may have; at
  ///     least one.
  ///   - theirs: the same with the new credential.
  package init(path: String, ours: [UInt8], bases: [[UInt8]], theirs: [UInt8]) throws(Refusal) {
    let wanted = Self.secrets(path, theirs)
    // What is not the lab's Secret any more is not merged at all: a merge could only replace it.
    for secret in wanted {
      _ = try Self.match(secret, in: Self.secrets(path, ours), isOnly: wanted.count == 1)
    }
    let merged = ThreeWayMerge(path: path, base: bases.first, ours: ours, theirs: theirs).wanted
    bytes = Self.refreshed(path, merged, bases, theirs)
    let now = Self.secrets(path, bytes)
    for secret in wanted {
      let own = try Self.match(secret, in: now, isOnly: wanted.count == 1)
      if own.values.contains(where: { $0.isEncrypted }) {
        throw Refusal(message: "holds values of your own that only its key can decrypt")
      }
      for value in secret.values where own[value.key]?.bytes != value.bytes {
        throw Refusal(
          message: "has '\(shown(value.key))' in a form that the lab does not know; change it by hand")
      }
    }
  }

  private static func secrets(_ path: String, _ bytes: [UInt8]) -> [Secret] {
    let stream = YAMLStream(SourceFile(path: path, bytes: bytes))
    guard stream.error == nil else { return [] }
    return stream.documents.flatMap(\.manifests).filter { $0.id.kind == "Secret" }.map { Secret($0) }
  }

  /// The Secret of the user's file that one of the template's has become; it may have another name there.
  private static func match(_ secret: Secret, in found: [Secret], isOnly: Bool) throws(Refusal) -> Secret {
    let id = secret.manifest.id
    if let named = found.first(where: {
      $0.manifest.id.name == id.name && $0.manifest.id.namespace == id.namespace
    }) {
      return named
    }
    guard isOnly, found.count == 1 else {
      throw Refusal(message: "does not hold the Secret '\(shown(id.name))'")
    }
    return found[0]
  }

  // MARK: Suppressions

  /// The text with the template's suppression comments as they are with the new credential. Where the user has changed
  /// one, only the rules in it.
  private static func refreshed(
    _ path: String, _ bytes: [UInt8], _ bases: [[UInt8]], _ theirs: [UInt8]
  ) -> [UInt8] {
    let wanted = suppressions(path, theirs)
    let former = bases.map { base in suppressions(path, base).mapValues { base[$0.line] } }
    var edits: [TextEdit] = []
    for (key, own) in suppressions(path, bytes) {
      guard let new = wanted[key] else { continue }
      let isTheirs = former.contains { $0[key]?.elementsEqual(bytes[own.line]) ?? false }
      let (range, text) = isTheirs ? (own.line, new.line) : (own.rules, new.rules)
      edits.append(
        TextEdit(
          range: SourceRange(path: path, bytes: range),
          replacement: String(decoding: theirs[text], as: UTF8.self)))
    }
    return applying(edits, to: bytes) ?? bytes
  }

  private typealias Suppression = (line: Range<Int>, rules: Range<Int>)

  /// The suppressions right above the keys of the first Secret of a text, by field and key.
  private static func suppressions(_ path: String, _ bytes: [UInt8]) -> [[String]: Suppression] {
    var found: [[String]: Suppression] = [:]
    guard let root = secrets(path, bytes).first?.manifest.root.node else { return [:] }
    for field in ["data", "stringData"] {
      for entry in root[named: field]?.entries.map({ $0 }) ?? [] {
        found[[field, entry.key.text ?? ""]] = suppression(above: entry.key, in: bytes)
      }
    }
    return found
  }

  /// The bytes of a comment `lint:ignore RULES -- REASON`.
  private static func suppression(above key: Node, in bytes: [UInt8]) -> Suppression? {
    let end = SpliceText.lineStart(of: key.bytes.lowerBound, in: bytes)
    let lead = bytes[SpliceText.leadStart(of: key.bytes.lowerBound, in: bytes)..<end]
    guard let mark = lead.firstRange(of: Array("lint:ignore ".utf8)) else { return nil }
    let line = mark.lowerBound..<SpliceText.lineEnd(from: mark.upperBound, in: bytes)
    guard let stop = bytes[mark.upperBound..<line.upperBound].firstRange(of: Array(" -- ".utf8)) else {
      return nil
    }
    return (line, mark.upperBound..<stop.lowerBound)
  }
}

extension SecretValue {
  fileprivate var isEncrypted: Bool {
    if case .encrypted = content { true } else { false }
  }
}
