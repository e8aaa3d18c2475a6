import Diagnostics
import Flux
import Manifests

struct RefSourceNamespace: Rule {
  static let id = "ref-source-namespace"
  static let severity = Severity.error
  static let summary = "a reference to a source that exists in another namespace only"
  static let explanation = """
    Without `namespace` a `sourceRef` or `chartRef` means the namespace of the object that refers.

    Fix: write the namespace of the source into the reference.

    Source: Flux API reference, CrossNamespaceObjectReference.
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
        url: https://stefanprodan.github.io/podinfo
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
            sourceRef:
              kind: HelmRepository
              name: ↓podinfo
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        interval: 5m
        url: oci://ghcr.io/stefanprodan/charts/podinfo
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: apps
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: podinfo
          namespace: ↓apps
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        url: https://stefanprodan.github.io/podinfo
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
            sourceRef:
              kind: HelmRepository
              name: podinfo
              namespace: flux-system
      """),
    .good(
      "a HelmRelease without a namespace may be put into any",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        url: https://stefanprodan.github.io/podinfo
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            sourceRef:
              kind: HelmRepository
              name: podinfo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.isSource }.compactMap { broken in
      guard let near = broken.near, near.difference == .namespace else { return nil }
      let remedy =
        broken.reference.reachesNamespaces
        ? "write 'namespace: \(near.candidate.id.namespace ?? "default")' into the reference"
        : "the field reaches no other namespace"
      return otherNamespace(broken, near.candidate, remedy: remedy)
    }
  }
}
