import Diagnostics
import Flux
import Manifests

struct RefChartrefMissing: Rule {
  static let id = "ref-chartref-missing"
  static let severity = Severity.error
  static let summary = "a chartRef that names nothing"
  static let explanation = """
    The helm-controller takes the chart from the object that `chartRef` names; where there is none, the release \
    never gets a chart and stays unready.

    An error where an object of nearly the same name exists, a warning where nothing in the tree comes near; an \
    info where the cluster has more than the tree, or an ExternalArtifact is meant, which a controller makes.

    Fix: write the name of the object, or add the source; `external:` in .lintrc names sources that live \
    elsewhere.

    Source: Flux API reference, HelmRelease spec.chartRef.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        url: oci://ghcr.io/group/podinfo
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: ↓podinfos
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
          url: oci://ghcr.io/group/podinfo
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
          chartRef:
            kind: OCIRepository
            name: podinfo
        """),
    .bad(
      "nothing near: a warning",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: ↓app-template
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        interval: 5m
        url: oci://ghcr.io/group/podinfo
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: podinfo
          namespace: flux-system
      """),
    .good(
      "the name of the source has a default that Flux expands",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: ${CHART:=app-template}
        namespace: default
      spec:
        interval: 5m
        url: oci://ghcr.io/group/app-template
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: app-template
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.field == "spec.chartRef" }.compactMap { broken in
      // An ExternalArtifact is made by a controller, not written.
      missing(broken, absent: broken.reference.kinds == ["ExternalArtifact"] ? .info : .warning)
    }
  }
}
