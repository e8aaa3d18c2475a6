import Diagnostics
import YAML

/// Why a merge cannot be written into the text as it stands; the file then stays as it is.
struct Unmergeable: Error {}

/// Finds places in a text, and cuts pieces out of another to put there.
enum SpliceText {
  /// The offset of the first byte of a line.
  static func lineStart(of offset: Int, in bytes: [UInt8]) -> Int {
    (bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
  }

  /// The offset behind the line that holds an offset, before its line break.
  static func lineEnd(from offset: Int, in bytes: [UInt8]) -> Int {
    let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return end > offset && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
  }

  /// The offset behind the line break of the line that holds an offset.
  static func nextLine(from offset: Int, in bytes: [UInt8]) -> Int {
    bytes[offset...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
  }

  /// Bytes between the start of its line and an offset.
  static func column(of offset: Int, in bytes: [UInt8]) -> Int { offset - lineStart(of: offset, in: bytes) }

  /// Whether nothing but spaces stands before an offset on its line.
  static func isFirst(_ offset: Int, in bytes: [UInt8]) -> Bool {
    bytes[lineStart(of: offset, in: bytes)..<offset].allSatisfy { $0 == UInt8(ascii: " ") }
  }

  /// The end of an entry: that of its value, or the colon of a value that is left out.
  static func end(of entry: Node.Entry) -> Int {
    guard entry.value.bytes.isEmpty else { return entry.value.bytes.upperBound }
    let bytes = entry.key.stream.source.bytes
    let colon = bytes[entry.key.bytes.upperBound...].firstIndex(of: UInt8(ascii: ":"))
    return colon.map { $0 + 1 } ?? entry.key.bytes.upperBound
  }

  /// The start of the comments of an entry: the lines right above it that are comments of its own indent.
  static func leadStart(of offset: Int, in bytes: [UInt8]) -> Int {
    guard isFirst(offset, in: bytes) else { return offset }
    let column = column(of: offset, in: bytes)
    var start = lineStart(of: offset, in: bytes)
    while start > 0 {
      let above = lineStart(of: start - 1, in: bytes)
      let line = bytes[above..<(start - 1)]
      guard line.prefix(while: { $0 == UInt8(ascii: " ") }).count == column,
        line.dropFirst(column).first == UInt8(ascii: "#")
      else { break }
      start = above
    }
    return start
  }

  /// The comments right above an offset, line for line, without their indent.
  static func lead(of offset: Int, in bytes: [UInt8]) -> [String] {
    let start = leadStart(of: offset, in: bytes)
    guard start < lineStart(of: offset, in: bytes) else { return [] }
    let text = String(decoding: bytes[start..<lineStart(of: offset, in: bytes)], as: UTF8.self)
    return text.split(separator: "\n").map { line in
      String(line.drop { $0 == " " }.filter { $0 != "\r" })
    }
  }

  /// A piece of a text whose first line starts at a column, indented for another one.
  static func moved(_ range: Range<Int>, of bytes: [UInt8], to column: Int) throws(Unmergeable) -> String {
    let delta = column - self.column(of: range.lowerBound, in: bytes)
    let text = bytes[range].filter { $0 != UInt8(ascii: "\r") }
    var lines: [String] = []
    for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      let isBlank = line.allSatisfy { $0 == UInt8(ascii: " ") }
      if index == 0 || isBlank || delta == 0 {
        lines.append(String(decoding: line, as: UTF8.self))
      } else if delta > 0 {
        lines.append(String(repeating: " ", count: delta) + String(decoding: line, as: UTF8.self))
      } else {
        guard line.prefix(-delta).allSatisfy({ $0 == UInt8(ascii: " ") }) else { throw Unmergeable() }
        lines.append(String(decoding: line.dropFirst(-delta), as: UTF8.self))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// A node in one line, as it stands inside `[…]` or `{…}`.
  static func flow(_ node: Node) -> String {
    switch node.kind {
    case .scalar: scalar(node, ScalarEncoder(isFlow: true), style: node.style)
    case .sequence: "[" + node.elements.map(flow).joined(separator: ", ") + "]"
    case .mapping: "{" + node.entries.map(flow).joined(separator: ", ") + "}"
    }
  }

  static func flow(_ entry: Node.Entry) -> String {
    scalar(entry.key, ScalarEncoder(isFlow: true, isKey: true), style: entry.key.style) + ": "
      + flow(entry.value)
  }

  /// A scalar in one line, in a style where that can hold it.
  static func scalar(_ node: Node, _ encoder: ScalarEncoder, style: NodeStyle) -> String {
    let text = node.text ?? ""
    guard node.scalarType == .string else { return text.isEmpty ? "null" : text }
    return encoder.encode(text, preferring: style)
  }
}
