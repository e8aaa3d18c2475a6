import Diagnostics
import Manifests
import YAML

extension Value {
  /// An edit that gives a scalar another text of one line, in its own quotes where they can stay. Nil where the
  /// scalar is no node of a file, or stands there through an alias.
  func edit(to text: String) -> TextEdit? {
    guard let node, !node.isAlias, node.kind == .scalar else { return nil }
    if let inner = node.valueRange, node.style == .doubleQuoted || node.style == .singleQuoted,
      isHarmless(text)
    {
      return TextEdit(range: inner, replacement: text)
    }
    return TextEdit(range: node.range, replacement: yamlScalar(text))
  }

  /// Edits that put quotes around a plain scalar as it stands.
  var quotingEdits: [TextEdit]? {
    guard let node, !node.isAlias, node.kind == .scalar, node.style == .plain, node.bytes.count > 0 else {
      return nil
    }
    let count = node.bytes.count
    return [node.range.edit(0..<0, "\""), node.range.edit(count..<count, "\"")]
  }
}

extension Node {
  /// Edits that take the line breaks and blanks out of a scalar, and the header of a block, so that `text` is left
  /// in one line. Nil where something else than blanks would have to go.
  func edits(joiningTo text: [UInt8]) -> [TextEdit]? {
    let isQuoted = style == .doubleQuoted || style == .singleQuoted
    guard !isAlias, kind == .scalar, isQuoted || ScalarType(plain: text) == .string else { return nil }
    let source = Array(stream.source.bytes[bytes])
    var kept: [UInt8] = []
    var removed: [Range<Int>] = []
    func remove(_ stretch: Range<Int>) {
      if let last = removed.last, last.upperBound == stretch.lowerBound {
        removed[removed.count - 1] = last.lowerBound..<stretch.upperBound
      } else {
        removed.append(stretch)
      }
    }
    var position = 0
    if style == .literal || style == .folded {
      guard let end = source.firstIndex(of: UInt8(ascii: "\n")), !source[..<end].contains(UInt8(ascii: "#"))
      else {
        return nil
      }
      remove(0..<(end + 1))
      position = end + 1
    }
    while position < source.count {
      let byte = source[position]
      let isEscape = style == .doubleQuoted && byte == UInt8(ascii: "\\") && position + 1 < source.count
      let length = isEscape ? 2 : 1
      if isEscape ? "nrt ".utf8.contains(source[position + 1]) : byte <= 0x20 {
        remove(position..<(position + length))
      } else if !isQuoted || (position > 0 && position < source.count - 1) {
        kept += source[position..<(position + length)]
      }
      position += length
    }
    return kept == text ? removed.map { range.edit($0, "") } : nil
  }
}

/// A text of one line as a YAML scalar: plain where it reads as the same string, else in double quotes.
func yamlScalar(_ text: String) -> String {
  let bytes = Array(text.utf8)
  let isPlain =
    isHarmless(text) && ScalarType(plain: bytes) == .string && !text.hasPrefix("-")
    && !text.hasPrefix("@") && !text.hasSuffix(":")
  if isPlain, bytes != Array("=".utf8) { return text }
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": quoted += "\\\(scalar)"
    case "\n": quoted += "\\n"
    case "\t": quoted += "\\t"
    case "\r": quoted += "\\r"
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}

/// Whether a text means itself in every style of scalar: letters, digits and `+/=._:@-`, no blanks.
private func isHarmless(_ text: String) -> Bool {
  !text.isEmpty
    && text.utf8.allSatisfy { $0.isLetterOrDigit || "+/=._:@-".utf8.contains($0) }
}

extension Node {
  /// An edit that puts a line before the node's own, indented as it is. Nil where something else than blanks stands
  /// before the node on its line.
  func lineBefore(_ text: String) -> TextEdit? { linesBefore([text]) }

  /// As ``lineBefore(_:)``, for lines of which each brings the indent that it has beyond the node's.
  func linesBefore(_ lines: [String]) -> TextEdit? {
    let source = stream.source.bytes
    let start = bytes.lowerBound
    var lineStart = start
    while lineStart > 0, source[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
    guard source[lineStart..<start].allSatisfy({ $0 == UInt8(ascii: " ") }) else { return nil }
    let indent = String(repeating: " ", count: start - lineStart)
    let end = source[start...].firstIndex(of: UInt8(ascii: "\n"))
    let lineEnd = end.map { $0 > 0 && source[$0 - 1] == UInt8(ascii: "\r") } ?? false ? "\r\n" : "\n"
    return range.edit(0..<0, lines.map { $0 + lineEnd + indent }.joined())
  }
}
