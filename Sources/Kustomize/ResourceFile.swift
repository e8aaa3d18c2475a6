import Diagnostics
import Manifests
import YAML

/// The objects of one file as kustomize reads them.
struct ResourceFile: Sendable {
  private(set) var resources: [Resource] = []
  /// Why kustomize refuses the file.
  private(set) var failures: [BuildFailure] = []

  /// Reads every object of a file that kustomize is told to take for manifests.
  init(_ stream: YAMLStream) {
    let path = stream.source.path
    let text = ResourceText(stream.source)
    if let error = stream.error { failures.append(BuildFailure(error, in: path)) }
    if let failure = text.failure { failures.append(failure) }
    for duplicate in stream.duplicateKeys {
      failures.append(BuildFailure(duplicate, in: "one mapping"))
    }
    var items: [Value] = []
    for document in stream.documents {
      guard let root = document.root, !Value.node(root).isNothing else { continue }
      if let list = Self.items(of: .node(root), isAlone: text.isWhole) {
        items += list
      } else {
        add(.node(root), source: document.range)
      }
    }
    addItems(items)
  }

  /// Reads the object or objects of a value, such as an inline patch or transformer.
  init(_ value: Value, source: SourceRange) {
    guard !value.isNothing else { return }
    if let list = Self.items(of: value) { addItems(list) } else { add(value, source: source) }
  }

  private mutating func addItems(_ items: [Value]) {
    var items = items
    var position = 0
    while position < items.count {
      let item = items[position]
      position += 1
      if let inner = Self.items(of: item) {
        items += inner
      } else if !item.isNothing, let source = item.origin {
        add(item, source: source)
      }
    }
  }

  /// The items of an object whose kind ends in `List`; nil for any other.
  ///
  /// - Parameter isAlone: whether nothing else stands in the file: such a `List` is taken apart before it is read.
  private static func items(of value: Value, isAlone: Bool = false) -> [Value]? {
    guard value.kind == .mapping, let kind = value["kind"]?.text,
      kind.utf8.suffix(4).elementsEqual("List".utf8),
      let items = value["items"], items.kind == .sequence || items.isNull
    else { return nil }
    return isAlone && kind == "List" ? items.elements : items.elements.map { $0.unfolded ?? $0 }
  }

  private mutating func add(_ value: Value, source: SourceRange) {
    if let failure = Self.failure(of: value, source: source) { failures.append(failure) }
    guard value.kind == .mapping, let manifest = Manifest(value, source: source), !manifest.id.name.isEmpty
    else { return }
    resources.append(Resource(manifest))
  }

  private static func failure(of value: Value, source: SourceRange) -> BuildFailure? {
    func fail(_ message: String, _ place: Value? = nil) -> BuildFailure {
      BuildFailure(.notAnObject, message, at: place?.origin ?? value.origin ?? source)
    }
    guard value.kind == .mapping else { return fail("this is no Kubernetes object, but a \(value.kind)") }
    guard let kind = value["kind"]?.text, !kind.isEmpty else {
      let isManifest = value["apiVersion"] != nil || value["metadata"] != nil
      return fail(
        isManifest
          ? "the object has no 'kind'" : "this is no Kubernetes object: it has neither 'kind' nor 'metadata'")
    }
    if kind.utf8.suffix(4).elementsEqual("List".utf8), value["metadata"]?["name"] == nil {
      return fail("the \(kind) has no 'items'")
    }
    guard let metadata = value["metadata"], metadata.kind == .mapping else {
      return fail("the \(kind) has no 'metadata'")
    }
    guard let name = metadata["name"], let text = name.text, !text.isEmpty, !name.isNull else {
      return fail("the \(kind) has no 'metadata.name'", metadata)
    }
    guard let key = ContentCheck.badKey(in: value) else { return nil }
    let written = key.text.map { "the key \($0)" } ?? "a \(key.kind) for a key"
    return fail(
      "the \(kind) '\(text)' has \(written), which YAML does not read as a string; quote it", .node(key))
  }
}

/// What kustomize refuses anywhere in an object: a key that is no string.
private enum ContentCheck {
  /// Deeper than the YAML reader allows.
  private static let maximumDepth = 200

  static func badKey(in value: Value) -> Node? {
    switch value {
    case .node(let node): return node.hasTextKeys ? nil : badKey(in: node, 0)
    case .scalar: return nil
    case .mapping(let entries, _): return entries.lazy.compactMap { badKey(in: $0.value) }.first
    case .sequence(let elements, _): return elements.lazy.compactMap { badKey(in: $0) }.first
    }
  }

  private static func badKey(in node: Node, _ depth: Int) -> Node? {
    guard depth < maximumDepth else { return nil }
    switch node.kind {
    case .scalar: return nil
    case .mapping:
      for entry in node.entries {
        if entry.key.kind != .scalar { return entry.key }
        // Of an object's own fields kustomize takes the text, whatever its type; deeper down it does not.
        if entry.key.style == .plain, entry.key.scalarType != .string,
          depth > 0 || entry.key.scalarType == .null
        {
          return entry.key
        }
        if let found = badKey(in: entry.value, depth + 1) { return found }
      }
    case .sequence:
      for element in node.elements where element.kind != .scalar {
        if let found = badKey(in: element, depth + 1) { return found }
      }
    }
    return nil
  }
}

extension Value {
  /// This value without folded blocks: kustomize writes the items of a list of its own kind anew, and what it writes
  /// itself it does not fold. Nil where there is none.
  fileprivate var unfolded: Value? {
    switch self {
    case .scalar: return nil
    case .node(let node) where node.kind == .scalar:
      return node.style == .folded && scalarType == .string ? .string(text ?? "", from: node.range) : nil
    default: break
    }
    var hasChanged = false
    func change(_ value: Value) -> Value {
      guard let changed = value.unfolded else { return value }
      hasChanged = true
      return changed
    }
    if kind == .sequence {
      let elements = elements.map(change)
      return hasChanged ? .sequence(elements, origin: origin) : nil
    }
    let entries = entries.map { MadeEntry(key: $0.key, keyOrigin: $0.keyOrigin, value: change($0.value)) }
    return hasChanged ? .mapping(entries, origin: origin) : nil
  }
}
