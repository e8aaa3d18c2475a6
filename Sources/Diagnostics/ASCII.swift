/// What a byte of a text is, where letters and digits are those of ASCII alone.
extension UInt8 {
  @inlinable package var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  @inlinable package var isLetter: Bool {
    self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z")
  }

  @inlinable package var isUpperCase: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }

  @inlinable package var isLetterOrDigit: Bool { isDigit || isLetter }
}
