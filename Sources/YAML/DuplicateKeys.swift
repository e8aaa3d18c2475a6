/// A key that its mapping already has.
package struct DuplicateKey: Sendable {
  package let first: Node
  package let second: Node
}

extension YAMLStream {
  /// The keys that stand twice in one mapping, in the order of the text: each repetition beside the first one.
  package var duplicateKeys: [DuplicateKey] {
    var found: [DuplicateKey] = []
    for (index, raw) in nodes.enumerated() where raw.kind == .mapping && raw.length > 1 {
      collect(Node(stream: self, index: UInt32(index)), into: &found)
    }
    return found
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
