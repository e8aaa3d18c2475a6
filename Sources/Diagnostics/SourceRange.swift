import Synchronization

/// A path of the tree, held once in the life of the process, so that two ranges of one file compare as numbers.
final class SourcePath: Sendable {
  let text: String

  private init(_ text: String) { self.text = text }

  private static let known = Mutex(Known())

  /// Paths by their numbers.
  private struct Known: Sendable {
    var index = TextIndex()
    var paths: [SourcePath] = []
  }

  /// The one path of that text; never freed.
  static func of(_ text: String) -> SourcePath {
    known.withLock { known in
      let number = known.index.add(text)
      if number == known.paths.count { known.paths.append(SourcePath(text)) }
      return known.paths[number]
    }
  }
}

/// A stretch of one file; it needs no line table to be compared or sorted.
package struct SourceRange: Hashable, Sendable, Comparable {
  /// Not counted as a reference: no path is freed.
  private unowned(unsafe) let file: SourcePath
  private let start: UInt32
  private let end: UInt32

  /// Relative to the root of the tree.
  package var path: String { file.text }

  /// Byte offsets from the start of the file, a byte order mark counted.
  package var bytes: Range<Int> { Int(start)..<Int(end) }

  package init(path: String, bytes: Range<Int>) {
    self.init(SourcePath.of(path), bytes)
  }

  init(_ file: SourcePath, _ bytes: Range<Int>) {
    self.file = file
    start = UInt32(clamping: bytes.lowerBound)
    end = UInt32(clamping: bytes.upperBound)
  }

  package static func == (left: SourceRange, right: SourceRange) -> Bool {
    left.start == right.start && left.end == right.end && left.file === right.file
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(file))
    hasher.combine(UInt64(start) << 32 | UInt64(end))
  }

  package static func < (left: SourceRange, right: SourceRange) -> Bool {
    if left.file !== right.file { return left.path < right.path }
    return (left.start, left.end) < (right.start, right.end)
  }
}

/// A place as a person reads it.
package struct SourceLocation: Hashable, Sendable {
  /// From 1.
  package let line: Int
  /// From 1, in Unicode scalars; a leading byte order mark is not counted.
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
