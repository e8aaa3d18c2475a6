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
  /// Whether libyaml read it, and not ``BlockReader``.
  package let isLibyaml: Bool
  private let memory: StreamMemory
  /// The documents, in order. A document of nothing but comments between two `---` has no root.
  package let documents: [YAMLDocument]

  /// One document: its root node, if it has one, and the stretch of text it was read from.
  struct Root: Equatable {
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
  package init(_ source: SourceFile, embedded range: Range<Int>) {
    let range = range.clamped(to: source.bytes.indices)
    self.source = source
    if let read = Self.readBlocks(of: source, range) {
      (nodes, pool, roots, anchors) = read
      (error, tags, isLibyaml) = (nil, [:], false)
    } else {
      let reader = Self.reader(of: source, range)
      (nodes, pool, roots) = (reader.nodes, reader.pool, reader.roots)
      (error, anchors, tags, isLibyaml) = (reader.error, reader.anchorRanges, reader.tags, true)
    }
    memory = StreamMemory(nodes: nodes, source: source.bytes, pool: pool)
    documents = Self.documents(roots, memory, source)
    memory.keep(self)
  }

  /// Reads a stretch of a file by libyaml alone, with which every other way has to agree.
  package init(libyaml source: SourceFile, _ range: Range<Int>) {
    let reader = Self.reader(of: source, range)
    self.source = source
    (nodes, pool, roots) = (reader.nodes, reader.pool, reader.roots)
    (error, anchors, tags, isLibyaml) = (reader.error, reader.anchorRanges, reader.tags, true)
    memory = StreamMemory(nodes: nodes, source: source.bytes, pool: pool)
    documents = Self.documents(roots, memory, source)
    memory.keep(self)
  }

  private static func reader(of source: SourceFile, _ range: Range<Int>) -> StreamReader {
    var reader = StreamReader(source: source, range: range)
    reader.read()
    return reader
  }

  private static func readBlocks(
    of source: SourceFile, _ range: Range<Int>
  ) -> (nodes: [RawNode], pool: [UInt8], roots: [Root], anchors: [UInt32: Range<Int>])? {
    source.bytes.withUnsafeBufferPointer { bytes in
      guard let text = bytes.baseAddress else { return nil }
      var reader = BlockReader(text, range)
      return reader.read() ? (reader.nodes, reader.pool, reader.roots, reader.anchorRanges) : nil
    }
  }

  private static func documents(_ roots: [Root], _ memory: StreamMemory, _ source: SourceFile)
    -> [YAMLDocument]
  {
    roots.enumerated().map { index, root in
      YAMLDocument(
        index: index, root: root.node.map { Node(memory: memory, index: $0) },
        range: source.range(root.bytes))
    }
  }

  /// The number of documents, without making them.
  package var documentCount: Int { roots.count }

  /// The number of nodes of all documents.
  package var nodeCount: Int { nodes.count }

  /// Whether both have the same documents, node by node.
  package func isSame(as other: YAMLStream) -> Bool {
    nodes == other.nodes && pool == other.pool && roots == other.roots && anchors == other.anchors
      && tags == other.tags && error == nil && other.error == nil
  }

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
