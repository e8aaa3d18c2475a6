import Diagnostics
import Manifests

extension ReferenceGraph {
  /// What becomes of a name: found, contradicted by what the scope has instead, or not to be known.
  static func verdict(
    _ name: String, _ kinds: [String], _ namespace: String?, _ field: ReferenceField, _ index: ObjectIndex,
    _ elsewhere: TreeIndex, isNearWanted: Bool = true
  ) -> Reference.Verdict {
    for kind in kinds {
      if let target = index.named(name, kind: kind).first(where: { sameNamespace($0.id.namespace, namespace) }
      ) {
        return .resolved(target)
      }
      if index.isProduced(name, kind: kind, namespace: namespace) { return .produced }
    }
    if isBootstrap(name, kinds) { return .produced }
    for kind in kinds {
      if index.mayBeTemplated(name, kind: kind, namespace: namespace) { return .elsewhere }
      if let former = index.former(name, kind: kind, namespace: namespace) { return .contradicted(former) }
    }
    if exists(name, kinds, namespace, elsewhere) { return .elsewhere }
    guard isNearWanted else { return .unknown }
    return nearMiss(name, kinds, namespace, field, index).map { .contradicted($0) } ?? .unknown
  }

  /// What `flux bootstrap` and the API server make, which no repository holds.
  private static func isBootstrap(_ name: String, _ kinds: [String]) -> Bool {
    if name == "flux-system" { return true }
    if kinds == ["ClusterRole"] {
      return ["cluster-admin", "admin", "edit", "view"].contains(name) || name.hasPrefix("system:")
    }
    if kinds == ["Service"] {
      return ["kubernetes", "webhook-receiver", "notification-controller"].contains(name)
    }
    return kinds == ["ServiceAccount"] && name == "default"
      || kinds == ["ConfigMap"] && name == "kube-root-ca.crt"
  }

  private static func exists(
    _ name: String, _ kinds: [String], _ namespace: String?, _ elsewhere: TreeIndex
  ) -> Bool {
    kinds.contains { kind in
      elsewhere.index.named(name, kind: kind).contains { sameNamespace($0.id.namespace, namespace) }
        || elsewhere.index.isProduced(name, kind: kind, namespace: namespace)
    }
  }

  private static func nearMiss(
    _ name: String, _ kinds: [String], _ namespace: String?, _ field: ReferenceField, _ index: ObjectIndex
  ) -> NearMiss? {
    for kind in kinds {
      let others = index.named(name, kind: kind) + index.makers(of: name, kind: kind)
      if let candidate = others.first(where: { !isTemplated($0.id.namespace ?? "") }) {
        return NearMiss(difference: .namespace, candidate: candidate, name: name)
      }
    }
    for kind in otherKinds(than: kinds, field) {
      let others = index.named(name, kind: kind)
      // A Kustomization and the releases that it would wait for rarely share a namespace.
      let candidate =
        others.first { sameNamespace($0.id.namespace, namespace) }
        ?? (field.field == dependsOn ? others.first : nil)
      if let candidate { return NearMiss(difference: .kind, candidate: candidate) }
    }
    return kinds.lazy.compactMap { nearName(name, $0, namespace, index) }.first
  }

  /// The one object of a kind whose name is near. Two that are equally near say that such names are a pattern, not a
  /// slip.
  private static func nearName(
    _ name: String, _ kind: String, _ namespace: String?, _ index: ObjectIndex
  ) -> NearMiss? {
    var nearest: [(name: String, object: Manifest, role: NearMiss.Role)] = []
    var least = Int.max
    func consider(_ other: String, _ object: Manifest, _ role: NearMiss.Role) {
      guard let distance = distance(name, other), distance <= least else { return }
      if distance < least { nearest = [] }
      least = distance
      if !nearest.contains(where: { $0.name == other }) { nearest.append((other, object, role)) }
    }
    for object in index.all(kind) where sameNamespace(object.id.namespace, namespace) {
      consider(index.writtenName(of: object), object, .meant)
    }
    for product in index.produced(kind, namespace: namespace) {
      consider(product.name, product.maker, .makesIt)
    }
    guard nearest.count == 1, let near = nearest.first else { return nil }
    let isSpelling = !isLegal(name) && folded(name) == folded(near.name)
    return NearMiss(
      difference: isSpelling ? .spelling : .name, candidate: near.object, name: near.name, role: near.role)
  }

  /// Slips in names that no file defines but that many objects name alike, such as that of the bootstrap source: a
  /// name that stands once beside one that stands often.
  static func comparingUnknown(_ references: [Reference]) -> [Reference] {
    var users: [String: [String: [Int]]] = [:]
    for (position, reference) in references.enumerated() {
      switch reference.verdict {
      case .unknown, .produced:
        users["\(reference.kinds.first ?? "")|\(reference.namespace ?? "")", default: [:]][
          reference.name, default: []
        ].append(position)
      case .resolved, .elsewhere, .contradicted: break
      }
    }
    var result = references
    for names in users.values {
      let usual = names.filter { $0.value.count >= 3 }
      guard !usual.isEmpty else { continue }
      for (name, positions) in names where positions.count == 1 {
        guard case .unknown = references[positions[0]].verdict else { continue }
        let near = usual.filter { isNear(name, $0.key) }
        guard near.count == 1, let (meant, others) = near.first else { continue }
        result[positions[0]].verdict = .contradicted(
          NearMiss(
            difference: .name, candidate: references[others[0]].source, name: meant, role: .namesIt))
      }
    }
    return result
  }

  private static let dependsOn = "spec.dependsOn[]"

  /// The kinds that a name of a source is often mistaken for.
  private static func otherKinds(than kinds: [String], _ field: ReferenceField) -> [String] {
    let sources = ["HelmRepository", "GitRepository", "OCIRepository", "Bucket", "HelmChart"]
    if let kind = kinds.first, sources.contains(kind) { return sources.filter { $0 != kind } }
    if field.field == dependsOn {
      return ["HelmRelease", "Kustomization"].filter { !kinds.contains($0) }
    }
    if case .kindField(let all) = field.target, all.contains("Secret") {
      return ["ConfigMap", "Secret"].filter { !kinds.contains($0) }
    }
    return []
  }

  /// Whether two names most likely mean the same object.
  package static func isNear(_ left: String, _ right: String) -> Bool { distance(left, right) != nil }

  /// How far two names are apart that most likely mean the same object: they differ by letter case or by `-`, `_`
  /// and `.` (0), or by one edit in a name of four bytes or more, two in one of ten or more, none of them a digit.
  /// Nil for others, and for names that differ in a part of one or two letters, such as `db-rw` and `db-ro`.
  private static func distance(_ left: String, _ right: String) -> Int? {
    let (a, b) = (left.utf8.count, right.utf8.count)
    // Names that are the same but for letter case and signs have the same digits as well.
    guard abs(a - b) <= 3, haveSameDigits(left, right) else { return nil }
    if folded(left) == folded(right) { return 0 }
    let length = min(a, b)
    guard length >= 4 else { return nil }
    let limit = length >= 10 ? 2 : 1
    let distance = editDistance(left, right, limit: limit)
    return distance <= limit && !isVariant(left, right) ? distance : nil
  }

  /// Whether two names differ in one part only, and that part is a mark of one or two letters in both.
  private static func isVariant(_ left: String, _ right: String) -> Bool {
    let (a, b) = (
      left.utf8.split(separator: UInt8(ascii: "-")), right.utf8.split(separator: UInt8(ascii: "-"))
    )
    guard a.count == b.count else { return false }
    let different = zip(a, b).filter { !$0.elementsEqual($1) }
    return different.count == 1 && different.allSatisfy { $0.count <= 2 && $1.count <= 2 }
  }

  private static func folded(_ name: String) -> String {
    String(decoding: name.lowercased().utf8.filter { ![0x2D, 0x2E, 0x5F].contains($0) }, as: UTF8.self)
  }

  /// Whether an object may have the name: no capitals, no `_`.
  private static func isLegal(_ name: String) -> Bool {
    name.utf8.allSatisfy { $0 != UInt8(ascii: "_") && !($0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z")) }
  }

  private static func haveSameDigits(_ left: String, _ right: String) -> Bool {
    left.utf8.lazy.filter(\.isDigit).elementsEqual(right.utf8.lazy.filter(\.isDigit))
  }
}
