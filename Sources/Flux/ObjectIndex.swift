import Diagnostics
import Manifests

/// The objects of one scope by kind and name, and by the names that they were written with.
package struct ObjectIndex: Sendable {
  private struct Key: Hashable, Sendable {
    let kind: String
    let name: String
  }

  private var byName: [Key: [Manifest]] = [:]
  private var byKind: [String: [Manifest]] = [:]
  private var products: [Key: [(maker: Manifest, place: Producers.Place)]] = [:]
  /// The names of the products of each kind.
  private var productNames: [String: Set<String>] = [:]
  /// Objects by the name that a build took from them.
  private var formerNames: [Key: [(object: Manifest, isGenerated: Bool)]] = [:]
  /// The places of the generators whose objects got a hash.
  private var generated: Set<SourceRange> = []
  /// Objects by a name that they kept, with the namespace that a build took from them.
  private var formerNamespaces: [Key: [(object: Manifest, namespace: String)]] = [:]
  /// Objects whose name is not known before a template is expanded.
  private var templated: [String: [Manifest]] = [:]

  /// - Parameter written: how the files write objects, by place; empty where that does not matter.
  init(_ objects: [Manifest], written: [SourceRange: ObjectID] = [:]) {
    for object in objects {
      let id = object.id
      if ReferenceField.isTarget(id) {
        byName[Key(kind: id.kind, name: id.name), default: []].append(object)
        byKind[id.kind, default: []].append(object)
        if ReferenceGraph.isTemplated(id.name) { templated[id.kind, default: []].append(object) }
        if !written.isEmpty { addFormer(of: object, written[object.source]) }
      }
      for product in Producers.products(of: object) {
        let place: Producers.Place = product.isEverywhere ? .everywhere : .namespace(id.namespace)
        products[Key(kind: product.kind, name: product.name), default: []].append((object, place))
        productNames[product.kind, default: []].insert(product.name)
      }
    }
  }

  private mutating func addFormer(of object: Manifest, _ written: ObjectID?) {
    let id = object.id
    guard let written else {
      guard id.kind == "Secret" || id.kind == "ConfigMap", let name = Self.withoutHash(id.name) else {
        return
      }
      formerNames[Key(kind: id.kind, name: name), default: []].append((object, true))
      generated.insert(object.source)
      return
    }
    guard written.kind == id.kind, !ReferenceGraph.isTemplated(written.name) else { return }
    if written.name != id.name {
      formerNames[Key(kind: id.kind, name: written.name), default: []].append((object, false))
    } else if let namespace = written.namespace, namespace != id.namespace {
      formerNamespaces[Key(kind: id.kind, name: id.name), default: []].append((object, namespace))
    }
  }

  /// A name without the `-` and the ten signs that kustomize puts behind a generated one; nil for any other.
  private static func withoutHash(_ name: String) -> String? {
    let bytes = name.utf8
    guard bytes.count > 11 else { return nil }
    let tail = bytes.suffix(11)
    guard tail.first == UInt8(ascii: "-"), tail.dropFirst().allSatisfy("bcdfghkmt2456789".utf8.contains)
    else {
      return nil
    }
    return String(name.dropLast(11))
  }

  /// The name that a generated object has in the files: without its hash. Any other object's own name.
  func writtenName(of object: Manifest) -> String {
    guard generated.contains(object.source), let name = Self.withoutHash(object.id.name) else {
      return object.id.name
    }
    return name
  }

  /// The objects of a kind and name, in any namespace.
  package func named(_ name: String, kind: String) -> [Manifest] { byName[Key(kind: kind, name: name)] ?? [] }

  /// The objects of a kind.
  package func all(_ kind: String) -> [Manifest] { byKind[kind] ?? [] }

  /// Whether another object makes one of that kind and name in a namespace.
  package func isProduced(_ name: String, kind: String, namespace: String?) -> Bool {
    products[Key(kind: kind, name: name)]?.contains { $0.place.reaches(namespace) } ?? false
  }

  /// The objects that make one of that kind and name, in any namespace.
  func makers(of name: String, kind: String) -> [Manifest] {
    products[Key(kind: kind, name: name)]?.map(\.maker) ?? []
  }

  /// The names of the objects of a kind that others make in a namespace.
  func produced(_ kind: String, namespace: String?) -> [(name: String, maker: Manifest)] {
    (productNames[kind] ?? []).sorted().compactMap { name in
      let maker = products[Key(kind: kind, name: name)]?.first { $0.place.reaches(namespace) }?.maker
      return maker.map { (name, $0) }
    }
  }

  /// Whether a template of the scope may expand to an object of that kind and name.
  func mayBeTemplated(_ name: String, kind: String, namespace: String?) -> Bool {
    templated[kind]?.contains { object in
      let isThere =
        sameNamespace(object.id.namespace, namespace)
        || object.id.namespace.map(ReferenceGraph.isTemplated) ?? false
      let pattern = object.id.name.utf8
      let head = pattern.prefix {
        $0 != UInt8(ascii: "$") && $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "<")
      }
      return isThere && name.utf8.starts(with: head)
    } ?? false
  }

  /// What a build made of the object that was written under a name.
  func former(_ name: String, kind: String, namespace: String?) -> NearMiss? {
    let key = Key(kind: kind, name: name)
    if let found = formerNames[key]?.first(where: { sameNamespace($0.object.id.namespace, namespace) }) {
      return NearMiss(difference: found.isGenerated ? .hashed : .renamed, candidate: found.object)
    }
    if let namespace, let found = formerNamespaces[key]?.first(where: { $0.namespace == namespace }) {
      return NearMiss(difference: .moved, candidate: found.object)
    }
    return nil
  }
}

/// Whether two namespaces may be one: an absent one may be any, since what applies the object may set it.
package func sameNamespace(_ left: String?, _ right: String?) -> Bool {
  left == nil || right == nil || left == right
}
