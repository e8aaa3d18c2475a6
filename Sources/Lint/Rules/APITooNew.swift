import Diagnostics
import Manifests
import YAML

struct APITooNew: Rule {
  static let id = "api-too-new"
  static let severity = Severity.warning
  static let summary = "a version, field or value that the tree's Flux does not know yet"
  static let explanation = """
    The CRDs of the Flux that the tree runs have no such version or field: the object is refused until Flux is upgraded.

    Fix: upgrade Flux first, or write what the installed release knows.

    Source: the CRDs of the controllers that each Flux release pins.
    """
  static let examples: [Example] = [
    .bad(
      "a version",
      """
      -- clusters/dev/flux-system/gotk-components.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: buckets.source.toolkit.fluxcd.io
        labels: {app.kubernetes.io/version: v2.3.0}
      spec:
        group: source.toolkit.fluxcd.io
        names: {kind: Bucket, plural: buckets}
        scope: Namespaced
        versions: [{name: v1beta2, served: true, storage: true}]
      -- clusters/dev/podinfo.yaml --
      apiVersion: ↓source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        url: oci://ghcr.io/stefanprodan/manifests/podinfo
      """),
    .bad(
      "a field",
      """
      -- clusters/dev/flux-system/gotk-components.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: buckets.source.toolkit.fluxcd.io
        labels: {app.kubernetes.io/version: v2.8.1}
      spec:
        group: source.toolkit.fluxcd.io
        names: {kind: Bucket, plural: buckets}
        scope: Namespaced
        versions: [{name: v1beta2, served: true, storage: true}]
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        ↓ignore: []
      """),
    .good(
      "the newest release, where the tree names none",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        ignore: []
      """),
    .good(
      "a version that the tree's release has",
      """
      -- clusters/dev/flux-system/gotk-components.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: buckets.source.toolkit.fluxcd.io
        labels: {app.kubernetes.io/version: v2.3.0}
      spec:
        group: source.toolkit.fluxcd.io
        names: {kind: Bucket, plural: buckets}
        scope: Namespaced
        versions: [{name: v1beta2, served: true, storage: true}]
      -- clusters/dev/podinfo.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        url: https://stefanprodan.github.io/podinfo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let flux = "Flux \(context.api.newestFlux)"
    let versions = context.api.objects.compactMap { object -> Diagnostic? in
      guard case .tooNew(let since) = object.verdict else { return nil }
      let id = object.manifest.id
      return finding(
        "'\(id.apiVersion)' of \(id.kind) needs Flux \(since), this tree runs \(flux)",
        at: object.manifest.apiVersionRange, in: object.manifest)
    }
    return versions
      + context.api.findings { violation, manifest in
        switch violation.cause {
        case .newerField(let since):
          finding(
            "'\(violation.pathText)' of \(manifest.id.kind) needs Flux 2.\(since), this tree runs \(flux)",
            at: violation.range, in: manifest)
        case .newerValue(let since):
          finding(
            "\(violation.shown(in: manifest)) for '\(violation.pathText)' needs Flux 2.\(since), this tree runs \(flux)",
            at: violation.range, in: manifest)
        default: nil
        }
      }
  }
}
