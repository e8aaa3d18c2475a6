import Diagnostics
import Manifests
import YAML

struct APITargetNamespacePrefix: Rule {
  static let id = "api-target-namespace-prefix"
  static let severity = Severity.info
  static let summary = "a Helm release whose name gets its namespace in front"
  static let explanation = """
    With targetNamespace and without releaseName the Helm release is called `NAMESPACE-NAME`, and so are most of the \
    objects of its chart.

    Fix: write releaseName where the plain name is meant.

    Source: Flux, HelmRelease API docs, "Release name".
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
        ↓targetNamespace: apps
      """),
    .bad(
      "the same namespace counts too",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
        ↓targetNamespace: default
        storageNamespace: default
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
        targetNamespace: apps
        releaseName: podinfo
      """),
    .good(
      "the targetNamespace of a Flux Kustomization is another thing",
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
        targetNamespace: apps
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.fluxObjects("HelmRelease").compactMap { object in
      guard let spec = object.manifest.root["spec"], let namespace = spec.known("targetNamespace"),
        !spec.has("releaseName"),
        let place = spec.place(of: "targetNamespace")
      else { return nil }
      return finding(
        "the Helm release is called '\(namespace)-\(object.manifest.id.name)', as targetNamespace is set and releaseName is not",
        at: place, in: object.manifest)
    }
  }
}
