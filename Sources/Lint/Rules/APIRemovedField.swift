import Diagnostics
import Manifests
import YAML

struct APIRemovedField: Rule {
  static let id = "api-removed-field"
  static let severity = Severity.error
  static let summary = "a field that former versions of the kind had"
  static let explanation = """
    The version that the object names has lost the field: the API server refuses it, or drops it without a word.

    Fix: take it out, or write what replaces it. The fix is safe where the field had no effect any more.

    Source: the CRDs of the old and the new version, compared.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        prune: true
        ↓validation: client
        sourceRef: {kind: GitRepository, name: flux-system}
      """,
      fixed: """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 10m
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
        """),
    .bad(
      "patches have one field now",
      """
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
              ↓patchesStrategicMerge:
                - {kind: Deployment, metadata: {name: podinfo}}
      """),
    .good(
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
      """),
    .good(
      "the old version, where the tree's Flux serves it",
      """
      -- clusters/dev/flux-system/gotk-components.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: buckets.source.toolkit.fluxcd.io
        labels: {app.kubernetes.io/version: v2.5.0}
      spec:
        group: source.toolkit.fluxcd.io
        names: {kind: Bucket, plural: buckets}
        scope: Namespaced
        versions: [{name: v1beta2, served: true, storage: true}]
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1beta2
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        validation: client
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.findings { violation, manifest in
      guard let removed = violation.removedField(of: manifest) else { return nil }
      let use = removed.instead.map { "; use \($0)" } ?? "; it had no effect any more"
      let edit = violation.value.flatMap { EntryRemoval.edit(key: violation.range, value: $0) }
      return finding(
        "'\(violation.pathText)' is no field of '\(manifest.id.apiVersion)' any more\(use)",
        at: violation.range,
        in: manifest,
        fix: removed.instead == nil ? edit.map { Fix("remove '\(violation.field)'", .safe, [$0]) } : nil)
    }
  }
}
