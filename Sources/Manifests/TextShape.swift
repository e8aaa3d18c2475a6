#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a text looks like, judged by its bytes alone.
package enum TextShape {
  /// Whether the bytes are UTF-8 without control characters other than tab, line feed and carriage return.
  package static func isPrintable(_ bytes: [UInt8]) -> Bool {
    let hasControl = bytes.contains { ($0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D) || $0 == 0x7F }
    return !hasControl && String(validating: bytes, as: UTF8.self) != nil
  }

  /// Whether the bytes are ASCII from space to tilde, and at least one.
  package static func isPlainASCII(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  /// Whether the bytes hold a whole PEM block, `-----BEGIN X-----` … `-----END X-----`.
  package static func isPEM(_ bytes: [UInt8]) -> Bool {
    guard let label = pemLabel(bytes) else { return false }
    return contains(bytes, "-----END \(label)-----")
  }

  /// The label of the first PEM block, such as `CERTIFICATE`; nil where none begins.
  package static func pemLabel(_ bytes: [UInt8]) -> String? {
    let begin = Array("-----BEGIN ".utf8)
    guard let start = offset(of: begin, in: bytes) else { return nil }
    let rest = bytes[(start + begin.count)...]
    guard let dash = rest.firstIndex(of: UInt8(ascii: "-")), rest[dash...].starts(with: "-----".utf8),
      dash - rest.startIndex <= 40
    else { return nil }
    return String(decoding: rest[..<dash], as: UTF8.self)
  }

  package static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    offset(of: Array(text.utf8), in: bytes) != nil
  }

  /// Whether a text holds another, byte for byte: many times faster than what the library compares by characters.
  package static func contains(_ text: String, _ wanted: StaticString) -> Bool {
    var text = text
    return text.withUTF8 { bytes in wanted.withUTF8Buffer { offset(of: $0, in: bytes) != nil } }
  }

  /// Whether bytes hold a text.
  package static func contains(_ bytes: [UInt8], _ wanted: StaticString) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in wanted.withUTF8Buffer { offset(of: $0, in: bytes) != nil } }
  }

  private static func offset(of wanted: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in wanted.withUnsafeBufferPointer { offset(of: $0, in: bytes) } }
  }

  /// Goes from one place of the first byte to the next, which the system finds many bytes at a time.
  private static func offset(
    of wanted: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard let text = bytes.baseAddress, let needle = wanted.baseAddress, !wanted.isEmpty else { return nil }
    var offset = 0
    while offset + wanted.count <= bytes.count {
      guard let found = memchr(text + offset, Int32(needle[0]), bytes.count - wanted.count + 1 - offset)
      else {
        return nil
      }
      offset = UnsafeRawPointer(found) - UnsafeRawPointer(text)
      if memcmp(text + offset, needle, wanted.count) == 0 { return offset }
      offset += 1
    }
    return nil
  }
}
