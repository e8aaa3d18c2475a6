import YAML

/// What a merge should come to, to be held against what the edited text is read as.
indirect enum Merged {
  case node(Node)
  case mapping([(key: String, value: Merged)])
  case sequence([Merged])

  /// Whether a node holds just this.
  func isHeld(by node: Node) -> Bool {
    switch self {
    case .node(let own): return own.holdsSame(as: node)
    case .sequence(let elements):
      let found = Array(node.elements)
      return node.kind == .sequence && found.count == elements.count
        && zip(elements, found).allSatisfy { $0.isHeld(by: $1) }
    case .mapping(let entries):
      guard node.kind == .mapping, node.count == entries.count else { return false }
      return entries.allSatisfy { entry in node.ownValue(of: entry.key).map(entry.value.isHeld) ?? false }
    }
  }
}

extension Node {
  /// Whether two nodes hold the same values; how they are written, and in what order keys stand, is nothing.
  package func holdsSame(as other: Node) -> Bool {
    guard kind == other.kind else { return false }
    switch kind {
    case .scalar: return text == other.text && scalarType == other.scalarType
    case .sequence:
      guard count == other.count else { return false }
      return zip(elements, other.elements).allSatisfy { $0.holdsSame(as: $1) }
    case .mapping:
      guard count == other.count else { return false }
      return entries.allSatisfy { entry in
        guard let key = entry.key.text, let value = other.ownValue(of: key) else { return false }
        return entry.value.holdsSame(as: value)
      }
    }
  }

  /// The entry of a key as the mapping writes it, merge keys not followed.
  func ownEntry(of key: String) -> Entry? {
    entries.first { $0.key.withValue { $0.elementsEqual(key.utf8) } ?? false }
  }

  func ownValue(of key: String) -> Node? { ownEntry(of: key)?.value }

  /// Whether the text of the node, or of one below it, belongs to more than its own place: an anchor, an alias, a tag.
  var isShared: Bool {
    var isShared = false
    forEachDescendant {
      isShared = isShared || $0.isAlias || $0.anchor != nil || (!$0.isAlias && $0.tag != nil)
    }
    return isShared
  }
}
