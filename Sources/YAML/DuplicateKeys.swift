import Diagnostics

/// A key that its mapping already has.
package struct DuplicateKey: Sendable {
  package let first: Node
  package let second: Node
}

extension YAMLStream {
  /// The keys that stand twice in one mapping, in the order of the text: each repetition beside the first one.
  package var duplicateKeys: [DuplicateKey] {
    var found: [DuplicateKey] = []
    for index in nodes.indices where nodes[index].kind == .mapping && nodes[index].length > 1 {
      if nodes[index].length <= 16, !mayRepeat(index) { continue }
      collect(node(UInt32(index)), into: &found)
    }
    return found
  }

  /// Whether two of a mapping's few keys are as long as each other and start and end alike, which most are not.
  private func mayRepeat(_ mapping: Int) -> Bool {
    nodes.withUnsafeBufferPointer { nodes in
      let end = nodes[mapping].next
      var key = UInt32(mapping + 1)
      while key < end {
        let after = nodes[Int(nodes[Int(key)].next)].next
        var other = after
        while other < end {
          if looksAlike(nodes[Int(key)], nodes[Int(other)]) { return true }
          other = nodes[Int(nodes[Int(other)].next)].next
        }
        key = after
      }
      return false
    }
  }

  private func looksAlike(_ left: RawNode, _ right: RawNode) -> Bool {
    guard left.kind == .scalar, right.kind == .scalar else {
      return left.kind == .alias || right.kind == .alias
    }
    guard left.length == right.length else { return false }
    return left.length == 0 || ends(of: left) == ends(of: right)
  }

  /// The first and the last byte of a scalar that is not empty.
  private func ends(of scalar: RawNode) -> (UInt8, UInt8) {
    let (first, last) = (Int(scalar.value), Int(scalar.value + scalar.length) - 1)
    return scalar.flags & RawNode.inPool == 0
      ? (source.bytes[first], source.bytes[last]) : (pool[first], pool[last])
  }

  private func collect(_ mapping: Node, into found: inout [DuplicateKey]) {
    guard mapping.count > 16 else {
      var seen: [Node] = []
      for entry in mapping.entries where entry.key.kind == .scalar {
        if let first = seen.first(where: { sameScalar($0, entry.key) }) {
          found.append(DuplicateKey(first: first, second: entry.key))
        } else {
          seen.append(entry.key)
        }
      }
      return
    }
    var seen: [String: Node] = [:]
    for entry in mapping.entries {
      guard let text = entry.key.text else { continue }
      if let first = seen[text] {
        found.append(DuplicateKey(first: first, second: entry.key))
      } else {
        seen[text] = entry.key
      }
    }
  }

  private func sameScalar(_ left: Node, _ right: Node) -> Bool {
    left.withValue { a in right.withValue { b in a.elementsEqual(b) } ?? false } ?? false
  }
}
