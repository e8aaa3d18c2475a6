/// Strings in JSON as Go's encoding/json writes them.
enum JSONText {
  /// Appends a quoted string.
  ///
  /// - Parameter escapingHTML: whether `<`, `>` and `&` are written as escapes, as Go does unless told otherwise.
  static func append(_ text: String, escapingHTML: Bool, to json: inout [UInt8]) {
    json.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): json += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): json += Array("\\n".utf8)
      case UInt8(ascii: "\r"): json += Array("\\r".utf8)
      case UInt8(ascii: "\t"): json += Array("\\t".utf8)
      case 8: json += Array("\\b".utf8)
      case 12: json += Array("\\f".utf8)
      case 0..<0x20: appendEscape(byte, to: &json)
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
        if escapingHTML { appendEscape(byte, to: &json) } else { json.append(byte) }
      default: appendRaw(byte, to: &json)
      }
    }
    json.append(UInt8(ascii: "\""))
  }

  /// Appends a byte of UTF-8; the line separators U+2028 and U+2029 become escapes once they are complete.
  private static func appendRaw(_ byte: UInt8, to json: inout [UInt8]) {
    json.append(byte)
    guard byte == 0xA8 || byte == 0xA9, json.suffix(3).starts(with: [0xE2, 0x80]) else { return }
    json.removeLast(3)
    json += Array(byte == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
  }

  private static func appendEscape(_ byte: UInt8, to json: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    json += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
