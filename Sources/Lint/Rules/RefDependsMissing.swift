import Diagnostics
import Flux
import Manifests

struct RefDependsMissing: Rule {
  static let id = "ref-depends-missing"
  static let severity = Severity.error
  static let summary = "a dependsOn entry that names nothing"
  static let explanation = """
    Flux waits for every dependency to be ready; one that does not exist never is, and the object is never applied.

    An error where an object of nearly the same name exists, a warning where nothing in the tree comes near; an info \
    where the cluster has more than the tree holds.

    Fix: write the name of the object, or remove the entry.

    Source: Flux API reference, spec.dependsOn of HelmRelease and Kustomization.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: ${NAME}
        dependsOn:
          - name: ↓redis
      """),
    .bad(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: infra-controllers
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
          - name: ↓infra-controler
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
    .good(
      "an alias carries the name",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: &name redis
        namespace: default
      spec:
        interval: 5m
        releaseName: *name
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken(where: \.isDependency).compactMap { missing($0, absent: .warning) }
  }
}
