extension String {
  /// Whether two texts are the same, the letter case of ASCII aside.
  package func isSameIgnoringCase(_ other: String) -> Bool { isSame(other.utf8, ignoringCase: true) }

  /// Whether the text is made of these bytes, the letter case of ASCII aside where that is asked for.
  func isSame(_ other: some Collection<UInt8>, ignoringCase: Bool) -> Bool {
    guard utf8.count == other.count else { return false }
    return utf8.elementsEqual(other) { a, b in
      a == b
        || (ignoringCase && a ^ b == 0x20 && a | 0x20 >= UInt8(ascii: "a") && a | 0x20 <= UInt8(ascii: "z"))
    }
  }
}
