import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a node is, once aliases are followed.
package enum NodeKind: Sendable {
  case scalar, sequence, mapping
}

/// How a scalar or a container was written.
package enum NodeStyle: UInt8, Sendable {
  case plain, singleQuoted, doubleQuoted, literal, folded
  case block, flow
}

/// One node of a file: a reference into its stream. Aliases are followed by every accessor but ``range``,
/// which is the place of the alias itself.
package struct Node: Sendable {
  package let stream: YAMLStream
  let index: UInt32

  private var raw: RawNode { stream.nodes[Int(index)] }

  /// The node that an alias stands for; the node itself where it is none.
  package var target: Node {
    let raw = raw
    return raw.kind == .alias ? Node(stream: stream, index: raw.value) : self
  }

  package var isAlias: Bool { raw.kind == .alias }

  package var kind: NodeKind {
    switch target.raw.kind {
    case .scalar, .alias: .scalar
    case .sequence: .sequence
    case .mapping: .mapping
    }
  }

  /// Where it stands: the content without its anchor, tag, trailing blank lines and comments.
  package var range: SourceRange {
    SourceRange(path: stream.source.path, bytes: bytes)
  }

  /// The byte offsets of ``range``.
  package var bytes: Range<Int> { Int(raw.start)..<Int(raw.end) }

  package var style: NodeStyle { NodeStyle(rawValue: target.raw.style) ?? .plain }

  /// The tag as written out in full, such as `tag:yaml.org,2002:str`; nil where there is none.
  package var tag: String? {
    let target = target
    return target.raw.flags & RawNode.hasTag == 0 ? nil : stream.tags[target.index]
  }

  /// The name of the node's own anchor.
  package var anchor: String? {
    raw.flags & RawNode.hasAnchor == 0 ? nil : stream.anchors[index].map { stream.source.text($0) }
  }

  /// A number that tells the nodes of one stream apart.
  package var id: Int { Int(index) }
}

// MARK: - Scalars

extension Node {
  /// The decoded text of a scalar; nil for a container. An empty value is "".
  package var text: String? {
    withValue { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the decoded bytes of a scalar; nil for a container.
  package func withValue<Result>(_ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Result) -> Result? {
    let raw = target.raw
    guard raw.kind == .scalar else { return nil }
    let range = Int(raw.value)..<Int(raw.value + raw.length)
    if raw.flags & RawNode.inPool != 0 {
      return stream.pool.withUnsafeBufferPointer { body($0[range]) }
    }
    return stream.source.bytes.withUnsafeBufferPointer { body($0[range]) }
  }

  /// Whether this is a scalar of exactly this text.
  package func `is`(_ text: StaticString) -> Bool {
    withValue { matches($0, text) } ?? false
  }

  /// Where the decoded text stands unchanged in the source, without quotes; nil where escapes, folding or
  /// indentation make the two differ.
  package var valueRange: SourceRange? {
    let raw = target.raw
    guard raw.kind == .scalar, raw.flags & RawNode.inPool == 0, !isAlias else { return nil }
    return SourceRange(path: stream.source.path, bytes: Int(raw.value)..<Int(raw.value + raw.length))
  }
}

private func matches(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ text: StaticString) -> Bool {
  guard bytes.count == text.utf8CodeUnitCount else { return false }
  return text.withUTF8Buffer { $0.elementsEqual(bytes) }
}

// MARK: - Containers

extension Node {
  /// The entries of a mapping or the elements of a sequence, counted as written; 0 for a scalar.
  package var count: Int {
    let raw = target.raw
    return raw.kind == .scalar ? 0 : Int(raw.length)
  }

  /// The elements of a sequence, in order; empty for anything else.
  package var elements: Elements {
    let target = target
    let raw = target.raw
    let isSequence = raw.kind == .sequence
    return Elements(
      stream: stream, position: isSequence ? target.index + 1 : 0, end: isSequence ? raw.next : 0)
  }

  /// The entries of a mapping as written, in order, merge keys (`<<`) not expanded; empty for anything else.
  package var entries: Entries {
    let target = target
    let raw = target.raw
    let isMapping = raw.kind == .mapping
    return Entries(stream: stream, position: isMapping ? target.index + 1 : 0, end: isMapping ? raw.next : 0)
  }

  /// The value of a key, the last one where it is written twice; merge keys are followed.
  package subscript(key: StaticString) -> Node? {
    entry(key)?.value
  }

  /// The value of a key that is known only at run time.
  package subscript(key: String) -> Node? {
    var key = key
    return key.withUTF8 { entry($0, budget: 32)?.value }
  }

  /// The key and the value of an entry.
  package func entry(_ key: StaticString) -> Entry? {
    key.withUTF8Buffer { entry($0, budget: 32) }
  }

  private func entry(_ key: UnsafeBufferPointer<UInt8>, budget: Int) -> Entry? {
    let target = target
    let (found, merged) = stream.find(key, in: target.index)
    if let found {
      let value = Node(stream: stream, index: stream.nodes[Int(found)].next)
      return Entry(key: Node(stream: stream, index: found), value: value)
    }
    guard let merged, budget > 0 else { return nil }
    let source = Node(stream: stream, index: merged)
    if source.kind == .mapping { return source.entry(key, budget: budget - 1) }
    for element in source.elements {
      if let entry = element.entry(key, budget: budget / 2) { return entry }
    }
    return nil
  }

  /// Whether a mapping merges others into itself.
  package var hasMergeKey: Bool {
    stream.find(UnsafeBufferPointer(start: nil, count: 0), in: target.index).merged != nil
  }

  /// One entry of a mapping.
  package struct Entry: Sendable {
    package let key: Node
    package let value: Node

    package init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }

    /// Whether this is a merge key (`<<`), which stands for the entries of its value.
    package var isMerge: Bool { key.is("<<") && key.style == .plain }
  }

  /// The elements of a sequence.
  package struct Elements: Sequence, IteratorProtocol {
    let stream: YAMLStream
    var position: UInt32
    let end: UInt32

    package mutating func next() -> Node? {
      guard position < end else { return nil }
      defer { position = stream.nodes[Int(position)].next }
      return Node(stream: stream, index: position)
    }
  }

  /// The entries of a mapping.
  package struct Entries: Sequence, IteratorProtocol {
    let stream: YAMLStream
    var position: UInt32
    let end: UInt32

    package mutating func next() -> Entry? {
      guard position < end else { return nil }
      let key = position
      let value = stream.nodes[Int(key)].next
      position = stream.nodes[Int(value)].next
      return Entry(key: Node(stream: stream, index: key), value: Node(stream: stream, index: value))
    }
  }

  /// Whether one of two ASCII characters stands in the source of this node; true in a file with anchors, whose aliases
  /// lead elsewhere.
  package func isWritten(with first: Unicode.Scalar, or second: Unicode.Scalar) -> Bool {
    guard stream.anchors.isEmpty else { return true }
    return stream.source.bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return false }
      func holds(_ character: Unicode.Scalar) -> Bool {
        memchr(start + bytes.lowerBound, Int32(character.value), bytes.count) != nil
      }
      return holds(first) || holds(second)
    }
  }

  /// This node and all below it, in the order of the text, aliases not followed.
  package func forEachDescendant(_ body: (Node) -> Void) {
    for index in self.index..<raw.next { body(Node(stream: stream, index: index)) }
  }
}
