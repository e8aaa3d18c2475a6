import Diagnostics
import Flux
import Manifests

struct RefHealthMissing: Rule {
  static let id = "ref-health-missing"
  static let severity = Severity.info
  static let summary = "a health check of an object that the tree does not define"
  static let explanation = """
    Flux waits for every object of `healthChecks`; one that never comes keeps the Kustomization unready until \
    its timeout, each time.

    A warning where an object of nearly the same name exists; an info where none does: a chart or an operator \
    may make it.

    Fix: write the name and the namespace of the object.

    Source: Flux API reference, Kustomization spec.healthChecks.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
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
        healthChecks:
          - apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            name: ↓podinfos
            namespace: default
      """),
    .bad(
      """
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
        healthChecks:
          - apiVersion: apps/v1
            kind: Deployment
            name: ↓web
            namespace: default
      """),
    .good(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
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
        healthChecks:
          - apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            name: podinfo
            namespace: default
      """),
    .good(
      "a release of the namespace may make it",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
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
        healthChecks:
          - apiVersion: apps/v1
            kind: Deployment
            name: web
            namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.field == "spec.healthChecks[]" }.compactMap { broken in
      let reference = broken.reference
      guard broken.near != nil || !context.mayBeMade(in: reference.namespace, reference.kinds) else {
        return nil
      }
      guard !(reference.source.root["spec"]?.isTrue("wait") ?? false) else { return nil }
      return missingHere(broken, near: .warning)
    }
  }
}
