import Diagnostics
import Flux
import Manifests

struct RefCrossNamespace: Rule {
  static let id = "ref-cross-namespace"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a reference that leads into another namespace"
  static let explanation = """
    Controllers that run with `--no-cross-namespace-refs`, as clusters of several tenants do, refuse every \
    reference of a Flux object into another namespace, but for `dependsOn`.

    Fix: put the source into the namespace of the object that refers.

    Source: Flux documentation, multi-tenancy lockdown; fluxcd/flux2#2337.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        url: https://charts.example.com
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: apps
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: podinfo
              namespace: ↓flux-system
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        url: https://git.example.com/group/project
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: web
        namespace: tenants
      spec:
        interval: 5m
        prune: true
        sourceRef:
          kind: GitRepository
          name: apps
          namespace: ↓flux-system
        path: ./deploy
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: apps
      spec:
        url: https://charts.example.com
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: apps
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: podinfo
              namespace: apps
      """),
    .good(
      "dependsOn is never refused",
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
        namespace: apps
      spec:
        interval: 5m
        dependsOn:
          - name: redis
            namespace: data
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.references.compactMap { reference in
      guard reference.isFlux, reference.reachesNamespaces, !reference.isDependency,
        reference.field != "spec.healthChecks[]", let own = reference.source.id.namespace,
        let namespace = reference.namespace, own != namespace, !own.isTemplated
      else { return nil }
      let place = reference.holder["namespace"]?.origin ?? reference.nameRange
      guard context.isJudged(place.path), seen.insert(place).inserted else { return nil }
      return finding(
        "'\(reference.plainField)' leads from the namespace '\(own)' to '\(namespace)', which a locked-down Flux refuses",
        at: place, in: reference.source)
    }
  }
}
