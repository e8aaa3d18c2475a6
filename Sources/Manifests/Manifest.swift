import Diagnostics
import YAML

/// A Kubernetes object: as a file writes it, or as a build yields it.
package struct Manifest: Sendable {
  package var id: ObjectID
  package var root: Value
  /// The document, or the item of a List, that it was written as; for a generated object, its generator's entry.
  package let source: SourceRange

  package init(id: ObjectID, root: Value, source: SourceRange) {
    self.id = id
    self.root = root
    self.source = source
  }

  /// Reads the object at a node; nil where it has no `kind` that is a string, or is no mapping.
  package init?(_ node: Node, source: SourceRange) {
    self.init(Value.node(node), source: source)
  }

  package init?(_ root: Value, source: SourceRange) {
    guard let kind = root["kind"]?.text, !kind.isEmpty else { return nil }
    let metadata = root["metadata"]
    let namespace = metadata?["namespace"].flatMap { $0.isNull ? nil : $0.text }
    self.init(
      id: ObjectID(
        apiVersion: root["apiVersion"]?.text ?? "", kind: kind,
        namespace: namespace.flatMap { $0.isEmpty ? nil : $0 }, name: metadata?["name"]?.text ?? ""),
      root: root, source: source)
  }

  /// The place of the name, else of the kind, else of the whole object.
  package var nameRange: SourceRange {
    root["metadata"]?["name"]?.origin ?? root["kind"]?.origin ?? source
  }

  /// Whether sops has encrypted it: a top-level `sops` mapping.
  package var isEncrypted: Bool { root["sops"]?.kind == .mapping }

  /// Whether it is of one kind of one API group, in any version.
  package func isKind(_ kind: String, group: String) -> Bool {
    id.kind == kind && id.group == group
  }
}

extension YAMLDocument {
  /// The objects that the document writes: one, the items of a `…List`, or none.
  package var manifests: [Manifest] {
    guard let root, root.kind == .mapping, let kind = root["kind"]?.text else { return [] }
    guard kind.hasSuffix("List"), let items = root["items"], items.kind == .sequence else {
      return Manifest(root, source: range).map { [$0] } ?? []
    }
    return items.elements.compactMap { Manifest($0, source: $0.range) }
  }
}
