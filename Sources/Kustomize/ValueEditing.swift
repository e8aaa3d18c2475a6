import Diagnostics
import Manifests
import YAML

// Changes make a new value along the changed path only; all else stays the node that it was.
extension Value {
  /// This mapping with one entry set: in its place where the key exists, else at the end.
  func setting(_ key: String, to value: Value, keyOrigin: SourceRange? = nil) -> Value {
    var entries = entries
    if let position = entries.firstIndex(where: { $0.key == key }) {
      entries[position].value = value
    } else {
      entries.append(MadeEntry(key: key, keyOrigin: keyOrigin ?? value.origin, value: value))
    }
    return .mapping(entries, origin: origin)
  }

  /// This mapping without a key; nil where it does not have it.
  func removing(_ key: String) -> Value? {
    var entries = entries
    guard let position = entries.firstIndex(where: { $0.key == key }) else { return nil }
    entries.remove(at: position)
    return .mapping(entries, origin: origin)
  }

  /// The value at a path of keys; nil where a step is missing or no mapping.
  func value(at path: some Sequence<String>) -> Value? {
    var value = self
    for key in path {
      guard let next = value[named: key] else { return nil }
      value = next
    }
    return value
  }

  /// Whether kustomize takes it for nothing: null, an empty mapping or an empty sequence.
  var isNothing: Bool {
    switch kind {
    case .scalar: isNull
    case .mapping:
      if let first = node?.firstEntry, !first.isMerge { false } else { entries.isEmpty }
    case .sequence: count == 0
    }
  }

  /// The number of elements of a sequence, without making them; 0 for anything else.
  var count: Int {
    switch self {
    case .node(let node): node.kind == .sequence ? node.count : 0
    case .sequence(let elements, _): elements.count
    default: 0
    }
  }

  /// This scalar with another text, its type kept as YAML's tags keep it; nil where the text is none of that type.
  func rewritten(_ text: String, from origin: SourceRange?) -> Value? {
    let new = ScalarType(plain: Array(text.utf8))
    switch scalarType {
    case .string?, nil: return .string(text, from: origin)
    case .null?: return .scalar(MadeScalar(text, type: new, origin: origin))
    case let old? where old == new || (old == .float && new == .int):
      return .scalar(MadeScalar(text, type: new, origin: origin))
    default: return nil
    }
  }

  static func string(_ text: String, from origin: SourceRange?) -> Value {
    .scalar(MadeScalar(text, origin: origin))
  }
}

extension Node {
  fileprivate var firstEntry: Entry? {
    var entries = entries
    return entries.next()
  }
}
