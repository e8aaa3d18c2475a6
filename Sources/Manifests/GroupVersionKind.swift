import Synchronization

/// A kind in one version of its API group, held once in the life of the process, so that two compare as numbers.
package final class GroupVersionKind: Sendable {
  /// As written: `apps/v1`; "" where none is given.
  package let apiVersion: String
  package let kind: String
  /// `apps` of `apps/v1`; "" for the core group.
  package let group: String
  /// `v1` of `apps/v1`.
  package let version: String

  private init(apiVersion: String, kind: String) {
    self.apiVersion = apiVersion
    self.kind = kind
    if let slash = apiVersion.utf8.firstIndex(of: UInt8(ascii: "/")) {
      group = String(apiVersion[..<slash])
      version = String(apiVersion[apiVersion.index(after: slash)...])
    } else {
      (group, version) = ("", apiVersion)
    }
  }

  /// Those with the same sum of their bytes.
  private static let known = Mutex<[UInt64: [GroupVersionKind]]>([:])

  /// The one of these texts; never freed.
  package static func of(apiVersion: String, kind: String) -> GroupVersionKind {
    var (apiVersion, kind) = (apiVersion, kind)
    return apiVersion.withUTF8 { apiVersion in kind.withUTF8 { of(apiVersion: apiVersion, kind: $0) } }
  }

  /// The one of the texts with these bytes; never freed. Nearly every object has one that is known, and then no text is
  /// made.
  static func of(apiVersion: UnsafeBufferPointer<UInt8>, kind: UnsafeBufferPointer<UInt8>) -> GroupVersionKind
  {
    let sum = sum(kind, sum(apiVersion, 0xcbf2_9ce4_8422_2325) ^ 0xFF)
    return known.withLock { known in
      for candidate in known[sum] ?? [] where candidate.isOf(apiVersion, kind) { return candidate }
      let made = GroupVersionKind(
        apiVersion: String(decoding: apiVersion, as: UTF8.self), kind: String(decoding: kind, as: UTF8.self))
      known[sum, default: []].append(made)
      return made
    }
  }

  private func isOf(_ apiVersion: UnsafeBufferPointer<UInt8>, _ kind: UnsafeBufferPointer<UInt8>) -> Bool {
    Self.isSame(self.kind, kind) && Self.isSame(self.apiVersion, apiVersion)
  }

  private static func isSame(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var text = text
    return text.withUTF8 { text in
      guard text.count == bytes.count else { return false }
      for (left, right) in zip(text, bytes) where left != right { return false }
      return true
    }
  }

  /// FNV-1a.
  private static func sum(_ bytes: UnsafeBufferPointer<UInt8>, _ start: UInt64) -> UInt64 {
    var sum = start
    for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return sum
  }
}

extension GroupVersionKind: Hashable {
  package static func == (left: GroupVersionKind, right: GroupVersionKind) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
