import Diagnostics
import Manifests
import YAML

struct APIStorageNamespace: Rule {
  static let id = "api-storage-namespace"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "targetNamespace without storageNamespace"
  static let explanation = """
    The state of the Helm release stays in the namespace of the HelmRelease while its objects go to another; `helm list` \
    in the target namespace shows nothing.

    Fix: write storageNamespace as well. On a release that is installed already this means a new installation.

    Source: Flux, HelmRelease API docs, "Storage namespace".
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
        releaseName: podinfo
        ↓targetNamespace: apps
      """),
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        ↓targetNamespace: apps
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
        targetNamespace: apps
        storageNamespace: apps
      """),
    .good(
      "it is the release's own namespace",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
        targetNamespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.fluxObjects("HelmRelease").compactMap { object in
      guard let spec = object.manifest.root["spec"], let namespace = spec.known("targetNamespace"),
        !spec.has("storageNamespace"), namespace != object.manifest.id.namespace,
        let place = spec.place(of: "targetNamespace")
      else { return nil }
      return finding(
        "the state of the release stays outside '\(namespace)', as storageNamespace is not set", at: place,
        in: object.manifest)
    }
  }
}
