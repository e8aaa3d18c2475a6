import Manifests
import YAML

/// How a string is written so that it is read back as one. Source: yaml_emitter_analyze_scalar of goyaml.v2.
struct YAMLScalar {
  enum Style { case plain, singleQuoted, doubleQuoted, literal }

  let text: String
  let scalars: [Unicode.Scalar]
  private var hasIndicator = false
  private var hasBreak = false
  private var isSpecial = false
  private var hasSpaceAtEdge = false
  private var hasTrailingSpace = false
  private var hasBreakAtEdge = false
  private var hasBreakBeforeSpace = false
  private var hasSpaceBeforeBreak = false

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
    analyse()
  }

  func style(isKey: Bool) -> Style {
    guard !scalars.isEmpty else { return .doubleQuoted }
    if hasBreak {
      let isBlock = !isKey && !hasTrailingSpace && !hasSpaceBeforeBreak && !isSpecial
      return isBlock ? .literal : .doubleQuoted
    }
    if Self.needsQuotes(text) { return .doubleQuoted }
    let isPlain = !hasIndicator && !hasSpaceAtEdge && !isSpecial
    return isPlain ? .plain : isSpecial ? .doubleQuoted : .singleQuoted
  }

  /// What stands behind the `|` of a literal block.
  var literalHints: String {
    let indent = scalars.first == " " || scalars.first == "\n" ? "2" : ""
    guard scalars.last == "\n" else { return indent + "-" }
    let isMore = scalars.count == 1 || scalars[scalars.count - 2] == "\n"
    return indent + (isMore ? "+" : "")
  }

  // MARK: Analysis

  private mutating func analyse() {
    if scalars.starts(with: "---".unicodeScalars) || scalars.starts(with: "...".unicodeScalars) {
      hasIndicator = true
    }
    var previous: Unicode.Scalar?
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      if Self.isIndicator(scalar, previous, next, isFirst: index == 0) { hasIndicator = true }
      let isBreak = Self.isBreak(scalar)
      if !Self.isPrintable(scalar), !(isBreak && scalar == "\n") { isSpecial = true }
      if scalar == " " {
        if index == 0 || next == nil { hasSpaceAtEdge = true }
        if next == nil { hasTrailingSpace = true }
        if previous.map(Self.isBreak) ?? false { hasBreakBeforeSpace = true }
      } else if isBreak {
        hasBreak = true
        if previous == " " { hasSpaceBeforeBreak = true }
      }
      previous = scalar
    }
  }

  private static func isIndicator(
    _ scalar: Unicode.Scalar, _ previous: Unicode.Scalar?, _ next: Unicode.Scalar?, isFirst: Bool
  ) -> Bool {
    let isBeforeBlank = next.map(isBlank) ?? true
    switch scalar {
    case ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`": return isFirst
    case "#": return previous.map(isBlank) ?? true
    case "?", "-": return isFirst && isBeforeBlank
    case ":": return isBeforeBlank
    default: return false
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || isBreak(scalar)
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  /// Characters of more than 16 bits count as not printable.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
    default: false
    }
  }

  // MARK: Text

  static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    !isPrintable(scalar) || isBreak(scalar) || scalar == "\"" || scalar == "\\"
  }

  private static let escapes: [Unicode.Scalar: String] = [
    "\0": "\\0", "\u{07}": "\\a", "\u{08}": "\\b", "\t": "\\t", "\n": "\\n", "\u{0B}": "\\v", "\u{0C}": "\\f",
    "\r": "\\r", "\u{1B}": "\\e", "\"": "\\\"", "\\": "\\\\", "\u{85}": "\\N", "\u{A0}": "\\_",
    "\u{2028}": "\\L", "\u{2029}": "\\P",
  ]

  static func escape(_ scalar: Unicode.Scalar) -> String {
    if let short = escapes[scalar] { return short }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (mark, width) = scalar.value <= 0xFF ? ("\\x", 2) : scalar.value <= 0xFFFF ? ("\\u", 4) : ("\\U", 8)
    return mark + String(repeating: "0", count: width - digits.count) + digits
  }

  /// Whether a plain text would be read as something else than a string, by YAML 1.1 or 1.2.
  static func needsQuotes(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    switch ScalarType(plain: bytes) {
    case .string: break
    case .float:
      let plain = String(decoding: bytes.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
      return (Double(plain.hasPrefix("+") ? String(plain.dropFirst()) : plain)?.isFinite ?? true)
    default: return true
    }
    if KustomizationShape.oldBool(.string(text, from: nil)) != nil { return true }
    return isBase60(bytes)
  }

  /// `[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?`
  private static func isBase60(_ bytes: [UInt8]) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    var rest = bytes[...]
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard let first = rest.first, isDigit(first), rest.contains(UInt8(ascii: ":")) else { return false }
    rest = rest.drop { isDigit($0) || $0 == UInt8(ascii: "_") }
    var groups = 0
    while rest.first == UInt8(ascii: ":") {
      let digits = rest.dropFirst().prefix(while: isDigit)
      guard (1...2).contains(digits.count), digits.count == 1 || digits.first.map({ $0 <= 0x35 }) ?? false
      else {
        return false
      }
      rest = rest.dropFirst(1 + digits.count)
      groups += 1
    }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst().drop { isDigit($0) || $0 == UInt8(ascii: "_") }
    }
    return groups > 0 && rest.isEmpty
  }
}
