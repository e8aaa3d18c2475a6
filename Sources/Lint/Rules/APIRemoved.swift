import Diagnostics
import Manifests
import YAML

struct APIRemoved: Rule {
  static let id = "api-removed"
  static let severity = Severity.error
  static let summary = "an API version that the cluster's Flux or Kubernetes no longer serves"
  static let explanation = """
    The API server knows no such kind any more ("no matches for kind"), so the object is not applied, and neither is \
    anything that Flux applies together with it.

    Fix: write the version that is served. The fix is safe where the object is valid in the new version as it stands; \
    a note names each field that the new version lacks.

    Source: the CRDs of the controllers that each Flux release pins; Kubernetes' deprecation guide.
    """
  static let examples: [Example] = [
    .bad(
      "the newest Flux, where the tree names none",
      """
      apiVersion: ↓helm.toolkit.fluxcd.io/v2beta1
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '6.x'
            sourceRef:
              kind: HelmRepository
              name: podinfo
      """,
      fixed: """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
          chart:
            spec:
              chart: podinfo
              version: '6.x'
              sourceRef:
                kind: HelmRepository
                name: podinfo
        """),
    .bad(
      "a field that the new version lacks makes the fix unsafe",
      """
      apiVersion: ↓kustomize.toolkit.fluxcd.io/v1beta1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        validation: client
        sourceRef:
          kind: GitRepository
          name: flux-system
      """),
    .bad(
      "Kubernetes' own kinds",
      """
      apiVersion: ↓policy/v1beta1
      kind: PodDisruptionBudget
      metadata:
        name: web
      spec:
        minAvailable: 1
        selector:
          matchLabels: {app: web}
      """,
      fixed: """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata:
          name: web
        spec:
          minAvailable: 1
          selector:
            matchLabels: {app: web}
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
        chartRef: {kind: OCIRepository, name: podinfo}
      """),
    .good(
      "the Flux of the tree serves it still",
      """
      -- clusters/dev/flux-system/gotk-components.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: helmrepositories.source.toolkit.fluxcd.io
        labels:
          app.kubernetes.io/version: v2.6.0
      spec:
        group: source.toolkit.fluxcd.io
        names: {kind: HelmRepository, plural: helmrepositories}
        scope: Namespaced
        versions:
          - {name: v1, served: true, storage: true}
          - {name: v1beta2, served: true, storage: false, deprecated: true}
      -- clusters/dev/podinfo.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1beta2
      kind: HelmRepository
      metadata:
        name: podinfo
      spec:
        interval: 5m
        url: https://stefanprodan.github.io/podinfo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.objects.compactMap { object in
      guard case .removed(let replacement) = object.verdict else { return nil }
      let id = object.manifest.id
      let since = replacement.removedIn.map { " since \($0)" } ?? ""
      let use = replacement.apiVersion.map { "; use '\($0)'" } ?? ", and no version of it is"
      var related = replacement.notes(object.manifest)
      if let definition = replacement.definition {
        related.append(Note(definition, "the definition in this tree, which does not serve '\(id.version)'"))
      }
      return finding(
        "'\(id.apiVersion)' of \(id.kind) is not served\(since)\(use)", at: object.manifest.apiVersionRange,
        in: object.manifest, related: related, fix: replacement.fix(object.manifest, in: context))
    }
  }
}
