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
  /// Not counted as a reference: a stream is never freed, and nodes are copied more often than anything else.
  let memory: StreamMemory
  let index: UInt32

  package var stream: YAMLStream { memory.stream }

  private var raw: RawNode { memory[index] }

  /// The same with an alias followed.
  private var targetRaw: RawNode {
    let raw = raw
    return raw.kind == .alias ? memory[raw.value] : raw
  }

  /// The node that an alias stands for; the node itself where it is none.
  package var target: Node {
    let raw = raw
    return raw.kind == .alias ? Node(memory: memory, index: raw.value) : self
  }

  package var isAlias: Bool { raw.kind == .alias }

  package var kind: NodeKind {
    switch targetRaw.kind {
    case .scalar, .alias: .scalar
    case .sequence: .sequence
    case .mapping: .mapping
    }
  }

  /// Where it stands: the content without its anchor, tag, trailing blank lines and comments.
  package var range: SourceRange { stream.source.range(bytes) }

  /// The byte offsets of ``range``.
  package var bytes: Range<Int> { Int(raw.start)..<Int(raw.end) }

  package var style: NodeStyle { NodeStyle(rawValue: targetRaw.style) ?? .plain }

  /// The tag as written out in full, such as `tag:yaml.org,2002:str`; nil where there is none.
  package var tag: String? {
    let target = target
    return target.raw.flags & RawNode.hasTag == 0 ? nil : stream.tags[target.index]
  }

  var hasTag: Bool { targetRaw.flags & RawNode.hasTag != 0 }

  /// The name of the node's own anchor.
  package var anchor: String? {
    raw.flags & RawNode.hasAnchor == 0 ? nil : stream.anchors[index].map { stream.source.text($0) }
  }

  /// Whether both are one node of one file.
  package func isSame(as other: Node?) -> Bool {
    other.map { stream === $0.stream && index == $0.index } ?? false
  }

  /// A number that tells the nodes of one stream apart.
  package var id: Int { Int(index) }
}

// MARK: - Scalars

extension Node {
  /// The decoded text of a scalar; nil for a container. An empty value is "".
  package var text: String? {
    let raw = targetRaw
    return raw.kind == .scalar ? String(decoding: memory.text(of: raw), as: UTF8.self) : nil
  }

  /// Calls `body` with the decoded bytes of a scalar; nil for a container.
  @inlinable
  package func withValue<Result>(_ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Result) -> Result? {
    guard let bytes = valueBytes else { return nil }
    return body(bytes[...])
  }

  /// The decoded bytes of a scalar, which lie there as long as the process; nil for a container.
  package var valueBytes: UnsafeBufferPointer<UInt8>? {
    let raw = targetRaw
    return raw.kind == .scalar ? memory.text(of: raw) : nil
  }

  /// Whether this is a scalar of exactly this text.
  package func `is`(_ text: StaticString) -> Bool {
    let raw = targetRaw
    guard raw.kind == .scalar, Int(raw.length) == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { memory.isText(of: raw, $0) }
  }

  /// Where the decoded text stands unchanged in the source, without quotes; nil where escapes, folding or
  /// indentation make the two differ.
  package var valueRange: SourceRange? {
    let raw = targetRaw
    guard raw.kind == .scalar, raw.flags & RawNode.inPool == 0, !isAlias else { return nil }
    return stream.source.range(Int(raw.value)..<Int(raw.value + raw.length))
  }
}

// MARK: - Containers

extension Node {
  /// The entries of a mapping or the elements of a sequence, counted as written; 0 for a scalar.
  package var count: Int {
    let raw = targetRaw
    return raw.kind == .scalar ? 0 : Int(raw.length)
  }

  /// The elements of a sequence, in order; empty for anything else.
  package var elements: Elements {
    let target = target
    let raw = target.raw
    let isSequence = raw.kind == .sequence
    return Elements(
      memory: memory, position: isSequence ? target.index + 1 : 0, end: isSequence ? raw.next : 0)
  }

  /// The entries of a mapping as written, in order, merge keys (`<<`) not expanded; empty for anything else.
  package var entries: Entries {
    let target = target
    let raw = target.raw
    let isMapping = raw.kind == .mapping
    return Entries(memory: memory, position: isMapping ? target.index + 1 : 0, end: isMapping ? raw.next : 0)
  }

  /// The value of a key, the last one where it is written twice; merge keys are followed.
  package subscript(key: StaticString) -> Node? {
    entry(key)?.value
  }

  /// The value of a key that is known only at run time.
  package subscript(named key: String) -> Node? {
    var key = key
    return key.withUTF8 { entry($0, budget: 32)?.value }
  }

  /// The key and the value of an entry.
  package func entry(_ key: StaticString) -> Entry? {
    key.withUTF8Buffer { entry($0, budget: 32) }
  }

  private func entry(_ key: UnsafeBufferPointer<UInt8>, budget: Int) -> Entry? {
    let (found, merged) = memory.find(key, in: target.index)
    if let found {
      let value = Node(memory: memory, index: memory[found].next)
      return Entry(key: Node(memory: memory, index: found), value: value)
    }
    guard let merged, budget > 0 else { return nil }
    let source = Node(memory: memory, index: merged)
    if source.kind == .mapping { return source.entry(key, budget: budget - 1) }
    for element in source.elements {
      if let entry = element.entry(key, budget: budget / 2) { return entry }
    }
    return nil
  }

  /// Whether the keys of a mapping are all there is to it: none twice, none that merges others, and no alias among them.
  package var hasPlainKeys: Bool { memory.hasPlainKeys(target.index) }

  /// Whether every key of this node and below it is a string, seen at a glance; where that does not tell, false.
  package var hasTextKeys: Bool { memory.hasTextKeys(index) }

  /// Whether a mapping merges others into itself.
  package var hasMergeKey: Bool {
    memory.find(UnsafeBufferPointer(start: nil, count: 0), in: target.index).merged != nil
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
    let memory: StreamMemory
    var position: UInt32
    let end: UInt32

    package mutating func next() -> Node? {
      guard position < end else { return nil }
      defer { position = memory[position].next }
      return Node(memory: memory, index: position)
    }
  }

  /// The entries of a mapping.
  package struct Entries: Sequence, IteratorProtocol {
    let memory: StreamMemory
    var position: UInt32
    let end: UInt32

    package mutating func next() -> Entry? {
      guard position < end else { return nil }
      let key = position
      let value = memory[key].next
      position = memory[value].next
      return Entry(key: Node(memory: memory, index: key), value: Node(memory: memory, index: value))
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
    for index in self.index..<raw.next { body(Node(memory: memory, index: index)) }
  }
}
