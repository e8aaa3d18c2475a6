import Diagnostics
import Manifests
import YAML

struct APIDeprecated: Rule {
  static let id = "api-deprecated"
  static let severity = Severity.warning
  static let summary = "an API version that is served but on its way out"
  static let explanation = """
    The API server still takes the object; a coming release of Flux or Kubernetes will not, and its upgrade then stops \
    at every such file.

    Fix: write the current version. The fix is safe where the object is valid in it as it stands.

    Source: the CRDs of the controllers that each Flux release pins; Kubernetes' deprecation guide.
    """
  static let examples: [Example] = [
    .bad(
      "the tree runs Flux 2.6",
      """
      -- clusters/dev/flux-system/gotk-components.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: buckets.source.toolkit.fluxcd.io
        labels: {app.kubernetes.io/version: v2.6.0}
      spec:
        group: source.toolkit.fluxcd.io
        names: {kind: Bucket, plural: buckets}
        scope: Namespaced
        versions: [{name: v1beta2, served: true, storage: true}]
      -- clusters/dev/podinfo.yaml --
      apiVersion: ↓source.toolkit.fluxcd.io/v1beta2
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        url: https://stefanprodan.github.io/podinfo
      """,
      fixed: """
        -- clusters/dev/flux-system/gotk-components.yaml --
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: buckets.source.toolkit.fluxcd.io
          labels: {app.kubernetes.io/version: v2.6.0}
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
    .bad(
      "a definition of the tree marks the version",
      """
      -- crd.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: backups.example.com
      spec:
        group: example.com
        names: {kind: Backup, plural: backups}
        scope: Namespaced
        versions:
          - {name: v1alpha1, served: true, storage: false, deprecated: true}
          - {name: v1, served: true, storage: true}
      -- backup.yaml --
      apiVersion: ↓example.com/v1alpha1
      kind: Backup
      metadata:
        name: nightly
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        url: https://stefanprodan.github.io/podinfo
      """),
    .good(
      "where it is no longer served, api-removed says so",
      """
      apiVersion: source.toolkit.fluxcd.io/v1beta2
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
    context.api.objects.compactMap { object in
      guard case .deprecated(let replacement) = object.verdict else { return nil }
      let id = object.manifest.id
      let since = replacement.deprecatedIn.map { " since \($0)" } ?? ""
      let until = replacement.removedIn.map { " and not served from \($0) on" } ?? ""
      let use = replacement.apiVersion.map { "; use '\($0)'" } ?? ""
      return finding(
        "'\(id.apiVersion)' of \(id.kind) is deprecated\(since)\(until)\(use)",
        at: object.manifest.apiVersionRange,
        in: object.manifest, related: replacement.notes(object.manifest),
        fix: replacement.fix(object.manifest, in: context))
    }
  }
}
