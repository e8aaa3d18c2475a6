/// What strategic merge has to know of the core kinds: which of their lists are merged by which keys. Lists that
/// are not named here, and all lists of other kinds, are replaced. Source: the patch extensions of Kubernetes
/// 1.21's OpenAPI document, which kustomize 5.7 embeds.
enum MergeSchema: Sendable {
  case workload, cronJob, jobTemplate, podTemplateKind, podTemplate, pod, podSpec, container,
    ephemeralContainer
  case objectMeta, service, serviceSpec, serviceAccount, webhooks, node, nodeSpec, csiNode, csiNodeSpec
  case conditions, plain

  /// How one field is merged.
  struct Field {
    /// The keys that its elements are told apart by; empty for a list of scalars; nil for what is no such list.
    let keys: [String]?
    /// The type of the field or of its elements.
    let type: MergeSchema?

    init(_ keys: [String]? = nil, _ type: MergeSchema? = nil) {
      self.keys = keys
      self.type = type
    }
  }

  /// The schema of a kind; nil for kinds that Kubernetes 1.21 does not have.
  init?(apiVersion: String, kind: String) {
    guard let known = Self.kinds[apiVersion]?[kind] else { return nil }
    self = known
  }

  func field(_ name: String) -> Field? {
    if name == "metadata" {
      switch self {
      case .podSpec, .container, .ephemeralContainer, .objectMeta, .serviceSpec, .nodeSpec, .csiNodeSpec:
        break
      default: return Field(nil, .objectMeta)
      }
    }
    return Self.fields[self]?[name]
  }

  private static let byType = Field(["type"])
  private static let fields: [MergeSchema: [String: Field]] = [
    .workload: ["spec": Field(nil, .podTemplateKind), "status": Field(nil, .conditions)],
    .podTemplateKind: ["template": Field(nil, .podTemplate)],
    .podTemplate: ["spec": Field(nil, .podSpec)],
    .cronJob: ["spec": Field(nil, .jobTemplate)],
    .jobTemplate: ["jobTemplate": Field(nil, .workload)],
    .pod: ["spec": Field(nil, .podSpec), "status": Field(nil, .conditions)],
    .podSpec: [
      "containers": Field(["name"], .container), "initContainers": Field(["name"], .container),
      "ephemeralContainers": Field(["name"], .ephemeralContainer), "hostAliases": Field(["ip"]),
      "imagePullSecrets": Field(["name"]), "volumes": Field(["name"]),
      "topologySpreadConstraints": Field(["topologyKey", "whenUnsatisfiable"]),
    ],
    .container: [
      "volumeMounts": Field(["mountPath"]), "volumeDevices": Field(["devicePath"]), "env": Field(["name"]),
      "ports": Field(["containerPort", "protocol"]),
    ],
    .ephemeralContainer: [
      "volumeMounts": Field(["mountPath"]), "volumeDevices": Field(["devicePath"]), "env": Field(["name"]),
    ],
    .objectMeta: ["finalizers": Field([]), "ownerReferences": Field(["uid"])],
    .service: ["spec": Field(nil, .serviceSpec), "status": Field(nil, .conditions)],
    .serviceSpec: ["ports": Field(["port", "protocol"])],
    .serviceAccount: ["secrets": Field(["name"])],
    .webhooks: ["webhooks": Field(["name"])],
    .node: ["spec": Field(nil, .nodeSpec), "status": Field(nil, .conditions)],
    .nodeSpec: ["podCIDRs": Field([])],
    .csiNode: ["spec": Field(nil, .csiNodeSpec)],
    .csiNodeSpec: ["drivers": Field(["name"])],
    .conditions: ["conditions": byType, "addresses": byType, "podIPs": Field(["ip"])],
    .plain: ["status": Field(nil, .conditions)],
  ]

  private static func plain(_ names: String...) -> [String: MergeSchema] {
    Dictionary(uniqueKeysWithValues: names.map { ($0, .plain) })
  }

  private static let webhookKinds: [String: MergeSchema] = [
    "MutatingWebhookConfiguration": .webhooks, "ValidatingWebhookConfiguration": .webhooks,
  ]
  private static let rbacKinds = plain("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding")
  private static let storageKinds = plain("CSIDriver", "StorageClass", "VolumeAttachment").merging(
    ["CSINode": .csiNode]) { $1 }

  private static let kinds: [String: [String: MergeSchema]] = [
    "v1": [
      "Pod": .pod, "PodTemplate": .podTemplateKind, "ReplicationController": .workload, "Service": .service,
      "ServiceAccount": .serviceAccount, "Node": .node, "ConfigMap": .plain, "Endpoints": .plain,
      "Event": .plain,
      "LimitRange": .plain, "Namespace": .plain, "PersistentVolume": .plain, "PersistentVolumeClaim": .plain,
      "ResourceQuota": .plain, "Secret": .plain, "Binding": .plain, "ComponentStatus": .conditions,
    ],
    "apps/v1": [
      "DaemonSet": .workload, "Deployment": .workload, "ReplicaSet": .workload, "StatefulSet": .workload,
      "ControllerRevision": .plain,
    ],
    "batch/v1": ["Job": .workload, "CronJob": .cronJob],
    "batch/v1beta1": ["CronJob": .cronJob],
    "admissionregistration.k8s.io/v1": webhookKinds, "admissionregistration.k8s.io/v1beta1": webhookKinds,
    "apiextensions.k8s.io/v1": plain("CustomResourceDefinition"),
    "apiextensions.k8s.io/v1beta1": plain("CustomResourceDefinition"),
    "apiregistration.k8s.io/v1": plain("APIService"), "apiregistration.k8s.io/v1beta1": plain("APIService"),
    "autoscaling/v1": plain("HorizontalPodAutoscaler", "Scale"),
    "autoscaling/v2beta1": plain("HorizontalPodAutoscaler"),
    "autoscaling/v2beta2": plain("HorizontalPodAutoscaler"),
    "certificates.k8s.io/v1": plain("CertificateSigningRequest"),
    "certificates.k8s.io/v1beta1": plain("CertificateSigningRequest"),
    "coordination.k8s.io/v1": plain("Lease"), "coordination.k8s.io/v1beta1": plain("Lease"),
    "discovery.k8s.io/v1": plain("EndpointSlice"), "discovery.k8s.io/v1beta1": plain("EndpointSlice"),
    "events.k8s.io/v1": plain("Event"), "events.k8s.io/v1beta1": plain("Event"),
    "extensions/v1beta1": plain("Ingress"),
    "flowcontrol.apiserver.k8s.io/v1beta1": plain("FlowSchema", "PriorityLevelConfiguration"),
    "networking.k8s.io/v1": plain("Ingress", "IngressClass", "NetworkPolicy"),
    "networking.k8s.io/v1beta1": plain("Ingress", "IngressClass"),
    "node.k8s.io/v1": plain("RuntimeClass"), "node.k8s.io/v1beta1": plain("RuntimeClass"),
    "policy/v1": plain("PodDisruptionBudget"),
    "policy/v1beta1": plain("PodDisruptionBudget", "PodSecurityPolicy"),
    "rbac.authorization.k8s.io/v1": rbacKinds, "rbac.authorization.k8s.io/v1beta1": rbacKinds,
    "scheduling.k8s.io/v1": plain("PriorityClass"), "scheduling.k8s.io/v1beta1": plain("PriorityClass"),
    "storage.k8s.io/v1": storageKinds,
    "storage.k8s.io/v1beta1": storageKinds.merging(["CSIStorageCapacity": .plain]) { $1 },
  ]
}
