import Manifests

/// The fields by which objects name other objects. Source: the Flux API documentation of 2.9, kustomize's table of
/// name references, and the Kubernetes API.
package final class ReferenceField: Sendable {
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

  private init(
    kind: String, group: String, path: [Step], field: String, target: Target, namespace: NamespaceRule,
    nameKey: String?, optionalKey: String?, isFlux: Bool
  ) {
    self.kind = kind
    self.group = group
    self.path = path
    self.field = field
    self.target = target
    self.namespace = namespace
    self.nameKey = nameKey
    self.optionalKey = optionalKey
    self.isFlux = isFlux
  }

  struct Step: Sendable, Hashable {
    let key: String
    let isList: Bool
  }

  /// The fields of one kind by their common steps.
  struct Branch: Sendable {
    let key: String
    let isList: Bool
    /// Those that end here.
    let fields: [ReferenceField]
    let children: [Branch]
  }

  enum Target: Sendable {
    case kind(String)
    /// The sibling `kind` says which, out of these; the first one where it is absent.
    case kindField([String])
    /// This kind, where the sibling `kind` says it; other kinds are no objects.
    case onlyKind(StaticString)
    /// Whatever the sibling `kind` says.
    case anyKind

    /// The kinds that the field takes; empty where it takes any.
    var kinds: [String] {
      switch self {
      case .kind(let kind): [kind]
      case .kindField(let kinds): kinds
      case .onlyKind(let kind): [kind.description]
      case .anyKind: []
      }
    }
  }

  enum NamespaceRule: Sendable {
    /// That of the object that refers.
    case own
    /// The sibling `namespace`, else that of the object that refers.
    case fieldOrOwn
    /// The sibling `namespace`; without it the target has none.
    case field
    /// That of the source of the HelmRelease's chart, where the HelmChart is made.
    case ofChartSource
    /// The target has none.
    case none

    /// Whether the reference may lead to another namespace.
    var reachesNamespaces: Bool {
      switch self {
      case .own, .none: false
      case .fieldOrOwn, .field, .ofChartSource: true
      }
    }
  }

  /// Whether a reference may name an object: one whose kind no field knows, or one of the API group that they mean.
  static func isTarget(_ id: ObjectID) -> Bool { group(ofTarget: id.kind).map { $0 == id.group } ?? true }

  /// The API group of the kinds that other groups have too; nil for any other kind.
  private static func group(ofTarget kind: String) -> String? {
    switch kind {
    case "Secret", "ConfigMap", "ServiceAccount", "PersistentVolumeClaim", "Service", "Namespace": ""
    case "Role", "ClusterRole": "rbac.authorization.k8s.io"
    case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet": "apps"
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

  /// The fields of each kind that refers, and the kind's API group.
  static let tables: [String: (group: String, root: Branch)] = Dictionary(grouping: all, by: \.kind)
    .mapValues { fields in (fields.first?.group ?? "", branch("", false, fields, depth: 0)) }

  private static func branch(_ key: String, _ isList: Bool, _ fields: [ReferenceField], depth: Int) -> Branch
  {
    var steps: [Step] = []
    for field in fields where field.path.count > depth && !steps.contains(field.path[depth]) {
      steps.append(field.path[depth])
    }
    return Branch(
      key: key, isList: isList, fields: fields.filter { $0.path.count == depth },
      children: steps.map { step in
        let below = fields.filter { $0.path.count > depth && $0.path[depth] == step }
        return branch(step.key, step.isList, below, depth: depth + 1)
      })
  }

  private static let source = "source.toolkit.fluxcd.io"
  private static let helm = "helm.toolkit.fluxcd.io"
  private static let kustomize = FluxKustomization.group
  private static let image = "image.toolkit.fluxcd.io"
  private static let notification = "notification.toolkit.fluxcd.io"

  static func row(
    _ kind: String, _ group: String, _ field: String, _ target: Target, _ namespace: NamespaceRule = .own,
    nameKey: String? = "name", optionalKey: String? = nil, isFlux: Bool = true
  ) -> ReferenceField {
    let steps = field.utf8.split(separator: UInt8(ascii: ".")).map { part in
      let isList = part.last == UInt8(ascii: "]")
      return Step(key: String(decoding: part.dropLast(isList ? 2 : 0), as: UTF8.self), isList: isList)
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
      row("HelmRelease", helm, "spec.chart.spec.verify.secretRef", .kind("Secret"), .ofChartSource),
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
    } + [
      row("GitRepository", source, "spec.include[].repository", .kind("GitRepository")),
      row("ExternalArtifact", source, "spec.sourceRef", .anyKind, .fieldOrOwn),
      row(
        "ArtifactGenerator", "source.extensions.fluxcd.io", "spec.sources[]",
        .kindField(["GitRepository", "OCIRepository", "Bucket", "HelmChart", "ExternalArtifact"]), .fieldOrOwn
      ),
    ]

  private static let kustomizationFields: [ReferenceField] =
    [
      row(
        "Kustomization", kustomize, "spec.sourceRef",
        .kindField(["GitRepository", "OCIRepository", "Bucket", "ExternalArtifact"]), .fieldOrOwn),
      row("Kustomization", kustomize, "spec.dependsOn[]", .kind("Kustomization"), .fieldOrOwn),
      row(
        "Kustomization", kustomize, "spec.postBuild.substituteFrom[]", .kindField(["ConfigMap", "Secret"]),
        optionalKey: "optional"),
      row("Kustomization", kustomize, "spec.healthChecks[]", .anyKind, .field),
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
}
