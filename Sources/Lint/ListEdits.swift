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

  /// Writes several items in place of one of a block list. Nil for none, or where the line holds something else before it.
  static func replace(_ item: Node, withItems items: [String]) -> TextEdit? {
    let bytes = item.stream.source.bytes
    let before = bytes[lineStart(of: item)..<item.range.bytes.lowerBound]
    guard !items.isEmpty, !item.isAlias,
      before.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }),
      before.contains(UInt8(ascii: "-"))
    else { return nil }
    let hasReturn = bytes.firstIndex(of: UInt8(ascii: "\n")).map {
      $0 > 0 && bytes[$0 - 1] == UInt8(ascii: "\r")
    }
    let lineBreak = (hasReturn ?? false ? "\r\n" : "\n") + String(decoding: before, as: UTF8.self)
    return TextEdit(range: item.range, replacement: items.joined(separator: lineBreak))
  }

  /// The lines of items, from the dash to the end of the text, that follow each other without a line between them; nil
  /// where one of them does not.
  static func lines(of items: [Node]) -> [Range<Int>]? {
    var lines: [Range<Int>] = []
    var next: Int?
    for item in items {
      let bytes = item.stream.source.bytes
      let start = lineStart(of: item)
      let before = bytes[start..<item.range.bytes.lowerBound]
      guard !item.isAlias, item.anchor == nil, next == nil || next == start,
        before.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") })
      else { return nil }
      let lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      guard item.range.bytes.upperBound <= lineEnd else { return nil }
      var end = lineEnd
      if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      lines.append(start..<end)
      next = lineEnd + 1
    }
    return lines
  }

  private static func lineStart(of node: Node) -> Int {
    let bytes = node.stream.source.bytes
    var start = node.range.bytes.lowerBound
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }
}
