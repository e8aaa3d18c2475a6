/// Reads JSON text from the left; every error carries its offset.
struct JSONReader {
  static let maximumDepth = 128

  private let text: [UInt8]
  private var position = 0
  private var depth = 0

  init(_ text: [UInt8]) { self.text = text }

  mutating func document() throws(JSONError) -> JSON {
    if text.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw JSONError(kind: .byteOrderMark, message: "the text starts with a byte order mark", offset: 0)
    }
    let value = try value()
    skipSpace()
    guard position == text.count else {
      throw JSONError(
        kind: .trailing, message: "something stands behind the end of the value", offset: position)
    }
    return value
  }

  private mutating func value() throws(JSONError) -> JSON {
    skipSpace()
    let start = position
    let content: JSON.Content
    switch try peek() {
    case UInt8(ascii: "{"): content = try nested { (reader) throws(JSONError) in try reader.object() }
    case UInt8(ascii: "["): content = try nested { (reader) throws(JSONError) in try reader.array() }
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "t"): content = try word("true", .bool(true))
    case UInt8(ascii: "f"): content = try word("false", .bool(false))
    case UInt8(ascii: "n"): content = try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): content = .number(try number())
    default: throw syntax("expected a value")
    }
    return JSON(content, start..<position)
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(JSONError) -> JSON.Content
  ) throws(JSONError) -> JSON.Content {
    guard depth < Self.maximumDepth else {
      throw JSONError(
        kind: .depth, message: "nested deeper than \(Self.maximumDepth) levels", offset: position)
    }
    depth += 1
    defer { depth -= 1 }
    position += 1
    return try body(&self)
  }

  private mutating func object() throws(JSONError) -> JSON.Content {
    var members: [JSON.Member] = []
    skipSpace()
    if try take("}") { return .object(members) }
    while true {
      skipSpace()
      let start = position
      guard try peek() == UInt8(ascii: "\"") else { throw syntax("expected a key in double quotes") }
      let key = try string()
      let keyBytes = start..<position
      skipSpace()
      guard try take(":") else { throw syntax("expected ':' behind a key") }
      members.append(JSON.Member(key: key, keyBytes: keyBytes, value: try value()))
      skipSpace()
      if try take("}") { return .object(members) }
      guard try take(",") else { throw syntax("expected ',' or '}' behind a member") }
    }
  }

  private mutating func array() throws(JSONError) -> JSON.Content {
    var elements: [JSON] = []
    skipSpace()
    if try take("]") { return .array(elements) }
    while true {
      elements.append(try value())
      skipSpace()
      if try take("]") { return .array(elements) }
      guard try take(",") else { throw syntax("expected ',' or ']' behind an element") }
    }
  }

  private mutating func word(_ word: StaticString, _ content: JSON.Content) throws(JSONError) -> JSON.Content
  {
    let bytes = word.withUTF8Buffer { Array($0) }
    guard text[position...].starts(with: bytes) else { throw syntax("expected a value") }
    position += bytes.count
    return content
  }

  private mutating func number() throws(JSONError) -> String {
    let start = position
    if text[position] == UInt8(ascii: "-") { position += 1 }
    let whole = try digits()
    if whole.count > 1, whole.first == UInt8(ascii: "0") {
      throw syntax("a number must not start with 0", at: start)
    }
    if position < text.count, text[position] == UInt8(ascii: ".") {
      position += 1
      _ = try digits()
    }
    if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
        position += 1
      }
      _ = try digits()
    }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONError) -> ArraySlice<UInt8> {
    let digits = text[position...].prefix { $0 >= 0x30 && $0 <= 0x39 }
    position += digits.count
    guard !digits.isEmpty else {
      _ = try peek()
      throw syntax("expected a digit")
    }
    return digits
  }
}

// MARK: - Strings and bytes

extension JSONReader {
  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    while position < text.count, text[position] >= 0x20, text[position] != UInt8(ascii: "\\"),
      text[position] != UInt8(ascii: "\"")
    {
      position += 1
    }
    if position < text.count, text[position] == UInt8(ascii: "\"") {
      position += 1
      return String(decoding: text[start..<position - 1], as: UTF8.self)
    }
    var decoded = Array(text[start..<position])
    while true {
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: decoded, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &decoded)
      case 0..<0x20: throw syntax("a control character stands in a string")
      default:
        decoded.append(byte)
        position += 1
      }
    }
  }

  private mutating func escape(into decoded: inout [UInt8]) throws(JSONError) {
    let start = position
    position += 1
    let byte = try peek()
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      let unit = try hexUnit()
      decoded += String(Character(pairedScalar(unit))).utf8
    default: throw syntax("an escape that JSON does not have", at: start)
    }
  }

  /// The scalar of an escaped unit, and of the one behind it where the two are a surrogate pair.
  private mutating func pairedScalar(_ unit: UInt32) -> Unicode.Scalar {
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let start = position
    if unit < 0xDC00, text[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
      position += 2
      if let low = try? hexUnit(), (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      {
        return scalar
      }
      position = start
    }
    return "\u{FFFD}"
  }

  private mutating func hexUnit() throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      let byte = try peek()
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw syntax("expected four hexadecimal digits")
      }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }

  private mutating func skipSpace() {
    while position < text.count, text[position] <= 0x20, [0x20, 0x09, 0x0A, 0x0D].contains(text[position]) {
      position += 1
    }
  }

  private func peek() throws(JSONError) -> UInt8 {
    guard position < text.count else {
      throw JSONError(kind: .unfinished, message: "the text ends too early", offset: text.count)
    }
    return text[position]
  }

  private mutating func take(_ byte: Unicode.Scalar) throws(JSONError) -> Bool {
    guard try peek() == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  private func syntax(_ message: String, at offset: Int? = nil) -> JSONError {
    JSONError(kind: .syntax, message: message, offset: offset ?? position)
  }
}
