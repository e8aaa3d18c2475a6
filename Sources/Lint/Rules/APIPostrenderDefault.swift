import Diagnostics
import Manifests
import YAML

struct APIPostrenderDefault: Rule {
  static let id = "api-postrender-default"
  static let severity = Severity.info
  static let summary = "post renderers that Flux 2.9 applies to hooks as well"
  static let explanation = """
    Up to Flux 2.8 post renderers left the hooks of a chart alone; since 2.9 they see them together with the rest unless \
    postRenderStrategy says otherwise.

    Fix: write `postRenderStrategy: nohooks` for what it was, or `combined` for what it is now.

    Source: Flux 2.9, release notes; HelmRelease API docs, "Post render strategy".
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
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
        ↓postRenderers:
          - kustomize:
              images: [{name: podinfo, newTag: 6.0.0}]
      """),
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        ↓postRenderers:
          - kustomize:
              patches: [{patch: '[]', target: {kind: Job}}]
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
      """),
    .good(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
        postRenderStrategy: combined
        postRenderers:
          - kustomize:
              images: [{name: podinfo, newTag: 6.0.0}]
      """),
    .good(
      "a Flux before 2.9",
      """
      -- clusters/dev/flux-system/gotk-components.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: buckets.source.toolkit.fluxcd.io
        labels: {app.kubernetes.io/version: v2.7.2}
      spec:
        group: source.toolkit.fluxcd.io
        names: {kind: Bucket, plural: buckets}
        scope: Namespaced
        versions: [{name: v1beta2, served: true, storage: true}]
      -- clusters/dev/podinfo.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
        postRenderers:
          - kustomize:
              images: [{name: podinfo, newTag: 6.0.0}]
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    guard context.api.flux >= FluxVersion(major: 2, minor: 9) else { return [] }
    var seen: Set<SourceRange> = []
    return context.wholeFluxObjects("HelmRelease").compactMap { manifest in
      guard let spec = manifest.root["spec"], !spec.has("postRenderStrategy"),
        let renderers = spec["postRenderers"],
        !renderers.elements.isEmpty, let place = spec.place(of: "postRenderers"), seen.insert(place).inserted
      else { return nil }
      return finding(
        "since Flux 2.9 the post renderers of \(manifest.title) change its hooks too, as postRenderStrategy is not set",
        at: place, in: manifest)
    }
  }
}
