/// The fields that transformations reach without being told. Source: builtinpluginconsts of kustomize 5.7.
enum BuiltinFields {
  static let specs: [TransformerConfiguration.Table: [FieldSpec]] = [
    .namePrefix: [FieldSpec("metadata/name")],
    .nameSuffix: [FieldSpec("metadata/name")],
    .namespace: [
      FieldSpec("metadata/name", kind: "Namespace", create: true),
      FieldSpec(
        "spec/service/namespace", kind: "APIService", group: "apiregistration.k8s.io", create: true),
      FieldSpec(
        "spec/conversion/webhook/clientConfig/service/namespace", kind: "CustomResourceDefinition",
        group: "apiextensions.k8s.io"),
    ],
    .images: [
      "spec/containers[]/image", "spec/initContainers[]/image", "spec/volumes[]/image/reference",
      "spec/template/spec/containers[]/image", "spec/template/spec/initContainers[]/image",
      "spec/template/spec/volumes[]/image/reference",
    ].map { FieldSpec($0, create: true) },
    .replicas: ["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"].map {
      FieldSpec("spec/replicas", kind: $0, create: true)
    },
    .labels: [FieldSpec("metadata/labels", create: true)],
    .templateLabels: templateLabels,
    .commonLabels: selectors + templateLabels,
    .commonAnnotations: [
      FieldSpec("metadata/annotations", create: true),
      FieldSpec(
        "spec/template/metadata/annotations", kind: "ReplicationController", version: "v1", create: true),
      FieldSpec("spec/template/metadata/annotations", kind: "Deployment", create: true),
      FieldSpec("spec/template/metadata/annotations", kind: "ReplicaSet", create: true),
      FieldSpec("spec/template/metadata/annotations", kind: "DaemonSet", create: true),
      FieldSpec("spec/template/metadata/annotations", kind: "StatefulSet", create: true),
      FieldSpec("spec/template/metadata/annotations", kind: "Job", group: "batch", create: true),
      FieldSpec("spec/jobTemplate/metadata/annotations", kind: "CronJob", group: "batch", create: true),
      FieldSpec(
        "spec/jobTemplate/spec/template/metadata/annotations", kind: "CronJob", group: "batch", create: true),
    ],
  ]

  private static let templateLabels = [
    FieldSpec("metadata/labels", create: true),
    FieldSpec("spec/template/metadata/labels", kind: "ReplicationController", version: "v1", create: true),
    FieldSpec("spec/template/metadata/labels", kind: "Deployment", create: true),
    FieldSpec("spec/template/metadata/labels", kind: "ReplicaSet", create: true),
    FieldSpec("spec/template/metadata/labels", kind: "DaemonSet", create: true),
    FieldSpec("spec/template/metadata/labels", kind: "StatefulSet", group: "apps", create: true),
    FieldSpec(
      "spec/volumeClaimTemplates[]/metadata/labels", kind: "StatefulSet", group: "apps", create: true),
    FieldSpec("spec/template/metadata/labels", kind: "Job", group: "batch", create: true),
    FieldSpec("spec/jobTemplate/metadata/labels", kind: "CronJob", group: "batch", create: true),
    FieldSpec(
      "spec/jobTemplate/spec/template/metadata/labels", kind: "CronJob", group: "batch", create: true),
  ]

  private static let selectors =
    [
      FieldSpec("spec/selector", kind: "Service", version: "v1", create: true),
      FieldSpec("spec/selector", kind: "ReplicationController", version: "v1", create: true),
      FieldSpec("spec/selector/matchLabels", kind: "Deployment", create: true),
    ] + podSelectors.map { FieldSpec($0, kind: "Deployment", group: "apps") } + [
      FieldSpec("spec/selector/matchLabels", kind: "ReplicaSet", create: true),
      FieldSpec("spec/selector/matchLabels", kind: "DaemonSet", create: true),
      FieldSpec("spec/selector/matchLabels", kind: "StatefulSet", group: "apps", create: true),
    ] + podSelectors.map { FieldSpec($0, kind: "StatefulSet", group: "apps") } + [
      FieldSpec("spec/selector/matchLabels", kind: "Job", group: "batch"),
      FieldSpec("spec/jobTemplate/spec/selector/matchLabels", kind: "CronJob", group: "batch"),
      FieldSpec("spec/selector/matchLabels", kind: "PodDisruptionBudget", group: "policy"),
      FieldSpec("spec/podSelector/matchLabels", kind: "NetworkPolicy", group: "networking.k8s.io"),
      FieldSpec(
        "spec/ingress/from/podSelector/matchLabels", kind: "NetworkPolicy", group: "networking.k8s.io"),
      FieldSpec("spec/egress/to/podSelector/matchLabels", kind: "NetworkPolicy", group: "networking.k8s.io"),
    ]

  private static let podSelectors = [
    "affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector",
    "affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector",
    "affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector",
    "affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector",
    "topologySpreadConstraints/labelSelector",
  ].map { "spec/template/spec/\($0)/matchLabels" }
}

// MARK: - Name references

extension BuiltinFields {
  /// The fields that name other objects, in kustomize's order. Its row for IngressClass names the group
  /// `networking.k8s.io/v1`, which no object has, and is left out.
  static let nameReferences: [NameReference] =
    ["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"].map {
      reference($0, [FieldSpec("spec/scaleTargetRef/name", kind: "HorizontalPodAutoscaler")])
    } + [
      reference("ConfigMap", version: "v1", configMapFields),
      reference("Secret", version: "v1", secretFields),
      reference("Service", version: "v1", serviceFields),
      reference("Role", group: rbac, [FieldSpec("roleRef/name", kind: "RoleBinding", group: rbac)]),
      reference(
        "ClusterRole", group: rbac,
        ["RoleBinding", "ClusterRoleBinding"].map { FieldSpec("roleRef/name", kind: $0, group: rbac) }),
      reference(
        "ServiceAccount", version: "v1",
        ["RoleBinding", "ClusterRoleBinding"].map { FieldSpec("subjects", kind: $0, group: rbac) }
          + inPods(["serviceAccountName"], of: fewerKinds)),
      reference(
        "PersistentVolumeClaim", version: "v1",
        inPods(["volumes/persistentVolumeClaim/claimName"], of: fewerKinds)),
      reference(
        "PersistentVolume", version: "v1",
        [
          FieldSpec("spec/volumeName", kind: "PersistentVolumeClaim"),
          FieldSpec("rules/resourceNames", kind: "ClusterRole"),
        ]),
      reference(
        "StorageClass", group: "storage.k8s.io", version: "v1",
        [
          FieldSpec("spec/storageClassName", kind: "PersistentVolume"),
          FieldSpec("spec/storageClassName", kind: "PersistentVolumeClaim"),
          FieldSpec("spec/volumeClaimTemplates/spec/storageClassName", kind: "StatefulSet"),
        ]),
      reference(
        "PriorityClass", group: "scheduling.k8s.io", version: "v1",
        inPods(["priorityClassName"], of: fewerKinds)),
      reference(
        "ValidatingAdmissionPolicy", group: "admissionregistration.k8s.io",
        [
          FieldSpec(
            "spec/policyName", kind: "ValidatingAdmissionPolicyBinding", group: "admissionregistration.k8s.io"
          )
        ]),
    ]

  private static let rbac = "rbac.authorization.k8s.io"

  private static func reference(
    _ kind: String, group: String = "", version: String = "", _ fields: [FieldSpec]
  ) -> NameReference {
    NameReference(kind: kind, group: group, version: version, fields: fields)
  }

  /// Where a kind keeps the spec of its pods.
  private static let podSpecs: [(kind: String, path: String)] = [
    ("Pod", "spec"), ("PodTemplate", "template/spec"), ("Deployment", "spec/template/spec"),
    ("ReplicaSet", "spec/template/spec"), ("DaemonSet", "spec/template/spec"),
    ("StatefulSet", "spec/template/spec"), ("Job", "spec/template/spec"),
    ("ReplicationController", "spec/template/spec"), ("CronJob", "spec/jobTemplate/spec/template/spec"),
  ]
  private static let mostKinds = podSpecs.map(\.kind).filter { $0 != "ReplicationController" }
  private static let fewerKinds = podSpecs.map(\.kind).filter { $0 != "PodTemplate" && $0 != "ReplicaSet" }

  private static func inPods(_ fields: [String], of kinds: [String]) -> [FieldSpec] {
    fields.flatMap { field in
      podSpecs.filter { kinds.contains($0.kind) }.map { FieldSpec("\($0.path)/\(field)", kind: $0.kind) }
    }
  }

  private static let configMapFields =
    inPods(
      [
        "volumes/configMap/name", "containers/env/valueFrom/configMapKeyRef/name",
        "initContainers/env/valueFrom/configMapKeyRef/name", "containers/envFrom/configMapRef/name",
        "initContainers/envFrom/configMapRef/name", "volumes/projected/sources/configMap/name",
      ], of: mostKinds) + [
      FieldSpec("spec/configSource/configMap", kind: "Node"),
      FieldSpec("rules/resourceNames", kind: "Role"),
      FieldSpec("rules/resourceNames", kind: "ClusterRole"),
      FieldSpec(
        #"metadata/annotations/nginx.ingress.kubernetes.io\/fastcgi-params-configmap"#, kind: "Ingress"),
    ]

  private static let secretFields =
    inPods(
      [
        "volumes/secret/secretName", "containers/env/valueFrom/secretKeyRef/name",
        "initContainers/env/valueFrom/secretKeyRef/name", "containers/envFrom/secretRef/name",
        "initContainers/envFrom/secretRef/name", "imagePullSecrets/name",
        "volumes/projected/sources/secret/name",
      ], of: mostKinds) + [
      FieldSpec("spec/tls/secretName", kind: "Ingress"),
      FieldSpec(#"metadata/annotations/ingress.kubernetes.io\/auth-secret"#, kind: "Ingress"),
      FieldSpec(#"metadata/annotations/nginx.ingress.kubernetes.io\/auth-secret"#, kind: "Ingress"),
      FieldSpec(#"metadata/annotations/nginx.ingress.kubernetes.io\/auth-tls-secret"#, kind: "Ingress"),
      FieldSpec("imagePullSecrets/name", kind: "ServiceAccount"),
      FieldSpec("parameters/secretName", kind: "StorageClass"),
      FieldSpec("parameters/adminSecretName", kind: "StorageClass"),
      FieldSpec("parameters/userSecretName", kind: "StorageClass"),
      FieldSpec("parameters/secretRef", kind: "StorageClass"),
      FieldSpec("rules/resourceNames", kind: "Role"),
      FieldSpec("rules/resourceNames", kind: "ClusterRole"),
      FieldSpec(
        "spec/template/spec/containers/env/valueFrom/secretKeyRef/name", kind: "Service",
        group: "serving.knative.dev", version: "v1"),
      FieldSpec("spec/azureFile/secretName", kind: "PersistentVolume"),
    ]

  private static let serviceFields = [
    FieldSpec("spec/serviceName", kind: "StatefulSet", group: "apps"),
    FieldSpec("spec/rules/http/paths/backend/serviceName", kind: "Ingress"),
    FieldSpec("spec/backend/serviceName", kind: "Ingress"),
    FieldSpec("spec/rules/http/paths/backend/service/name", kind: "Ingress"),
    FieldSpec("spec/defaultBackend/service/name", kind: "Ingress"),
    FieldSpec("spec/service/name", kind: "APIService", group: "apiregistration.k8s.io"),
    FieldSpec(
      "webhooks/clientConfig/service", kind: "ValidatingWebhookConfiguration",
      group: "admissionregistration.k8s.io"),
    FieldSpec(
      "webhooks/clientConfig/service", kind: "MutatingWebhookConfiguration",
      group: "admissionregistration.k8s.io"),
  ]
}
