import Manifests
import YAML

/// Objects that exist outside the tree, such as Secrets made by hand; each part is a glob, an absent one matches all.
package struct ExternalObject: Sendable {
  let kind: Glob?
  let namespace: Glob?
  let name: Glob?

  init?(_ node: Node) {
    guard node.kind == .mapping, node.count > 0 else { return nil }
    let known = ["kind", "namespace", "name"]
    guard node.entries.allSatisfy({ known.contains($0.key.text ?? "") && $0.value.kind == .scalar }) else {
      return nil
    }
    kind = node["kind"]?.text.map(Glob.init)
    namespace = node["namespace"]?.text.map(Glob.init)
    name = node["name"]?.text.map(Glob.init)
  }

  func matches(kind: String, namespace: String?, name: String) -> Bool {
    (self.kind?.matches(kind) ?? true) && (self.namespace?.matches(namespace ?? "default") ?? true)
      && (self.name?.matches(name) ?? true)
  }
}
