/// The digits of an integer as yaml.v3 reads them, with the base 0 of Go's `strconv.ParseInt`: `0x1F`, `0o17`, `017`,
/// `0b1`, `1_000`.
package struct IntegerText: Sendable {
  package let isNegative: Bool
  /// Without sign, mark of the base and underscores.
  package let digits: String
  package let radix: Int

  package init(_ text: some Sequence<UInt8>) {
    var digits = text.filter { $0 != UInt8(ascii: "_") }
    isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    var radix = 10
    if digits.count > 1, digits[0] == UInt8(ascii: "0") {
      switch digits[1] | 0x20 {
      case UInt8(ascii: "x"): radix = 16
      case UInt8(ascii: "o"): radix = 8
      case UInt8(ascii: "b"): radix = 2
      default: radix = digits.allSatisfy { $0 < UInt8(ascii: "8") } ? 8 : 10
      }
      if digits[1] >= UInt8(ascii: "A") { digits.removeFirst(2) }
    }
    self.digits = String(decoding: digits, as: UTF8.self)
    self.radix = radix
  }

  /// Nil where more than 64 bits are needed.
  package var magnitude: UInt64? { UInt64(digits, radix: radix) }
}

extension ScalarType {
  /// The number that a plain scalar of this type stands for; nil for one that is no number, and for `.inf` and `.nan`.
  package func number(_ text: some Sequence<UInt8>) -> Double? {
    switch self {
    case .int:
      let integer = IntegerText(text)
      guard let magnitude = integer.magnitude.map({ Double($0) }) ?? Double(integer.digits) else {
        return nil
      }
      return integer.isNegative ? -magnitude : magnitude
    case .float:
      return Double(String(decoding: text.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self))
        .flatMap { $0.isFinite ? $0 : nil }
    default: return nil
    }
  }
}
