import Diagnostics

/// The documents of one file, with the byte range of every node. Immutable, shared by all that refer into it, and
/// never freed: what a run reads it needs to its end, and so its nodes need no counting.
package final class YAMLStream: Sendable {
  package let source: SourceFile
  /// Why reading stopped; the documents before that place stand. Nil when the whole file was read.
  package let error: YAMLError?
  let nodes: [RawNode]
  let pool: [UInt8]
  let roots: [Root]
  let anchors: [UInt32: Range<Int>]
  let tags: [UInt32: String]
  private let memory: StreamMemory

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
    memory = StreamMemory(nodes: nodes, source: source.bytes, pool: pool)
    memory.keep(self)
  }

  /// The documents, in order. A document of nothing but comments between two `---` has no root.
  package var documents: [YAMLDocument] {
    roots.enumerated().map { index, root in
      YAMLDocument(
        index: index, root: root.node.map { node($0) },
        range: source.range(root.bytes))
    }
  }

  /// The number of documents, without making them.
  package var documentCount: Int { roots.count }

  /// The number of nodes of all documents.
  package var nodeCount: Int { nodes.count }

  func node(_ index: UInt32) -> Node { Node(memory: memory, index: index) }
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
