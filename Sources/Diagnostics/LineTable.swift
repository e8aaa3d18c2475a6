/// Where the lines of a file begin. Lines end at LF only, as editors and diffs count them.
package struct LineTable: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.starts = starts
  }

  /// The number of lines; the empty stretch after a last LF counts as one.
  package var count: Int { starts.count }

  /// The line, from 1, that holds a byte offset.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The place of a byte offset from the start of the file.
  package func location(at offset: Int) -> SourceLocation {
    let line = line(at: offset)
    var start = starts[line - 1]
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, offset) }
    let scalars = bytes[start..<max(start, min(offset, bytes.count))].reduce(0) { count, byte in
      count + (byte & 0xC0 == 0x80 ? 0 : 1)
    }
    return SourceLocation(line: line, column: scalars + 1)
  }

  /// The bytes of a line, from 1, without its line break.
  package func bytes(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= starts.count else { return bytes.count..<bytes.count }
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The bytes of a line, from 1, with its line break.
  package func bytes(ofWholeLine line: Int) -> Range<Int> {
    guard line >= 1, line <= starts.count else { return bytes.count..<bytes.count }
    return starts[line - 1]..<(line < starts.count ? starts[line] : bytes.count)
  }
}

/// The lines of several files, each file read and its lines found once.
package struct LineTables {
  private let read: (String) -> [UInt8]?
  private var known: [String: LineTable] = [:]

  /// - Parameter read: the content of a path; nil where it cannot be read, which makes every place its first one.
  package init(_ read: @escaping (String) -> [UInt8]?) { self.read = read }

  package subscript(path: String) -> LineTable {
    mutating get {
      if let table = known[path] { return table }
      let table = LineTable(read(path) ?? [])
      known[path] = table
      return table
    }
  }

  /// Where a range begins.
  package mutating func start(of range: SourceRange) -> SourceLocation {
    self[range.path].location(at: range.bytes.lowerBound)
  }
}
