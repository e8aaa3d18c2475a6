import Diagnostics
import Flux
import Manifests

struct RefDependsNoWait: Rule {
  static let id = "ref-depends-no-wait"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a dependency that is ready as soon as it is applied"
  static let explanation = """
    A Flux Kustomization without `wait` and `healthChecks` is ready when its objects are applied, not when they \
    run. What depends on it may start before, say, the CRDs or the database are there.

    Fix: set `wait: true` on the dependency, or name its `healthChecks`.

    Source: Flux documentation, Kustomization dependencies and health assessment.
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
          - name: ↓databases
      """),
    .bad(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: crds
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        wait: false
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
          - name: ↓crds
      """),
    .good(
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
        wait: true
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
          - name: databases
      """),
    .good(
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
        healthChecks:
          - apiVersion: apps/v1
            kind: StatefulSet
            name: postgres
            namespace: data
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
          - name: databases
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.references.compactMap { reference in
      guard reference.isDependency, let target = reference.target, target.id.kind == "Kustomization",
        let spec = target.root["spec"], !spec.isTrue("wait"), spec["healthChecks"]?.elements.isEmpty ?? true,
        context.isJudged(reference.nameRange.path), seen.insert(reference.nameRange).inserted
      else { return nil }
      return finding(
        "Kustomization '\(target.id.name)' has neither 'wait' nor 'healthChecks': it counts as ready before its objects are",
        at: reference.nameRange, in: reference.source,
        related: [Note(target.nameRange, "the dependency is defined here")])
    }
  }
}
