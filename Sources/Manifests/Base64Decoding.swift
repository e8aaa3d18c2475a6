/// Why a text is not base64, and where Go stops reading it.
package struct Base64Error: Error, Hashable, Sendable {
  package enum Cause: Hashable, Sendable {
    /// The text ends inside a group of four characters.
    case length
    /// `-` or `_`, the alphabet of URLs.
    case urlAlphabet
    /// A space, a tab, a no-break space or a byte order mark.
    case whitespace
    /// `=` where a group may not end yet.
    case padding
    /// Something stands behind the padding.
    case trailing
    /// Any other byte.
    case byte(UInt8)
  }

  package let cause: Cause
  /// Bytes from the start of the text; the number in Go's "illegal base64 data at input byte N".
  package let offset: Int

  package init(cause: Cause, offset: Int) {
    self.cause = cause
    self.offset = offset
  }
}

extension Base64 {
  /// Decodes as Go's StdEncoding does: padding is required, CR and LF are passed over anywhere, bits left over in
  /// the last character are not looked at, and anything else is an error.
  ///
  /// Source: encoding/base64 `decodeQuantum`, Go 1.24; facts measured in Tests/ManifestsTests.
  package static func decode(_ text: [UInt8]) throws(Base64Error) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.count / 4 * 3)
    var reader = Base64Reader(text: text, position: plainGroups(of: text, into: &decoded))
    while try reader.group(into: &decoded) {}
    return decoded
  }
}

/// Decodes the groups of four digits that a text begins with, as nearly all of it is; the number of bytes read.
private func plainGroups(of text: [UInt8], into decoded: inout [UInt8]) -> Int {
  text.withUnsafeBufferPointer { text in
    var position = 0
    while position + 4 <= text.count {
      var bits: UInt32 = 0
      for offset in position..<position + 4 {
        guard let digit = base64Digit(text[offset]) else { return position }
        bits = bits << 6 | UInt32(digit)
      }
      decoded.append(UInt8(truncatingIfNeeded: bits >> 16))
      decoded.append(UInt8(truncatingIfNeeded: bits >> 8))
      decoded.append(UInt8(truncatingIfNeeded: bits))
      position += 4
    }
    return position
  }
}

private struct Base64Reader {
  let text: [UInt8]
  var position: Int

  /// Reads one group of four characters; false at the end of the text.
  mutating func group(into decoded: inout [UInt8]) throws(Base64Error) -> Bool {
    var bits: UInt32 = 0
    var digits = 0
    while digits < 4 {
      guard position < text.count else {
        if digits == 0 { return false }
        throw Base64Error(cause: .length, offset: position - digits)
      }
      let byte = text[position]
      position += 1
      if let digit = base64Digit(byte) {
        bits = bits << 6 | UInt32(digit)
        digits += 1
      } else if byte == UInt8(ascii: "=") {
        try padding(after: digits)
        break
      } else if byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
        throw Base64Error(cause: cause(of: byte), offset: position - 1)
      }
    }
    bits <<= 6 * UInt32(4 - digits)
    for index in 0..<max(0, digits - 1) {
      decoded.append(UInt8(truncatingIfNeeded: bits >> (16 - 8 * UInt32(index))))
    }
    return position < text.count || digits == 4
  }

  /// Reads what belongs to the `=` just read.
  private mutating func padding(after digits: Int) throws(Base64Error) {
    guard digits >= 2 else { throw Base64Error(cause: .padding, offset: position - 1) }
    if digits == 2 {
      skipLineBreaks()
      guard position < text.count else { throw Base64Error(cause: .length, offset: text.count) }
      guard text[position] == UInt8(ascii: "=") else {
        throw Base64Error(cause: .padding, offset: position - 1)
      }
      position += 1
    }
    skipLineBreaks()
    if position < text.count { throw Base64Error(cause: .trailing, offset: position) }
  }

  private mutating func skipLineBreaks() {
    while position < text.count, text[position] == UInt8(ascii: "\n") || text[position] == UInt8(ascii: "\r")
    {
      position += 1
    }
  }

  private func cause(of byte: UInt8) -> Base64Error.Cause {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "_"): return .urlAlphabet
    case UInt8(ascii: " "), UInt8(ascii: "\t"): return .whitespace
    default:
      let rest = text[(position - 1)...]
      let isBlank = rest.starts(with: [0xC2, 0xA0]) || rest.starts(with: [0xEF, 0xBB, 0xBF])
      return isBlank ? .whitespace : .byte(byte)
    }
  }
}

private func base64Digit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
  case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
  case UInt8(ascii: "+"): 62
  case UInt8(ascii: "/"): 63
  default: nil
  }
}
