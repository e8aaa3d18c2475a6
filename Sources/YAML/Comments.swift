import Diagnostics

/// A comment: from its `#` to the end of its line.
package struct Comment: Hashable, Sendable {
  package let range: SourceRange
  /// Without the `#`, outer spaces trimmed.
  package let text: String
  /// Whether nothing but spaces stands before it on its line.
  package let isOwnLine: Bool
}

extension YAMLStream {
  /// The comments of the file, in order. libyaml drops them, so they are what stands behind a `#` outside
  /// every scalar; the header line of a block scalar is looked at as well.
  package var comments: [Comment] {
    let bytes = source.bytes
    guard bytes.contains(UInt8(ascii: "#")) else { return [] }
    var found: [Comment] = []
    var position = 0
    for node in nodes where node.kind == .scalar || node.kind == .alias {
      scan(position..<Int(node.start), into: &found)
      position = max(position, Int(node.end))
      let style = NodeStyle(rawValue: node.style)
      if node.kind == .scalar, style == .literal || style == .folded {
        let header = bytes[Int(node.start)..<Int(node.end)]
        let end = header.firstIndex(of: UInt8(ascii: "\n")) ?? Int(node.end)
        scan(Int(node.start)..<end, into: &found)
      }
    }
    scan(position..<(error?.offset ?? bytes.count), into: &found)
    return found
  }

  private func scan(_ gap: Range<Int>, into found: inout [Comment]) {
    let bytes = source.bytes
    var offset = gap.lowerBound
    while offset < gap.upperBound {
      defer { offset += 1 }
      guard bytes[offset] == UInt8(ascii: "#"), isCommentStart(offset) else { continue }
      var end = offset
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      found.append(comment(offset..<end))
      offset = end
    }
  }

  private func isCommentStart(_ offset: Int) -> Bool {
    guard offset > 0 else { return true }
    return isBlank(source.bytes[offset - 1])
      || (offset == 3 && source.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
  }

  private func comment(_ range: Range<Int>) -> Comment {
    let bytes = source.bytes
    var end = range.upperBound
    while end > range.lowerBound, isBlank(bytes[end - 1]) { end -= 1 }
    var start = range.lowerBound
    while start < end, bytes[start] == UInt8(ascii: "#") || isBlank(bytes[start]) { start += 1 }
    var before = range.lowerBound
    while before > 0, bytes[before - 1] == UInt8(ascii: " ") || bytes[before - 1] == UInt8(ascii: "\t") {
      before -= 1
    }
    return Comment(
      range: source.range(range.lowerBound..<end), text: source.text(start..<end),
      isOwnLine: before == 0 || bytes[before - 1] == UInt8(ascii: "\n"))
  }
}
