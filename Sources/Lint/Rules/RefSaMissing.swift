import Diagnostics
import Flux
import Manifests

struct RefSaMissing: Rule {
  static let id = "ref-sa-missing"
  static let severity = Severity.warning
  static let summary = "a serviceAccountName that names nothing"
  static let explanation = """
    The controller acts as that ServiceAccount. Without it every request is refused, and nothing is applied.

    A warning where nothing in the tree comes near; an info where the cluster has more than the tree.

    Fix: write the name of the ServiceAccount, or add it in the namespace of the object that refers.

    Source: Flux API reference, spec.serviceAccountName.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: reconciler
        namespace: apps
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: apps
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        serviceAccountName: ↓reconcilers
      """,
      fixed: """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: reconciler
          namespace: apps
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: apps
        spec:
          interval: 5m
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
          path: ./
          serviceAccountName: reconciler
        """),
    .bad(
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: deployer
        namespace: flux-system
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: apps
      spec:
        interval: 5m
        serviceAccountName: ↓deployer
      """),
    .good(
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: reconciler
        namespace: apps
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: apps
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        serviceAccountName: reconciler
      """),
    .good(
      "in another cluster",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: apps
      spec:
        interval: 5m
        serviceAccountName: deployer
        kubeConfig:
          secretRef:
            name: ${CLUSTER}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.isFlux && $0.kinds == ["ServiceAccount"] && !$0.isRemote }.compactMap {
      missingHere($0, near: .warning, absent: .warning)
    }
  }
}

extension Reference {
  /// Whether the object acts in another cluster, where its ServiceAccount is too.
  fileprivate var isRemote: Bool { source.root["spec"]?.has("kubeConfig") ?? false }
}
