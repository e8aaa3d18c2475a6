import Diagnostics
import Flux
import Kustomize
import Manifests
import YAML

struct KustNamespaceMissing: Rule {
  static let id = "kust-namespace-missing"
  static let severity = Severity.warning
  static let summary = "an object of a namespaced kind that Flux would apply without a namespace"
  static let explanation = """
    Flux has no namespace of its own to fall back to: an object of a namespaced kind that reaches it without one stops \
    the whole Kustomization with "namespace not specified".

    A namespace counts wherever it comes from: the file, `namespace` of a kustomization, a patch, or `targetNamespace`. \
    Kinds that neither Kubernetes, Flux nor a CustomResourceDefinition of the tree knows are not judged.

    Fix: write the namespace into the file, or set `namespace` in the kustomization.

    Source: kustomize-controller, "namespace not specified"; rwlove/home-ops#12735.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/kustomization.yaml --
      resources:
        - map.yaml
      -- apps/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: ↓settings
      """),
    .bad(
      "a kind that the tree itself defines",
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/crd.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: widgets.example.com
      spec:
        group: example.com
        scope: Namespaced
        names:
          kind: Widget
          plural: widgets
      -- apps/widget.yaml --
      apiVersion: example.com/v1
      kind: Widget
      metadata:
        name: ↓first
      """),
    .good(
      "set by a kustomization, and by the Flux Kustomization",
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: infra
        namespace: flux-system
      spec:
        interval: 10m
        path: ./infra
        targetNamespace: infra
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/kustomization.yaml --
      namespace: apps
      resources:
        - map.yaml
      -- apps/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      -- infra/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      """),
    .good(
      "kinds of the cluster, and kinds of which nothing is known",
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/all.yaml --
      apiVersion: v1
      kind: Namespace
      metadata:
        name: apps
      ---
      apiVersion: cert-manager.io/v1
      kind: ClusterIssuer
      metadata:
        name: letsencrypt
      ---
      apiVersion: unknown.example.com/v1
      kind: Widget
      metadata:
        name: first
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let namespaced = NamespacedKinds(context)
    var seen: Set<SourceRange> = []
    return context.clusters.flatMap(\.kustomizations).flatMap { kustomization -> [Diagnostic] in
      guard kustomization.failures.isEmpty else { return [] }
      return kustomization.objects.compactMap { object in
        guard object.id.namespace == nil, namespaced.contains(object.id),
          context.isJudged(object.nameRange.path),
          !object.isLocal, seen.insert(object.nameRange).inserted
        else { return nil }
        return finding(
          "the \(object.id.kind) '\(object.id.name)' has no namespace when Flux applies it, nor has the Kustomization '\(kustomization.manifest.id.name)' a targetNamespace",
          at: object.nameRange, in: object,
          related: [Note(kustomization.manifest.nameRange, "applied by this Kustomization")])
      }
    }
  }
}

/// The kinds whose objects live in a namespace.
struct NamespacedKinds {
  private let defined: Set<String>

  /// Kinds of Kubernetes that live in a namespace, by group. Source: `kubectl api-resources --namespaced`, 1.34.
  private static let known: [String: Set<String>] = [
    "": [
      "ConfigMap", "Endpoints", "Event", "LimitRange", "PersistentVolumeClaim", "Pod", "PodTemplate",
      "ReplicationController", "ResourceQuota", "Secret", "Service", "ServiceAccount",
    ],
    "apps": ["ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
    "autoscaling": ["HorizontalPodAutoscaler"], "batch": ["CronJob", "Job"],
    "coordination.k8s.io": ["Lease"], "discovery.k8s.io": ["EndpointSlice"],
    "networking.k8s.io": ["Ingress", "NetworkPolicy"], "policy": ["PodDisruptionBudget"],
    "rbac.authorization.k8s.io": ["Role", "RoleBinding"],
  ]

  init(_ context: LintContext) {
    defined = Set(
      context.manifests("CustomResourceDefinition").compactMap { definition in
        let spec = definition.root["spec"]
        guard spec?["scope"]?.is("Namespaced") == true, let group = spec?["group"]?.text,
          let kind = spec?["names"]?["kind"]?.text
        else { return nil }
        return group + "/" + kind
      })
  }

  func contains(_ id: ObjectID) -> Bool {
    Self.known[id.group]?.contains(id.kind) ?? false || id.group.hasSuffix(".toolkit.fluxcd.io")
      || defined.contains(id.group + "/" + id.kind)
  }
}

extension Manifest {
  /// Whether it is meant for tools alone, never for a cluster.
  var isLocal: Bool {
    root["metadata"]?["annotations"]?["config.kubernetes.io/local-config"]?.is("true") ?? false
  }
}
