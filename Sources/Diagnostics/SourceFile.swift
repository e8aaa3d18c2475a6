/// The bytes of one file and the path it is known by.
package final class SourceFile: Sendable {
  /// Relative to the root of the tree, with `/` between components and no leading `./`.
  package let path: String
  private let known: SourcePath
  /// The content as read, a byte order mark included.
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    known = SourcePath.of(path)
    self.bytes = bytes
  }

  package convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// A stretch of the file.
  package func range(_ bytes: Range<Int>) -> SourceRange { SourceRange(known, bytes) }

  /// The text of a byte range; bytes that are not UTF-8 become U+FFFD.
  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self)
  }
}
