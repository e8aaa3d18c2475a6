import Diagnostics
import Flux
import Manifests

struct RefDependsWrongKind: Rule {
  static let id = "ref-depends-wrong-kind"
  static let severity = Severity.error
  static let summary = "a dependsOn entry whose name only an object of the other kind has"
  static let explanation = """
    A HelmRelease can depend on HelmReleases only, a Flux Kustomization on Kustomizations only. An entry that \
    means the other kind is never ready, and the object is never applied.

    Fix: put the dependency between the Kustomizations that apply the two, or name an object of the same kind.

    Source: Flux API reference, spec.dependsOn; fluxcd/kustomize-controller#242.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: databases
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: flux-system
      spec:
        interval: 5m
        dependsOn:
          - name: ↓databases
      """),
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: redis
        namespace: flux-system
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: ${NAME}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        dependsOn:
          - name: ↓redis
      """),
    .good(
      "both kinds have the name",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: redis
        namespace: flux-system
      spec:
        interval: 5m
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: redis
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        dependsOn:
          - name: redis
      """),
    .good(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: redis
        namespace: data
      spec:
        interval: 5m
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: default
      spec:
        interval: 5m
        dependsOn:
          - name: redis
            namespace: data
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken(where: \.isDependency).compactMap { broken in
      guard let near = broken.near, near.difference == .kind else { return nil }
      let reference = broken.reference
      let kind = reference.source.id.kind
      return finding(
        "\(kind) '\(reference.source.id.name)' depends on the \(kind) '\(reference.name)', but '\(reference.name)' is of kind \(near.candidate.id.kind), which 'dependsOn' of a \(kind) cannot name",
        at: reference.nameRange, in: reference.source,
        related: broken.notes(near.candidate, "is defined here"))
    }
  }
}
