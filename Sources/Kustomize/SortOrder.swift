import Manifests

/// The order of output. Source: SortOrderTransformer of kustomize 5.7.
enum SortOrder {
  /// Sorts by rank of kind, then group, version and kind, then namespace and name.
  static func legacy(_ resources: [Resource], first: [String] = defaultFirst, last: [String] = defaultLast)
    -> [Resource]
  {
    var ranks: [String: Int] = [:]
    for (index, kind) in first.enumerated() { ranks[kind] = index - first.count }
    for (index, kind) in last.enumerated() { ranks[kind] = index + 1 }
    let keyed = resources.enumerated().map { index, resource in
      Key(resource.id, rank: ranks[resource.id.kind] ?? 0, index: index)
    }
    return keyed.sorted().map { resources[$0.index] }
  }

  private struct Key: Comparable {
    let rank: Int
    let type: String
    let name: String
    let index: Int
    let isOtherNamespace: Bool

    init(_ id: ObjectID, rank: Int, index: Int) {
      self.rank = rank
      self.index = index
      let group = id.group.isEmpty ? "~G" : id.group
      let version = id.version.isEmpty ? "~V" : id.version
      type = "\(group)_\(version)_\(id.kind.isEmpty ? "~K" : id.kind)"
      name = "\(id.namespace ?? "~X")|\(id.name.isEmpty ? "~N" : id.name)"
      isOtherNamespace = id.kind == "Namespace" && !id.group.isEmpty
    }

    static func < (left: Key, right: Key) -> Bool {
      if left.rank != right.rank { return left.rank < right.rank }
      // The core Namespace comes before objects of another group's kind of that name.
      if left.isOtherNamespace != right.isOtherNamespace, left.type.hasSuffix("_Namespace"),
        right.type.hasSuffix("_Namespace")
      {
        return right.isOtherNamespace
      }
      if left.type != right.type { return left.type.utf8.lexicographicallyPrecedes(right.type.utf8) }
      return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
  }

  static let defaultFirst = [
    "Namespace", "ResourceQuota", "StorageClass", "CustomResourceDefinition", "ServiceAccount",
    "PodSecurityPolicy", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ConfigMap", "Secret",
    "Endpoints", "Service", "LimitRange", "PriorityClass", "PersistentVolume", "PersistentVolumeClaim",
    "Deployment", "StatefulSet", "CronJob", "PodDisruptionBudget",
  ]
  static let defaultLast = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"]
}
