import Diagnostics
import YAML

/// Edits of one line of a list, in the list's own style.
enum ListEdits {
  /// Adds an item behind the last one. Nil for a list without items.
  static func append(_ item: String, to list: Node) -> TextEdit? {
    guard let last = Array(list.elements).last else { return nil }
    let end = last.range.bytes.upperBound
    let place = SourceRange(path: last.range.path, bytes: end..<end)
    guard list.style != .flow else { return TextEdit(range: place, replacement: ", " + item) }
    let line = lineStart(of: last)
    let bytes = last.stream.source.bytes
    let indent = bytes[line..<last.range.bytes.lowerBound].prefix { $0 != UInt8(ascii: "-") }
    let marker = bytes[(line + indent.count)..<last.range.bytes.lowerBound]
    guard marker.first == UInt8(ascii: "-") else { return nil }
    let lineEnd = bytes[end...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let hasReturn =
      lineEnd > end && lineEnd <= bytes.count && lineEnd > 0 && bytes[lineEnd - 1] == UInt8(ascii: "\r")
    let stop = hasReturn ? lineEnd - 1 : lineEnd
    let text = (hasReturn ? "\r\n" : "\n") + String(decoding: indent + marker, as: UTF8.self) + item
    return TextEdit(range: SourceRange(path: place.path, bytes: stop..<stop), replacement: text)
  }

  /// Takes an item away, with its whole line in a block list. Nil where the line holds something else too.
  static func remove(_ item: Node, from list: Node) -> TextEdit? {
    guard list.style != .flow, list.count > 1 else { return nil }
    let bytes = item.stream.source.bytes
    let start = lineStart(of: item)
    let before = bytes[start..<item.range.bytes.lowerBound]
    guard before.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }) else { return nil }
    let end =
      bytes[item.range.bytes.upperBound...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    return TextEdit(range: SourceRange(path: item.range.path, bytes: start..<end), replacement: "")
  }

  /// Writes another text in place of a plain or quoted scalar.
  static func replace(_ item: Node, with text: String) -> TextEdit? {
    item.valueRange.map { TextEdit(range: $0, replacement: text) }
  }

  private static func lineStart(of node: Node) -> Int {
    let bytes = node.stream.source.bytes
    var start = node.range.bytes.lowerBound
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }
}
