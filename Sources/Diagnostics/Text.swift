#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Comparisons of texts by their bytes, which cost some instructions where those of the library cost hundreds.
extension String {
  package func begins(with start: StaticString) -> Bool {
    let length = start.utf8CodeUnitCount
    guard utf8.count >= length else { return false }
    var text = self
    return text.withUTF8 { text in isSame(text.baseAddress, start, length) }
  }

  package func ends(with end: StaticString) -> Bool {
    let length = end.utf8CodeUnitCount
    guard utf8.count >= length else { return false }
    var text = self
    return text.withUTF8 { text in isSame(text.baseAddress.map { $0 + (text.count - length) }, end, length) }
  }

  package func holds(_ byte: Unicode.Scalar) -> Bool {
    var text = self
    return text.withUTF8 { text in
      text.baseAddress.map { memchr($0, Int32(byte.value), text.count) != nil } ?? false
    }
  }
}

private func isSame(_ bytes: UnsafePointer<UInt8>?, _ literal: StaticString, _ length: Int) -> Bool {
  guard let bytes else { return length == 0 }
  return literal.withUTF8Buffer { literal in
    literal.baseAddress.map { memcmp(bytes, $0, length) == 0 } ?? true
  }
}
