import Diagnostics
import YAML

/// A Kubernetes object: as a file writes it, or as a build yields it.
package final class Manifest: Sendable {
  package let id: ObjectID
  package let root: Value
  /// The document, or the item of a List, that it was written as; for a generated object, its generator's entry.
  package let source: SourceRange
  /// Whether sops has encrypted it: a top-level `sops` mapping.
  package let isEncrypted: Bool

  package init(id: ObjectID, root: Value, source: SourceRange) {
    self.id = id
    self.root = root
    self.source = source
    isEncrypted = root["sops"]?.kind == .mapping
  }

  /// Reads the object at a node; nil where it has no `kind` that is a string, or is no mapping.
  package convenience init?(_ node: Node, source: SourceRange) {
    self.init(Value.node(node), source: source)
  }

  package convenience init?(_ root: Value, source: SourceRange) {
    guard let id = ObjectID(of: root) else { return nil }
    self.init(id: id, root: root, source: source)
  }

  /// The place of the name, else of the kind, else of the whole object.
  package var nameRange: SourceRange {
    root["metadata"]?["name"]?.origin ?? root["kind"]?.origin ?? source
  }

  /// Whether it is of one kind of one API group, in any version.
  package func isKind(_ kind: String, group: String) -> Bool {
    id.kind == kind && id.group == group
  }
}

extension ObjectID {
  /// What a mapping says of itself; nil where it has no `kind` that is a text.
  package init?(of root: Value) {
    guard let type = GroupVersionKind.of(root) else { return nil }
    let metadata = root["metadata"]
    let namespace = metadata?["namespace"].flatMap { $0.isNull ? nil : $0.text }
    self.init(
      type, namespace: namespace.flatMap { $0.isEmpty ? nil : $0 }, name: metadata?["name"]?.text ?? "")
  }
}

extension GroupVersionKind {
  fileprivate static func of(_ root: Value) -> GroupVersionKind? {
    guard case .node(let node) = root else {
      guard let kind = root["kind"]?.text, !kind.isEmpty else { return nil }
      return of(apiVersion: root["apiVersion"]?.text ?? "", kind: kind)
    }
    guard let kind = node["kind"]?.valueBytes, !kind.isEmpty else { return nil }
    return of(
      apiVersion: node["apiVersion"]?.valueBytes ?? UnsafeBufferPointer(start: nil, count: 0), kind: kind)
  }
}

extension YAMLDocument {
  /// Adds the objects that the document writes: one, the items of a `…List`, or none.
  func addManifests(to manifests: inout [Manifest]) {
    guard let root, root.kind == .mapping, let kind = root["kind"]?.valueBytes else { return }
    guard kind.count >= 4, kind.suffix(4).elementsEqual("List".utf8), let items = root["items"],
      items.kind == .sequence
    else {
      if let manifest = Manifest(root, source: range) { manifests.append(manifest) }
      return
    }
    for item in items.elements {
      if let manifest = Manifest(item, source: item.range) { manifests.append(manifest) }
    }
  }

  /// The objects that the document writes: one, the items of a `…List`, or none.
  package var manifests: [Manifest] {
    var manifests: [Manifest] = []
    addManifests(to: &manifests)
    return manifests
  }
}
