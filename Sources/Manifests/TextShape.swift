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
    return text.withUTF8 { bytes in
      wanted.withUTF8Buffer { wanted in
        guard let first = wanted.first, bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
          if bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
        }
        return false
      }
    }
  }

  private static func offset(of wanted: [UInt8], in bytes: [UInt8]) -> Int? {
    guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
    return bytes[...(bytes.count - wanted.count)].indices.first {
      bytes[$0] == first && bytes[$0...].starts(with: wanted)
    }
  }
}
