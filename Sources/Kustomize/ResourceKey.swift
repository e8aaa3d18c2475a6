import Manifests

/// What kustomize tells objects apart by: as ``ObjectID``, but with no namespace the same as `default`, and
/// none at all for the kinds that it knows to be cluster-scoped.
struct ResourceKey: Hashable, Sendable {
  /// Stands for the namespace of a cluster-scoped object.
  static let noNamespace = "_non_namespaceable_"

  /// Not counted as a reference: none is freed.
  unowned(unsafe) let type: GroupVersionKind
  let namespace: String
  let name: String

  init(_ type: GroupVersionKind, namespace: String, name: String) {
    self.type = type
    self.namespace = namespace
    self.name = name
  }

  init(_ id: ObjectID) {
    type = id.type
    name = id.name
    namespace = ClusterScope.contains(id) ? Self.noNamespace : id.namespace ?? "default"
  }

  var apiVersion: String { type.apiVersion }
  var kind: String { type.kind }
  /// The API group: "" for the core group.
  var group: String { type.group }
  /// The API version without its group.
  var version: String { type.version }

  static func == (left: ResourceKey, right: ResourceKey) -> Bool {
    left.type === right.type && left.name == right.name && left.namespace == right.namespace
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(type))
    hasher.combine(name)
    hasher.combine(namespace)
  }

  var isClusterScoped: Bool { namespace == Self.noNamespace }
}

/// The kinds that kustomize 5.7 knows to be cluster-scoped; every other kind, CustomResourceDefinitions' own
/// included, is taken for namespaced. Source: the table that kyaml/openapi computes from Kubernetes 1.21.
enum ClusterScope {
  static func contains(_ id: ObjectID) -> Bool {
    guard let groups = table[id.kind] else { return false }
    return groups.contains(id.apiVersion)
  }

  private static let table: [String: [String]] = [
    "APIService": ["apiregistration.k8s.io/v1", "apiregistration.k8s.io/v1beta1"],
    "CSIDriver": ["storage.k8s.io/v1", "storage.k8s.io/v1beta1"],
    "CSINode": ["storage.k8s.io/v1", "storage.k8s.io/v1beta1"],
    "CertificateSigningRequest": ["certificates.k8s.io/v1", "certificates.k8s.io/v1beta1"],
    "ClusterRole": ["rbac.authorization.k8s.io/v1", "rbac.authorization.k8s.io/v1beta1"],
    "ClusterRoleBinding": ["rbac.authorization.k8s.io/v1", "rbac.authorization.k8s.io/v1beta1"],
    "ComponentStatus": ["v1"],
    "CustomResourceDefinition": ["apiextensions.k8s.io/v1", "apiextensions.k8s.io/v1beta1"],
    "FlowSchema": ["flowcontrol.apiserver.k8s.io/v1beta1"],
    "IngressClass": ["networking.k8s.io/v1", "networking.k8s.io/v1beta1"],
    "MutatingWebhookConfiguration": [
      "admissionregistration.k8s.io/v1", "admissionregistration.k8s.io/v1beta1",
    ],
    "Namespace": ["v1"],
    "Node": ["v1"],
    "NodeProxyOptions": ["v1"],
    "PersistentVolume": ["v1"],
    "PodSecurityPolicy": ["policy/v1beta1"],
    "PriorityClass": ["scheduling.k8s.io/v1", "scheduling.k8s.io/v1beta1"],
    "PriorityLevelConfiguration": ["flowcontrol.apiserver.k8s.io/v1beta1"],
    "RuntimeClass": ["node.k8s.io/v1", "node.k8s.io/v1beta1"],
    "StorageClass": ["storage.k8s.io/v1", "storage.k8s.io/v1beta1"],
    "ValidatingWebhookConfiguration": [
      "admissionregistration.k8s.io/v1", "admissionregistration.k8s.io/v1beta1",
    ],
    "VolumeAttachment": ["storage.k8s.io/v1", "storage.k8s.io/v1beta1"],
  ]
}
