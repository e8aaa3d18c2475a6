/// Writes a text as a YAML scalar that every reader, of YAML 1.1 or 1.2, reads back as just that string.
package struct ScalarEncoder: Sendable {
  /// Whether the scalar stands inside `[…]` or `{…}`.
  package let isFlow: Bool
  /// Whether the scalar is a key of a mapping.
  package let isKey: Bool

  package init(isFlow: Bool = false, isKey: Bool = false) {
    self.isFlow = isFlow
    self.isKey = isKey
  }

  /// The text in the wished style where that can hold it, else in double quotes. Always one line.
  package func encode(_ text: String, preferring style: NodeStyle = .plain) -> String {
    switch style {
    case .plain where isSafePlain(text): text
    case .singleQuoted where isSafeSingleQuoted(text): Self.singleQuoted(text)
    default: Self.doubleQuoted(text)
    }
  }

  /// Whether the text can stand without quotes and is a string there by both versions' rules.
  package func isSafePlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 1000 else { return false }
    guard !"-?:,[]{}#&*!|>'\"%@`= ".utf8.contains(first), last != UInt8(ascii: " "), last != UInt8(ascii: ":")
    else { return false }
    guard text.unicodeScalars.allSatisfy(isVisible) else { return false }
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: ":") where isFlow || bytes[offset + 1] == UInt8(ascii: " "): return false
      case UInt8(ascii: "#") where bytes[offset - 1] == UInt8(ascii: " "): return false
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        if isFlow { return false }
      default: break
      }
    }
    return !isAmbiguous(bytes)
  }

  /// Whether single quotes can hold the text: printable, in one line.
  private func isSafeSingleQuoted(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(isVisible)
  }

  private static func singleQuoted(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { quoted += "'" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "'"
  }

  private static func doubleQuoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case _ where isVisible(scalar): quoted.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x100: quoted += "\\x" + hex(scalar, digits: 2)
      case _ where scalar.value < 0x10000: quoted += "\\u" + hex(scalar, digits: 4)
      default: quoted += "\\U" + hex(scalar, digits: 8)
      }
    }
    return quoted + "\""
  }

  private static func hex(_ scalar: Unicode.Scalar, digits: Int) -> String {
    let text = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}

/// Whether a scalar stands for itself: no control, no line break of any standard, nothing a reader or a terminal
/// would swallow.
package func isVisible(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 0x7F { return scalar.value >= 0x20 }
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
    return false
  case .spaceSeparator: return false
  default: return true
  }
}

/// Whether a plain scalar of this text could be anything but a string by YAML 1.1 or 1.2. Errs to yes: whatever
/// is made of the letters of numbers and dates alone.
private func isAmbiguous(_ bytes: [UInt8]) -> Bool {
  if ambiguousWords.contains(String(decoding: bytes, as: UTF8.self).lowercased()) { return true }
  if bytes.starts(with: "---".utf8) || bytes.starts(with: "...".utf8) { return true }
  guard let first = bytes.first, (first >= 0x30 && first <= 0x39) || "+-.".utf8.contains(first) else {
    return false
  }
  return bytes.allSatisfy { byte in
    (byte >= 0x30 && byte <= 0x39) || "_:.+- abcdefABCDEFxXoOtTzZ".utf8.contains(byte)
  }
}

private let ambiguousWords: Set<String> = [
  "~", "null", "y", "n", "yes", "no", "on", "off", "true", "false", "<<", "=", ".inf", "-.inf", "+.inf",
  ".nan",
]
