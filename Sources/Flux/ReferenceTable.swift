/// The fields by which objects name other objects. Source: the Flux API documentation of 2.9, kustomize's table of
/// name references, and the Kubernetes API.
package struct ReferenceField: Sendable {
  /// The kind that refers, and its API group.
  let kind: String
  let group: String
  /// Keys joined by `.`; `[]` behind a key stands for each element of a list. It leads to the mapping that holds the
  /// name, or, where ``nameKey`` is nil, to the name itself.
  let path: [Step]
  /// How the field is spoken of: `spec.secretRef`.
  let field: String
  let target: Target
  let namespace: NamespaceRule
  let nameKey: String?
  /// A sibling that, when true, lets the target be absent.
  let optionalKey: String?
  /// Whether Flux itself follows the reference; the others are the cluster's.
  let isFlux: Bool

  struct Step: Sendable {
    let key: String
    let isList: Bool
  }

  enum Target: Sendable {
    case kind(String)
    /// The sibling `kind` says which, out of these; the first one where it is absent.
    case kindField([String])
  }

  enum NamespaceRule: Sendable {
    /// That of the object that refers.
    case own
    /// The sibling `namespace`, else that of the object that refers.
    case fieldOrOwn
    /// The target has none.
    case none
  }

  /// The API group of every kind that a reference may name.
  static func group(ofTarget kind: String) -> String? {
    switch kind {
    case "Secret", "ConfigMap", "ServiceAccount", "PersistentVolumeClaim", "Service": ""
    case "HelmRepository", "GitRepository", "OCIRepository", "Bucket", "HelmChart", "ExternalArtifact":
      "source.toolkit.fluxcd.io"
    case "HelmRelease": "helm.toolkit.fluxcd.io"
    case "Kustomization": FluxKustomization.group
    case "ImageRepository", "ImagePolicy", "ImageUpdateAutomation": "image.toolkit.fluxcd.io"
    case "Provider", "Alert", "Receiver": "notification.toolkit.fluxcd.io"
    default: nil
    }
  }
}

extension ReferenceField {
  /// Every field, Flux's own first.
  package static let all: [ReferenceField] = flux + core

  private static let source = "source.toolkit.fluxcd.io"
  private static let helm = "helm.toolkit.fluxcd.io"
  private static let kustomize = FluxKustomization.group
  private static let image = "image.toolkit.fluxcd.io"
  private static let notification = "notification.toolkit.fluxcd.io"

  private static func row(
    _ kind: String, _ group: String, _ field: String, _ target: Target, _ namespace: NamespaceRule = .own,
    nameKey: String? = "name", optionalKey: String? = nil, isFlux: Bool = true
  ) -> ReferenceField {
    let steps = field.split(separator: ".").map { part in
      Step(key: part.hasSuffix("[]") ? String(part.dropLast(2)) : String(part), isList: part.hasSuffix("[]"))
    }
    return ReferenceField(
      kind: kind, group: group, path: steps, field: field, target: target, namespace: namespace,
      nameKey: nameKey,
      optionalKey: optionalKey, isFlux: isFlux)
  }

  private static func secrets(_ kind: String, _ group: String, _ fields: String...) -> [ReferenceField] {
    fields.map { row(kind, group, $0, .kind("Secret")) }
  }

  private static let flux: [ReferenceField] =
    helmFields + sourceFields + kustomizationFields + imageFields + notificationFields

  private static let helmFields: [ReferenceField] =
    [
      row(
        "HelmRelease", helm, "spec.chart.spec.sourceRef",
        .kindField(["HelmRepository", "GitRepository", "Bucket"]), .fieldOrOwn),
      row(
        "HelmRelease", helm, "spec.chartRef", .kindField(["OCIRepository", "HelmChart", "ExternalArtifact"]),
        .fieldOrOwn),
      row(
        "HelmRelease", helm, "spec.valuesFrom[]", .kindField(["ConfigMap", "Secret"]), optionalKey: "optional"
      ),
      row("HelmRelease", helm, "spec.dependsOn[]", .kind("HelmRelease"), .fieldOrOwn),
      row("HelmRelease", helm, "spec.serviceAccountName", .kind("ServiceAccount"), nameKey: nil),
      row("HelmRelease", helm, "spec.kubeConfig.configMapRef", .kind("ConfigMap")),
      row(
        "HelmChart", source, "spec.sourceRef", .kindField(["HelmRepository", "GitRepository", "Bucket"])),
    ] + secrets("HelmRelease", helm, "spec.kubeConfig.secretRef")
    + secrets("HelmChart", source, "spec.verify.secretRef")

  private static let sourceFields: [ReferenceField] =
    secrets("HelmRepository", source, "spec.secretRef", "spec.certSecretRef")
    + secrets(
      "OCIRepository", source, "spec.secretRef", "spec.certSecretRef", "spec.proxySecretRef",
      "spec.verify.secretRef",
      "spec.verify.trustedRootSecretRef")
    + secrets("GitRepository", source, "spec.secretRef", "spec.proxySecretRef", "spec.verify.secretRef")
    + secrets(
      "Bucket", source, "spec.secretRef", "spec.certSecretRef", "spec.proxySecretRef", "spec.sts.secretRef",
      "spec.sts.certSecretRef")
    + ["OCIRepository", "GitRepository", "Bucket"].map {
      row($0, source, "spec.serviceAccountName", .kind("ServiceAccount"), nameKey: nil)
    } + [row("GitRepository", source, "spec.include[].repository", .kind("GitRepository"))]

  private static let kustomizationFields: [ReferenceField] =
    [
      row(
        "Kustomization", kustomize, "spec.sourceRef",
        .kindField(["GitRepository", "OCIRepository", "Bucket", "ExternalArtifact"]), .fieldOrOwn),
      row("Kustomization", kustomize, "spec.dependsOn[]", .kind("Kustomization"), .fieldOrOwn),
      row(
        "Kustomization", kustomize, "spec.postBuild.substituteFrom[]", .kindField(["ConfigMap", "Secret"]),
        optionalKey: "optional"),
      row("Kustomization", kustomize, "spec.kubeConfig.configMapRef", .kind("ConfigMap")),
      row("Kustomization", kustomize, "spec.serviceAccountName", .kind("ServiceAccount"), nameKey: nil),
      row(
        "Kustomization", kustomize, "spec.decryption.serviceAccountName", .kind("ServiceAccount"),
        nameKey: nil),
    ] + secrets("Kustomization", kustomize, "spec.decryption.secretRef", "spec.kubeConfig.secretRef")

  private static let imageFields: [ReferenceField] =
    secrets("ImageRepository", image, "spec.secretRef", "spec.certSecretRef", "spec.proxySecretRef")
    + [
      row("ImageRepository", image, "spec.serviceAccountName", .kind("ServiceAccount"), nameKey: nil),
      row("ImagePolicy", image, "spec.imageRepositoryRef", .kind("ImageRepository"), .fieldOrOwn),
      row("ImageUpdateAutomation", image, "spec.sourceRef", .kindField(["GitRepository"]), .fieldOrOwn),
    ] + secrets("ImageUpdateAutomation", image, "spec.git.commit.signingKey.secretRef")

  private static let eventKinds = [
    "Bucket", "GitRepository", "Kustomization", "HelmRelease", "HelmChart", "HelmRepository",
    "ImageRepository",
    "ImagePolicy", "ImageUpdateAutomation", "OCIRepository", "ArtifactGenerator", "ExternalArtifact",
  ]

  private static let notificationFields: [ReferenceField] =
    [
      row("Alert", notification, "spec.providerRef", .kind("Provider")),
      row("Alert", notification, "spec.eventSources[]", .kindField(eventKinds), .fieldOrOwn),
      row("Receiver", notification, "spec.resources[]", .kindField(eventKinds), .fieldOrOwn),
      row("Provider", notification, "spec.serviceAccountName", .kind("ServiceAccount"), nameKey: nil),
    ] + secrets("Receiver", notification, "spec.secretRef")
    + secrets("Provider", notification, "spec.secretRef", "spec.certSecretRef", "spec.proxySecretRef")

  // MARK: Core kinds

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

  private static let core: [ReferenceField] =
    podHolders.flatMap { podFields($0.kind, $0.group, $0.prefix) } + [
      core("ServiceAccount", "", "imagePullSecrets[]", "Secret"),
      core("ServiceAccount", "", "secrets[]", "Secret"),
      core("StatefulSet", "apps", "spec.serviceName", "Service", nameKey: nil),
      core("Ingress", "networking.k8s.io", "spec.tls[]", "Secret", nameKey: "secretName"),
      core("Ingress", "networking.k8s.io", "spec.defaultBackend.service", "Service"),
      core("Ingress", "networking.k8s.io", "spec.rules[].http.paths[].backend.service", "Service"),
    ]

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
