import Diagnostics

/// Where the nodes and the texts of a stream lie: to read through it costs the loads and no more.
///
/// Neither the stream nor its arrays are ever freed or changed, so that their elements stay where they are.
struct StreamMemory: Sendable {
  private struct Content {
    let nodes: UnsafePointer<RawNode>
    let source: UnsafePointer<UInt8>
    let pool: UnsafePointer<UInt8>
    var stream: Unmanaged<YAMLStream>?
  }

  /// As a number, since a pointer may not pass between threads.
  private let address: UInt

  /// The arrays are those that the stream keeps.
  init(nodes: [RawNode], source: [UInt8], pool: [UInt8]) {
    let content = UnsafeMutablePointer<Content>.allocate(capacity: 1)
    content.initialize(
      to: Content(nodes: Self.start(nodes), source: Self.start(source), pool: Self.start(pool)))
    address = UInt(bitPattern: content)
  }

  private static func start<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
    // An empty array has no memory of its own, and nothing is read from it.
    elements.withUnsafeBufferPointer { $0.baseAddress }
      ?? UnsafePointer(UnsafeMutablePointer<Element>.allocate(capacity: 1))
  }

  /// Ties the memory to its stream, which is never freed from here on.
  func keep(_ stream: YAMLStream) {
    UnsafeMutablePointer<Content>(bitPattern: address).unsafelyUnwrapped.pointee.stream =
      Unmanaged.passRetained(stream)
  }

  private var content: UnsafePointer<Content> { UnsafePointer(bitPattern: address).unsafelyUnwrapped }

  var stream: YAMLStream { content.pointee.stream.unsafelyUnwrapped.takeUnretainedValue() }

  subscript(index: UInt32) -> RawNode { content.pointee.nodes[Int(index)] }

  /// The decoded text of a scalar.
  func text(of scalar: RawNode) -> UnsafeBufferPointer<UInt8> {
    let base = scalar.flags & RawNode.inPool == 0 ? content.pointee.source : content.pointee.pool
    return UnsafeBufferPointer(start: base + Int(scalar.value), count: Int(scalar.length))
  }

  /// Whether the decoded text of a scalar, which is as long, is a key.
  func isText(of scalar: RawNode, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let written = text(of: scalar).baseAddress else { return key.isEmpty }
    var offset = 0
    while offset < key.count {
      if written[offset] != key[offset] { return false }
      offset += 1
    }
    return true
  }

  /// Looks for a key among the entries of a mapping as written: the index of the key, that of the last one where it
  /// stands twice, and the index of the value of the last merge key (`<<`). Both are nil for what is no mapping.
  func find(_ key: UnsafeBufferPointer<UInt8>, in mapping: UInt32) -> (found: UInt32?, merged: UInt32?) {
    var (found, merged): (UInt32?, UInt32?) = (nil, nil)
    let nodes = content.pointee.nodes
    let container = nodes[Int(mapping)]
    guard container.kind == .mapping else { return (nil, nil) }
    var position = mapping + 1
    while position < container.next {
      let written = nodes[Int(position)]
      let value = written.next
      let scalar = written.kind == .alias ? nodes[Int(written.value)] : written
      if scalar.kind == .scalar {
        if Int(scalar.length) == key.count, isText(of: scalar, key) {
          found = position
        } else if scalar.length == 2, isMergeKey(scalar) {
          merged = value
        }
      }
      position = nodes[Int(value)].next
    }
    return (found, merged)
  }

  /// Whether a mapping has few keys, each a scalar and each once, and none that merges others; false where that would
  /// take long to tell.
  func hasPlainKeys(_ mapping: UInt32) -> Bool {
    let nodes = content.pointee.nodes
    let container = nodes[Int(mapping)]
    guard container.kind == .mapping, container.length <= 16 else { return false }
    var position = mapping + 1
    while position < container.next {
      let key = nodes[Int(position)]
      guard key.kind == .scalar, key.length != 2 || !isMergeKey(key) else { return false }
      let after = nodes[Int(key.next)].next
      var other = after
      while other < container.next {
        let next = nodes[Int(other)]
        if next.length == key.length, next.kind != .scalar || isText(of: next, text(of: key)) { return false }
        other = nodes[Int(next.next)].next
      }
      position = after
    }
    return true
  }

  /// Whether every key of a node and below it is a scalar that by its first byte is a string; false as well where an
  /// alias leads elsewhere.
  func hasTextKeys(_ index: UInt32) -> Bool {
    let nodes = content.pointee.nodes
    let container = nodes[Int(index)]
    var position = index + 1
    while position < container.next {
      if container.kind == .mapping {
        let key = nodes[Int(position)]
        guard key.kind == .scalar,
          key.style != NodeStyle.plain.rawValue || ScalarType.isSurelyString(text(of: key))
        else { return false }
        position = key.next
      }
      let value = nodes[Int(position)]
      if value.kind == .alias || value.kind != .scalar && !hasTextKeys(position) { return false }
      position = value.next
    }
    return container.kind != .alias
  }

  private func isMergeKey(_ scalar: RawNode) -> Bool {
    guard scalar.style == NodeStyle.plain.rawValue, scalar.flags & RawNode.inPool == 0 else { return false }
    return text(of: scalar).allSatisfy { $0 == UInt8(ascii: "<") }
  }
}
