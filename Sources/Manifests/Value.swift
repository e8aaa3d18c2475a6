import Diagnostics
import YAML

/// A part of an object: as it stands in a file, or as a build made it. Either way it knows the place in the
/// files that it came from.
package enum Value: Sendable {
  /// A node as written, aliases and merge keys followed.
  case node(Node)
  /// A scalar that a build made or changed.
  indirect case scalar(MadeScalar)
  /// A mapping of which a build changed something.
  indirect case mapping([MadeEntry], origin: SourceRange?)
  /// A sequence of which a build changed something.
  indirect case sequence([Value], origin: SourceRange?)
}

/// A scalar that no file holds as it is.
package struct MadeScalar: Sendable {
  package var text: String
  package var type: ScalarType
  /// The place that the text comes from: a field of a kustomization, a line of a generator's input. Nil where none does.
  package var origin: SourceRange?

  package init(_ text: String, type: ScalarType = .string, origin: SourceRange?) {
    self.text = text
    self.type = type
    self.origin = origin
  }
}

/// One entry of a mapping, merge keys followed.
package struct MadeEntry: Sendable {
  package var key: String
  package var keyOrigin: SourceRange?
  package var value: Value

  package init(key: String, keyOrigin: SourceRange?, value: Value) {
    self.key = key
    self.keyOrigin = keyOrigin
    self.value = value
  }
}

extension Value {
  package var kind: NodeKind {
    switch self {
    case .node(let node): node.kind
    case .scalar: .scalar
    case .mapping: .mapping
    case .sequence: .sequence
    }
  }

  /// Where it was written; nil for what a build made out of nothing.
  package var origin: SourceRange? {
    switch self {
    case .node(let node): node.range
    case .scalar(let scalar): scalar.origin
    case .mapping(_, let origin), .sequence(_, let origin): origin
    }
  }

  /// The node, where this part stands in a file just so.
  package var node: Node? {
    if case .node(let node) = self { node } else { nil }
  }

  /// The text of a scalar, whatever its type; nil for a container.
  package var text: String? {
    switch self {
    case .node(let node): node.text
    case .scalar(let scalar): scalar.text
    default: nil
    }
  }

  /// The text of a scalar that YAML reads as a string; nil for anything else.
  package var string: String? { scalarType == .string ? text : nil }

  /// Nil for a container.
  package var scalarType: ScalarType? {
    switch self {
    case .node(let node): node.scalarType
    case .scalar(let scalar): scalar.type
    default: nil
    }
  }

  package var isNull: Bool { scalarType == .null }

  /// Whether this is a scalar of exactly this text.
  package func `is`(_ text: StaticString) -> Bool {
    switch self {
    case .node(let node): node.is(text)
    case .scalar(let scalar): isSame(scalar.text, text)
    default: false
    }
  }

  /// The value of a key of a mapping.
  package subscript(key: StaticString) -> Value? {
    switch self {
    case .node(let node): node[key].map { .node($0) }
    case .mapping(let entries, _): entries.last { isSame($0.key, key) }?.value
    default: nil
    }
  }

  /// The value of a key that is known only at run time.
  package subscript(named key: String) -> Value? {
    switch self {
    case .node(let node): node[named: key].map { .node($0) }
    case .mapping(let entries, _): entries.last { $0.key == key }?.value
    default: nil
    }
  }

  /// The elements of a sequence; empty for anything else.
  package var elements: [Value] {
    switch self {
    case .node(let node): node.elements.map { .node($0) }
    case .sequence(let elements, _): elements
    default: []
    }
  }

  /// The entries of a mapping with merge keys followed: its own keys in their order, then the merged ones that it
  /// lacks. A key written twice has its last value. Empty for anything else.
  package var entries: [MadeEntry] {
    switch self {
    case .node(let node): mergedEntries(of: node, budget: 32)
    case .mapping(let entries, _): entries
    default: []
    }
  }
}

/// Whether a text is made of the same bytes as a literal.
private func isSame(_ text: String, _ literal: StaticString) -> Bool {
  let bytes = text.utf8
  guard bytes.count == literal.utf8CodeUnitCount else { return false }
  return literal.withUTF8Buffer { bytes.elementsEqual($0) }
}

private func mergedEntries(of node: Node, budget: Int) -> [MadeEntry] {
  var entries: [MadeEntry] = []
  entries.reserveCapacity(node.count)
  if node.hasPlainKeys {
    for entry in node.entries {
      entries.append(
        MadeEntry(key: entry.key.text ?? "", keyOrigin: entry.key.range, value: .node(entry.value)))
    }
    return entries
  }
  // Nearly every mapping is small, has each key once and merges nothing.
  var positions: [String: Int]? = node.count > 16 || node.hasMergeKey ? [:] : nil
  var merged: [Node] = []
  for entry in node.entries {
    guard positions == nil || !entry.isMerge else {
      merged += entry.value.kind == .sequence ? Array(entry.value.elements) : [entry.value]
      continue
    }
    let made = MadeEntry(key: entry.key.text ?? "", keyOrigin: entry.key.range, value: .node(entry.value))
    let known = positions.map { $0[made.key] } ?? entries.firstIndex { $0.key == made.key }
    if let known {
      entries[known] = made
    } else {
      positions?[made.key] = entries.count
      entries.append(made)
    }
  }
  guard budget > 0 else { return entries }
  for source in merged {
    for made in mergedEntries(of: source, budget: budget / 2) where positions?[made.key] == nil {
      positions?[made.key] = entries.count
      entries.append(made)
    }
  }
  return entries
}
