/// The bytes after all edits; nil where two overlap or one lies outside the bytes. Edits at one place that insert
/// apply in their order.
package func applying(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8]? {
  let ordered = edits.enumerated().sorted {
    ($0.element.range.bytes.lowerBound, $0.element.range.bytes.upperBound, $0.offset)
      < ($1.element.range.bytes.lowerBound, $1.element.range.bytes.upperBound, $1.offset)
  }
  var result: [UInt8] = []
  var position = 0
  for (_, edit) in ordered {
    let range = edit.range.bytes
    guard range.lowerBound >= position, range.upperBound <= bytes.count else { return nil }
    result += bytes[position..<range.lowerBound]
    result += edit.replacement.utf8
    position = range.upperBound
  }
  return result + bytes[position...]
}

extension TextEdit {
  /// The edit with the line breaks of the file: CRLF where its first line ends so.
  package func inStyle(of bytes: [UInt8]) -> TextEdit {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")), end > 0, bytes[end - 1] == UInt8(ascii: "\r")
    else {
      return self
    }
    var text: [UInt8] = []
    for byte in replacement.utf8 {
      if byte == UInt8(ascii: "\n"), text.last != UInt8(ascii: "\r") { text.append(UInt8(ascii: "\r")) }
      text.append(byte)
    }
    return TextEdit(range: range, replacement: String(decoding: text, as: UTF8.self))
  }
}
