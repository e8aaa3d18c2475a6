/// A stretch of one file; it needs no line table to be compared or sorted.
package struct SourceRange: Hashable, Sendable, Comparable {
  /// Relative to the root of the tree.
  package let path: String
  /// Byte offsets from the start of the file, a byte order mark counted.
  package let bytes: Range<Int>

  package init(path: String, bytes: Range<Int>) {
    self.path = path
    self.bytes = bytes
  }

  package static func < (left: SourceRange, right: SourceRange) -> Bool {
    (left.path, left.bytes.lowerBound, left.bytes.upperBound)
      < (right.path, right.bytes.lowerBound, right.bytes.upperBound)
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
