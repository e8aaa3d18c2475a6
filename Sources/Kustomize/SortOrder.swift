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
    var types: [GroupVersionKind: (text: String, rank: Int)] = [:]
    let keyed = resources.enumerated().map { index, resource in
      let id = resource.id
      let known = types[id.type] ?? (Key.text(of: id), ranks[id.kind] ?? 0)
      types[id.type] = known
      return Key(id, type: known.text, rank: known.rank, index: index)
    }
    return keyed.sorted().map { resources[$0.index] }
  }

  private struct Key: Comparable {
    let rank: Int
    let type: String
    let namespace: String
    let name: String
    let index: Int
    let isOtherNamespace: Bool

    init(_ id: ObjectID, type: String, rank: Int, index: Int) {
      self.rank = rank
      self.index = index
      self.type = type
      namespace = id.namespace ?? "~X"
      name = id.name.isEmpty ? "~N" : id.name
      isOtherNamespace = id.kind == "Namespace" && id.apiVersion.utf8.contains(UInt8(ascii: "/"))
    }

    static func text(of id: ObjectID) -> String {
      let group = id.group.isEmpty ? "~G" : id.group
      let version = id.version.isEmpty ? "~V" : id.version
      return "\(group)_\(version)_\(id.kind.isEmpty ? "~K" : id.kind)"
    }

    static func < (left: Key, right: Key) -> Bool {
      if left.rank != right.rank { return left.rank < right.rank }
      // The core Namespace comes before objects of another group's kind of that name.
      if left.isOtherNamespace != right.isOtherNamespace, left.type.hasSuffix("_Namespace"),
        right.type.hasSuffix("_Namespace")
      {
        return right.isOtherNamespace
      }
      if left.type != right.type { return TreePath.precedes(left.type, right.type) }
      if left.namespace == right.namespace { return TreePath.precedes(left.name, right.name) }
      return TreePath.precedes("\(left.namespace)|\(left.name)", "\(right.namespace)|\(right.name)")
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
