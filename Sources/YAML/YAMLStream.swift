import Diagnostics

/// The documents of one file, with the byte range of every node. Immutable, shared by all that refer into it.
package final class YAMLStream: Sendable {
  package let source: SourceFile
  /// Why reading stopped; the documents before that place stand. Nil when the whole file was read.
  package let error: YAMLError?
  let nodes: [RawNode]
  let pool: [UInt8]
  let roots: [Root]
  let anchors: [UInt32: Range<Int>]
  let tags: [UInt32: String]

  /// One document: its root node, if it has one, and the stretch of text it was read from.
  struct Root {
    let node: UInt32?
    let bytes: Range<Int>
  }

  /// Reads a file. Never fails: what is wrong is in ``error``.
  package convenience init(_ source: SourceFile) {
    // libyaml counts a byte order mark as a column, so that the first key would stand deeper than the others.
    let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.init(source, embedded: start..<source.bytes.count)
  }

  /// Reads YAML that stands inside a file, such as the lines of a literal block; offsets stay those of the file.
  package convenience init(_ source: SourceFile, embedded range: Range<Int>) {
    var reader = StreamReader(source: source, range: range.clamped(to: source.bytes.indices))
    reader.read()
    self.init(source: source, reader: reader)
  }

  private init(source: SourceFile, reader: borrowing StreamReader) {
    self.source = source
    error = reader.error
    nodes = reader.nodes
    pool = reader.pool
    roots = reader.roots
    anchors = reader.anchorRanges
    tags = reader.tags
  }

  /// The documents, in order. A document of nothing but comments between two `---` has no root.
  package var documents: [YAMLDocument] {
    roots.enumerated().map { index, root in
      YAMLDocument(
        index: index, root: root.node.map { Node(stream: self, index: $0) },
        range: SourceRange(path: source.path, bytes: root.bytes))
    }
  }

  /// The number of documents, without making them.
  package var documentCount: Int { roots.count }
}

/// One document of a stream.
package struct YAMLDocument: Sendable {
  /// From 0.
  package let index: Int
  /// Nil for a document without content.
  package let root: Node?
  /// From the document's first byte (its `---` where it has one) to the next document's.
  package let range: SourceRange
}
