import Manifests

/// The objects of one scope by kind and name.
struct ObjectIndex: Sendable {
  private struct Key: Hashable, Sendable {
    let kind: String
    let name: String
  }

  private var byName: [Key: [Manifest]] = [:]
  private var byKind: [String: [Manifest]] = [:]
  private var products: [Key: [String?]] = [:]

  init(_ objects: [Manifest]) {
    for object in objects {
      if ReferenceField.group(ofTarget: object.id.kind) == object.id.group {
        byName[Key(kind: object.id.kind, name: object.id.name), default: []].append(object)
        byKind[object.id.kind, default: []].append(object)
      }
      for product in Producers.products(of: object) {
        products[Key(kind: product.kind, name: product.name), default: []].append(object.id.namespace)
      }
    }
  }

  /// The objects of a kind and name, in any namespace.
  func named(_ name: String, kind: String) -> [Manifest] { byName[Key(kind: kind, name: name)] ?? [] }

  /// The objects of a kind.
  func all(_ kind: String) -> [Manifest] { byKind[kind] ?? [] }

  /// Whether another object makes one of that kind and name in a namespace.
  func isProduced(_ name: String, kind: String, namespace: String?) -> Bool {
    products[Key(kind: kind, name: name)]?.contains { sameNamespace($0, namespace) } ?? false
  }
}

/// Whether two namespaces may be one: an absent one may be any, since what applies the object may set it.
func sameNamespace(_ left: String?, _ right: String?) -> Bool {
  left == nil || right == nil || left == right
}
