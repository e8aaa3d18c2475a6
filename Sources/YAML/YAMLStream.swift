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

  /// The number of nodes of all documents.
  package var nodeCount: Int { nodes.count }
}

extension YAMLStream {
  /// Looks for a key among the entries of a mapping as written: the index of the key, that of the last one where it
  /// stands twice, and the index of the value of the last merge key (`<<`). Both are nil for what is no mapping.
  func find(_ key: UnsafeBufferPointer<UInt8>, in mapping: UInt32) -> (found: UInt32?, merged: UInt32?) {
    var (found, merged): (UInt32?, UInt32?) = (nil, nil)
    nodes.withUnsafeBufferPointer { nodes in
      let container = nodes[Int(mapping)]
      guard container.kind == .mapping else { return }
      var position = mapping + 1
      while position < container.next {
        let written = nodes[Int(position)]
        let value = written.next
        let scalar = written.kind == .alias ? nodes[Int(written.value)] : written
        if scalar.kind == .scalar {
          if scalar.length == key.count, isText(of: scalar, key) {
            found = position
          } else if scalar.length == 2, isMergeKey(scalar) {
            merged = value
          }
        }
        position = nodes[Int(value)].next
      }
    }
    return (found, merged)
  }

  /// Whether the decoded text of a scalar, which is as long, is a key.
  private func isText(of scalar: RawNode, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = scalar.flags & RawNode.inPool == 0 ? source.bytes : pool
    return text.withUnsafeBufferPointer { bytes in
      var offset = Int(scalar.value)
      for byte in key {
        if bytes[offset] != byte { return false }
        offset += 1
      }
      return true
    }
  }

  private func isMergeKey(_ scalar: RawNode) -> Bool {
    guard scalar.style == NodeStyle.plain.rawValue, scalar.flags & RawNode.inPool == 0 else { return false }
    let start = Int(scalar.value)
    return source.bytes[start] == UInt8(ascii: "<") && source.bytes[start + 1] == UInt8(ascii: "<")
  }
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
