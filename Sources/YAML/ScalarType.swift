/// What a plain scalar means to kustomize and Flux, which read YAML with Go's yaml.v3 rules (YAML 1.2's core
/// schema, with the octal, binary and underscore forms of 1.1 and without its yes/no/on/off).
package enum ScalarType: Sendable {
  case null, bool, int, float, timestamp, string
}

extension Node {
  /// The type of a scalar: always string when quoted or a block; by its text or tag when plain. Nil for a container.
  package var scalarType: ScalarType? {
    guard let bytes = valueBytes else { return nil }
    if !hasTag {
      guard style == .plain else { return .string }
      return ScalarType.isSurelyString(bytes) ? .string : ScalarType(plain: Array(bytes))
    }
    switch tag {
    case "tag:yaml.org,2002:str", "!", "tag:yaml.org,2002:binary": return .string
    case "tag:yaml.org,2002:int": return .int
    case "tag:yaml.org,2002:float": return .float
    case "tag:yaml.org,2002:bool": return .bool
    case "tag:yaml.org,2002:null": return .null
    default: break
    }
    guard style == .plain else { return .string }
    return ScalarType(plain: Array(bytes))
  }
}

extension ScalarType {
  /// Whether the first letter of an untagged plain scalar leaves no other type: most are spared the full look.
  static func isSurelyString(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return false
    case UInt8(ascii: "~"): return bytes.count > 1
    case UInt8(ascii: "n"), UInt8(ascii: "N"): return !isWord(bytes, "null")
    case UInt8(ascii: "t"), UInt8(ascii: "T"): return !isWord(bytes, "true")
    case UInt8(ascii: "f"), UInt8(ascii: "F"): return !isWord(bytes, "false")
    default: return true
    }
  }

  private static func isWord(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { word in zip(bytes, word).allSatisfy { $0 | 0x20 == $1 } }
  }

  /// The type of an untagged plain scalar of this text.
  package init(plain bytes: [UInt8]) {
    guard let first = bytes.first else {
      self = .null
      return
    }
    if bytes.count <= 5, let word = Self.words[String(decoding: bytes, as: UTF8.self)] {
      self = word
      return
    }
    let isDigit = first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9")
    guard isDigit || first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || first == UInt8(ascii: ".")
    else {
      self = .string
      return
    }
    if isDigit, Self.isTimestamp(bytes) {
      self = .timestamp
      return
    }
    let plain = bytes.filter { $0 != UInt8(ascii: "_") }
    self = Self.isInteger(plain) ? .int : Self.isFloat(plain) ? .float : .string
  }

  private static let words: [String: ScalarType] = [
    "~": .null, "null": .null, "Null": .null, "NULL": .null, "true": .bool, "True": .bool, "TRUE": .bool,
    "false": .bool, "False": .bool, "FALSE": .bool, ".nan": .float, ".NaN": .float, ".NAN": .float,
    ".inf": .float, ".Inf": .float, ".INF": .float, "+.inf": .float, "+.Inf": .float, "+.INF": .float,
    "-.inf": .float, "-.Inf": .float, "-.INF": .float,
  ]

  private static func isInteger(_ bytes: [UInt8]) -> Bool {
    var digits = bytes[...]
    if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard digits.first == UInt8(ascii: "0"), digits.count > 2, let mark = digits.dropFirst().first else {
      return !digits.isEmpty && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
    let rest = digits.dropFirst(2)
    switch mark {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return rest.allSatisfy(isHex)
    case UInt8(ascii: "o"), UInt8(ascii: "O"): return rest.allSatisfy { $0 >= 0x30 && $0 <= 0x37 }
    case UInt8(ascii: "b"), UInt8(ascii: "B"): return rest.allSatisfy { $0 == 0x30 || $0 == 0x31 }
    default: return digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"))
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
  private static func isFloat(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    let whole = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    rest = rest.dropFirst(whole.count)
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
      rest = rest.dropFirst(fraction)
    }
    guard whole.count + fraction > 0 else { return false }
    guard let exponent = rest.first else { return true }
    guard exponent | 0x20 == UInt8(ascii: "e") else { return false }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// `2001-01-01`, with or without a time behind it.
  private static func isTimestamp(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 8, bytes[4] == UInt8(ascii: "-"),
      bytes.prefix(4).allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return false }
    let parts = bytes.split(separator: UInt8(ascii: "-"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, (1...2).contains(parts[1].count), let first = parts[2].first else { return false }
    let day = parts[2].prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard parts[1].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), (1...2).contains(day.count), first >= 0x30 else {
      return false
    }
    guard let mark = parts[2].dropFirst(day.count).first else { return bytes.count == 10 }
    return mark == UInt8(ascii: "T") || mark == UInt8(ascii: "t") || mark == UInt8(ascii: " ")
  }
}
