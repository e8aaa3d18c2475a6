/// The fields of Kubernetes' own kinds.
extension ReferenceField {
  private static let podHolders: [(kind: String, group: String, prefix: String)] = [
    ("Pod", "", "spec"), ("Deployment", "apps", "spec.template.spec"),
    ("StatefulSet", "apps", "spec.template.spec"),
    ("DaemonSet", "apps", "spec.template.spec"), ("ReplicaSet", "apps", "spec.template.spec"),
    ("Job", "batch", "spec.template.spec"), ("CronJob", "batch", "spec.jobTemplate.spec.template.spec"),
  ]

  private static func core(
    _ kind: String, _ group: String, _ field: String, _ target: String, nameKey: String? = "name",
    optionalKey: String? = "optional"
  ) -> ReferenceField {
    row(kind, group, field, .kind(target), nameKey: nameKey, optionalKey: optionalKey, isFlux: false)
  }

  static let core: [ReferenceField] =
    podHolders.flatMap { podFields($0.kind, $0.group, $0.prefix) } + [
      core("ServiceAccount", "", "imagePullSecrets[]", "Secret"),
      core("ServiceAccount", "", "secrets[]", "Secret"),
      core("StatefulSet", "apps", "spec.serviceName", "Service", nameKey: nil),
      core("Ingress", "networking.k8s.io", "spec.tls[]", "Secret", nameKey: "secretName"),
      core("Ingress", "networking.k8s.io", "spec.defaultBackend.service", "Service"),
      core("Ingress", "networking.k8s.io", "spec.rules[].http.paths[].backend.service", "Service"),
      row(
        "HorizontalPodAutoscaler", "autoscaling", "spec.scaleTargetRef", .anyKind, isFlux: false),
      row("RoleBinding", rbac, "roleRef", .kindField(["Role", "ClusterRole"]), isFlux: false),
      row("RoleBinding", rbac, "subjects[]", .onlyKind("ServiceAccount"), .fieldOrOwn, isFlux: false),
      row("ClusterRoleBinding", rbac, "roleRef", .kind("ClusterRole"), .none, isFlux: false),
      row("ClusterRoleBinding", rbac, "subjects[]", .onlyKind("ServiceAccount"), .field, isFlux: false),
      row("APIService", "apiregistration.k8s.io", "spec.service", .kind("Service"), .field, isFlux: false),
    ]
    + ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"].map {
      row(
        $0, "admissionregistration.k8s.io", "webhooks[].clientConfig.service", .kind("Service"), .field,
        isFlux: false)
    }

  private static let rbac = "rbac.authorization.k8s.io"

  private static func podFields(_ kind: String, _ group: String, _ prefix: String) -> [ReferenceField] {
    let containers = ["containers[]", "initContainers[]"].flatMap { list in
      [
        core(kind, group, "\(prefix).\(list).envFrom[].configMapRef", "ConfigMap"),
        core(kind, group, "\(prefix).\(list).envFrom[].secretRef", "Secret"),
        core(kind, group, "\(prefix).\(list).env[].valueFrom.configMapKeyRef", "ConfigMap"),
        core(kind, group, "\(prefix).\(list).env[].valueFrom.secretKeyRef", "Secret"),
      ]
    }
    return containers + [
      core(kind, group, "\(prefix).volumes[].configMap", "ConfigMap"),
      core(kind, group, "\(prefix).volumes[].secret", "Secret", nameKey: "secretName"),
      core(kind, group, "\(prefix).volumes[].projected.sources[].configMap", "ConfigMap"),
      core(kind, group, "\(prefix).volumes[].projected.sources[].secret", "Secret"),
      core(
        kind, group, "\(prefix).volumes[].persistentVolumeClaim", "PersistentVolumeClaim",
        nameKey: "claimName"),
      core(kind, group, "\(prefix).imagePullSecrets[]", "Secret"),
      core(kind, group, "\(prefix).serviceAccountName", "ServiceAccount", nameKey: nil),
    ]
  }
}
