import Manifests
import YAML

/// A scalar as kustomize's way over JSON leaves it.
enum PlainScalar {
  case null
  case bool(Bool)
  /// Decimal digits, with a sign where negative.
  case integer(String)
  case float(Double)
  case string(String)

  /// Nil for a container.
  init?(_ value: Value) {
    guard let type = value.scalarType, let text = value.text else { return nil }
    switch type {
    case .null: self = .null
    case .bool: self = .bool(text.utf8.first == UInt8(ascii: "t") || text.utf8.first == UInt8(ascii: "T"))
    case .int: self = Self.number(text)
    case .float: self = Self.float(text)
    case .timestamp: self = .string(Timestamp.text(text))
    case .string:
      if case .node(let node) = value, node.tag == "tag:yaml.org,2002:binary" {
        self = .string(Self.decodedBase64(text) ?? text)
      } else if case .node(let node) = value, node.style == .folded {
        self = .string(Self.refolded(text))
      } else {
        self = .string(text)
      }
    }
  }

  /// What becomes of a folded block once kustomize has written and read it again: goyaml.v3 puts an empty line too
  /// many before a line that is indented more, and one too few where the text begins with a space;
  /// a text that it cannot write as a block is spared.
  private static func refolded(_ text: String) -> String {
    guard YAMLScalar(text.filter { $0 != "\t" }).style(isKey: false) == .literal else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    func isIndented(_ line: Substring) -> Bool { line.first == " " || line.first == "\t" }
    guard let first = lines.first(where: { !$0.isEmpty }) else { return text }
    let extra = isIndented(first) ? 0 : 1
    var result = ""
    var breaks = 0
    var last: Substring?
    for line in lines {
      defer { breaks += 1 }
      guard !line.isEmpty else { continue }
      if let last {
        let written = breaks + (isIndented(last) ? 0 : extra)
        let isKept = isIndented(last) || isIndented(line)
        result +=
          isKept
          ? String(repeating: "\n", count: written)
          : written == 1 ? " " : String(repeating: "\n", count: written - 1)
      } else {
        result += String(repeating: "\n", count: breaks)
      }
      result += line
      last = line
      breaks = 0
    }
    let trailing = breaks - 1
    guard trailing > 1, let last else { return result + String(repeating: "\n", count: trailing) }
    return result + String(repeating: "\n", count: trailing + (isIndented(last) ? 0 : extra))
  }

  /// Reads the integers of Go's `strconv.ParseInt` with base 0, and those that are too large as floats.
  private static func number(_ text: String) -> PlainScalar {
    let integer = IntegerText(text.utf8)
    let isNegative = integer.isNegative
    if let value = integer.magnitude, !isNegative || value <= UInt64(Int64.max) + 1 {
      return .integer((isNegative && value > 0 ? "-" : "") + String(value))
    }
    return .float((isNegative ? -1 : 1) * (Double(integer.digits) ?? .infinity))
  }

  private static func float(_ text: String) -> PlainScalar {
    let plain = String(decoding: text.utf8.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    switch plain.lowercased() {
    case ".inf", "+.inf": return .float(.infinity)
    case "-.inf": return .float(-.infinity)
    case ".nan": return .float(.nan)
    default:
      var digits = plain
      if digits.hasPrefix("+") { digits.removeFirst() }
      return Double(digits).map { .float($0) } ?? .string(text)
    }
  }

  private static func decodedBase64(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var word: UInt32 = 0
    var count = 0
    for byte in text.utf8 where byte != UInt8(ascii: "\n") && byte != UInt8(ascii: " ") {
      let bits: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bits = byte - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): bits = byte - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): bits = byte + 4
      case UInt8(ascii: "+"): bits = 62
      case UInt8(ascii: "/"): bits = 63
      case UInt8(ascii: "="): continue
      default: return nil
      }
      word = word << 6 | UInt32(bits)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(count)))
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// Numbers as Go writes them.
enum GoNumber {
  /// As encoding/json does: an exponent below 1e-6 and from 1e21 on.
  static func json(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    let parts = Parts(value)
    let exponent = parts.point - 1
    guard value != 0, exponent < -6 || exponent >= 21 else { return parts.fixed }
    return parts.scientific(minimumDigits: 1)
  }

  /// As the YAML writer does with what encoding/json wrote: whole numbers of 64 bits as they are, others as
  /// strconv.FormatFloat(value, 'g', -1, 64), with an exponent below 1e-4 and from 1e6 on.
  static func yaml(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? ".nan" : value < 0 ? "-.inf" : ".inf" }
    let parts = Parts(value)
    let exponent = parts.point - 1
    if value == 0 { return "0" }
    if value == value.rounded(), value > -9.3e18, value < 1.8e19 { return parts.fixed }
    return exponent < -4 || exponent >= 6 ? parts.scientific(minimumDigits: 2) : parts.fixed
  }

  /// The shortest digits that give the number back, and where the decimal point stands.
  private struct Parts {
    let isNegative: Bool
    var digits: [UInt8]
    /// The number is 0.DIGITS × 10^point.
    var point: Int

    init(_ value: Double) {
      isNegative = value.sign == .minus
      var text = Array("\(value.magnitude)".utf8)
      var exponent = 0
      if let mark = text.firstIndex(of: UInt8(ascii: "e")) {
        exponent = Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) ?? 0
        text.removeSubrange(mark...)
      }
      let dot = text.firstIndex(of: UInt8(ascii: ".")) ?? text.count
      digits = text.filter { $0 != UInt8(ascii: ".") }
      point = dot + exponent
      let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
      digits.removeFirst(zeros)
      point -= zeros
      while digits.last == UInt8(ascii: "0") { digits.removeLast() }
      if digits.isEmpty {
        digits = [UInt8(ascii: "0")]
        point = 1
      }
    }

    var fixed: String {
      var text = isNegative ? "-" : ""
      let zero = UInt8(ascii: "0")
      if point <= 0 {
        text += "0." + String(repeating: "0", count: -point) + String(decoding: digits, as: UTF8.self)
      } else {
        let whole = (0..<point).map { $0 < digits.count ? digits[$0] : zero }
        text += String(decoding: whole, as: UTF8.self)
        if digits.count > point { text += "." + String(decoding: digits[point...], as: UTF8.self) }
      }
      return text
    }

    func scientific(minimumDigits: Int) -> String {
      var text = (isNegative ? "-" : "") + String(decoding: digits[..<1], as: UTF8.self)
      if digits.count > 1 { text += "." + String(decoding: digits[1...], as: UTF8.self) }
      let exponent = point - 1
      let size = String(exponent.magnitude)
      text += exponent < 0 ? "e-" : "e+"
      return text + String(repeating: "0", count: max(0, minimumDigits - size.count)) + size
    }
  }
}

/// Timestamps as Go's time.Time goes into JSON (RFC 3339 with nanoseconds).
enum Timestamp {
  static func text(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let parts = text.prefix(while: { $0 != "T" && $0 != "t" && $0 != " " })
    let date = parts.split(separator: "-").map { $0.count == 1 ? "0\($0)" : String($0) }
    guard date.count == 3 else { return text }
    let day = date.joined(separator: "-")
    guard parts.utf8.count < bytes.count else { return day + "T00:00:00Z" }
    var rest = String(decoding: bytes[(parts.utf8.count + 1)...], as: UTF8.self)
    var zone = "Z"
    if let mark = rest.firstIndex(where: { $0 == "Z" || $0 == "+" || $0 == "-" }) {
      zone = String(rest[mark...])
      rest = String(rest[..<mark])
    }
    if zone == "+00:00" { zone = "Z" }
    let halves = rest.split(separator: ".", maxSplits: 1)
    let clock = (halves.first ?? "").split(separator: ":").map { $0.count == 1 ? "0\($0)" : String($0) }
    guard clock.count == 3 else { return text }
    var fraction = halves.count > 1 ? String(halves[1]) : ""
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return day + "T" + clock.joined(separator: ":") + (fraction.isEmpty ? "" : "." + fraction) + zone
  }
}
