import Manifests

/// The order of output. Source: SortOrderTransformer of kustomize 5.7.
enum SortOrder {
  /// Sorts by rank of kind, then group, version and kind, then namespace and name.
  static func legacy(_ resources: [Resource], first: [String], last: [String])
    -> [Resource]
  {
    guard resources.count > 1 else { return resources }
    return sorted(resources, ranks(first: first, last: last))
  }

  static func legacy(_ resources: [Resource]) -> [Resource] {
    guard resources.count > 1 else { return resources }
    return sorted(resources, defaultRanks)
  }

  private static let defaultRanks = ranks(first: defaultFirst, last: defaultLast)

  private static func ranks(first: [String], last: [String]) -> [String: Int] {
    var ranks: [String: Int] = [:]
    for (index, kind) in first.enumerated() { ranks[kind] = index - first.count }
    for (index, kind) in last.enumerated() { ranks[kind] = index + 1 }
    return ranks
  }

  private static func sorted(_ resources: [Resource], _ ranks: [String: Int]) -> [Resource] {
    let (kinds, ofResource) = kinds(of: resources, ranks)
    let places = places(of: kinds)
    var keyed: [(place: Int, index: Int)] = []
    keyed.reserveCapacity(resources.count)
    for index in resources.indices { keyed.append((places[ofResource[index]], index)) }
    keyed.sort { left, right in
      left.place == right.place
        ? namePrecedes(resources[left.index].id, resources[right.index].id) : left.place < right.place
    }
    return keyed.map { resources[$0.index] }
  }

  /// The kinds that there are, and which of them each object is of.
  private static func kinds(of resources: [Resource], _ ranks: [String: Int]) -> ([Kind], [Int]) {
    var kinds: [Kind] = []
    var positions: [GroupVersionKind: Int] = [:]
    var ofResource: [Int] = []
    ofResource.reserveCapacity(resources.count)
    for resource in resources {
      let type = resource.id.type
      // Most are of one of few kinds.
      var known = kinds.prefix(8).firstIndex { $0.type === type }
      if known == nil, kinds.count > 8 { known = positions[type] }
      if known == nil, kinds.count >= 8 { positions[type] = kinds.count }
      ofResource.append(known ?? kinds.count)
      if known == nil { kinds.append(Kind(type, rank: ranks[type.kind] ?? 0)) }
    }
    return (kinds, ofResource)
  }

  /// The place of each kind among all; two that are written alike share one.
  private static func places(of kinds: [Kind]) -> [Int] {
    let order = kinds.indices.sorted { kinds[$0].precedes(kinds[$1]) }
    var places = [Int](repeating: 0, count: kinds.count)
    for (place, index) in order.enumerated() {
      let isSame = place > 0 && !kinds[order[place - 1]].precedes(kinds[index])
      places[index] = isSame ? places[order[place - 1]] : place
    }
    return places
  }

  private static func namePrecedes(_ left: ObjectID, _ right: ObjectID) -> Bool {
    let (a, b) = (left.namespace ?? "~X", right.namespace ?? "~X")
    let (first, second) = (left.name.isEmpty ? "~N" : left.name, right.name.isEmpty ? "~N" : right.name)
    if a == b { return TreePath.precedes(first, second) }
    return TreePath.precedes("\(a)|\(first)", "\(b)|\(second)")
  }

  private struct Kind {
    let rank: Int
    let type: GroupVersionKind
    let isOtherNamespace: Bool

    init(_ type: GroupVersionKind, rank: Int) {
      self.rank = rank
      self.type = type
      isOtherNamespace = type.kind == "Namespace" && type.apiVersion.utf8.contains(UInt8(ascii: "/"))
    }

    /// Group, version and kind.
    private var text: String {
      let group = type.group.isEmpty ? "~G" : type.group
      let version = type.version.isEmpty ? "~V" : type.version
      return "\(group)_\(version)_\(type.kind.isEmpty ? "~K" : type.kind)"
    }

    func precedes(_ other: Kind) -> Bool {
      if rank != other.rank { return rank < other.rank }
      // The core Namespace comes before objects of another group's kind of that name.
      if isOtherNamespace != other.isOtherNamespace, text.hasSuffix("_Namespace"),
        other.text.hasSuffix("_Namespace")
      {
        return other.isOtherNamespace
      }
      return groupPrecedes(other) ?? TreePath.precedes(text, other.text)
    }

    /// What the groups say where they differ before either ends; nil where they do not.
    private func groupPrecedes(_ other: Kind) -> Bool? {
      let slash = UInt8(ascii: "/")
      let (left, right) = (type.apiVersion.utf8, other.type.apiVersion.utf8)
      guard let (a, b) = zip(left, right).first(where: { $0 != $1 || $0 == slash }), a != slash, b != slash,
        left.contains(slash), right.contains(slash)
      else { return nil }
      return a < b
    }
  }

  private static let defaultFirst = [
    "Namespace", "ResourceQuota", "StorageClass", "CustomResourceDefinition", "ServiceAccount",
    "PodSecurityPolicy", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ConfigMap", "Secret",
    "Endpoints", "Service", "LimitRange", "PriorityClass", "PersistentVolume", "PersistentVolumeClaim",
    "Deployment", "StatefulSet", "CronJob", "PodDisruptionBudget",
  ]
  private static let defaultLast = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"]
}
