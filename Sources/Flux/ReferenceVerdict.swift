import Diagnostics
import Manifests

extension ReferenceGraph {
  /// What becomes of a name: found, contradicted by what the scope has instead, or not to be known.
  static func verdict(
    _ name: String, _ kinds: [String], _ namespace: String?, _ field: ReferenceField, _ index: ObjectIndex,
    _ elsewhere: TreeIndex
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
    return nearMiss(name, kinds, namespace, field, index).map { .contradicted($0) } ?? .unknown
  }

  /// What `flux bootstrap` and the API server make, which no repository holds.
  private static func isBootstrap(_ name: String, _ kinds: [String]) -> Bool {
    if name == "flux-system" { return true }
    if kinds == ["ClusterRole"] {
      return ["cluster-admin", "admin", "edit", "view"].contains(name) || name.hasPrefix("system:")
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
      if let candidate = index.named(name, kind: kind).first(where: {
        !isTemplated($0.id.namespace ?? "")
      }) {
        return NearMiss(difference: .namespace, candidate: candidate)
      }
    }
    for kind in otherKinds(than: kinds, field) {
      if let candidate = index.named(name, kind: kind).first(where: {
        sameNamespace($0.id.namespace, namespace)
      }) {
        return NearMiss(difference: .kind, candidate: candidate)
      }
    }
    for kind in kinds {
      let candidates = index.all(kind).filter {
        sameNamespace($0.id.namespace, namespace) && isNear(name, $0.id.name)
      }
      // Two names that are equally near say that such names are a pattern, not a slip.
      guard let candidate = candidates.first, candidates.allSatisfy({ $0.id == candidate.id }) else {
        continue
      }
      let isSpelling = !isLegal(name) && folded(name) == folded(candidate.id.name)
      return NearMiss(difference: isSpelling ? .spelling : .name, candidate: candidate)
    }
    return nil
  }

  /// The kinds that a name of a source is often mistaken for.
  private static func otherKinds(than kinds: [String], _ field: ReferenceField) -> [String] {
    let sources = ["HelmRepository", "GitRepository", "OCIRepository", "Bucket", "HelmChart"]
    if let kind = kinds.first, sources.contains(kind) { return sources.filter { $0 != kind } }
    if field.field == "spec.dependsOn[]" {
      return ["HelmRelease", "Kustomization"].filter { !kinds.contains($0) }
    }
    if case .kindField(let all) = field.target, all.contains("Secret") {
      return ["ConfigMap", "Secret"].filter { !kinds.contains($0) }
    }
    return []
  }

  /// Whether two names most likely mean the same object: they differ by letter case, or by `-`, `_` and `.`, or by at
  /// most two edits in a name of six bytes or more, none of them a digit.
  package static func isNear(_ left: String, _ right: String) -> Bool {
    let (a, b) = (folded(left), folded(right))
    if a == b { return true }
    guard min(a.utf8.count, b.utf8.count) >= 6 else { return false }
    guard digits(left) == digits(right) else { return false }
    let limit = min(a.utf8.count, b.utf8.count) >= 10 ? 2 : 1
    return editDistance(left, right, limit: limit) <= limit
  }

  private static func folded(_ name: String) -> String {
    String(decoding: name.lowercased().utf8.filter { ![0x2D, 0x2E, 0x5F].contains($0) }, as: UTF8.self)
  }

  /// Whether an object may have the name: no capitals, no `_`.
  private static func isLegal(_ name: String) -> Bool {
    name.utf8.allSatisfy { $0 != UInt8(ascii: "_") && !($0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z")) }
  }

  private static func digits(_ name: String) -> [UInt8] { name.utf8.filter { $0 >= 0x30 && $0 <= 0x39 } }
}
