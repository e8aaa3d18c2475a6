import Diagnostics
import Flux
import Manifests
import YAML

struct OciNoLayerSelector: Rule {
  static let id = "oci-no-layer-selector"
  static let severity = Severity.warning
  static let summary = "an OCIRepository with a chart and without `layerSelector`"
  static let explanation = """
    A Helm chart's artifact may have a provenance layer beside the chart, and source-controller takes the first one. \
    The selector says which layer is the chart, and that it is kept as it is.

    Fix: set `mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip` and `operation: copy`.

    Source: Flux documentation of HelmRelease, "Chart reference".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: ↓oci://ghcr.io/johnsmith/apache
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: apache
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata:
          name: apache
          namespace: default
        spec:
          interval: 5m
          layerSelector:
            mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip
            operation: copy
          url: oci://ghcr.io/johnsmith/apache
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: apache
          namespace: default
        spec:
          interval: 5m
          chartRef:
            kind: OCIRepository
            name: apache
        """),
    .bad(
      "a selector without the media type",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        layerSelector: ↓{operation: copy}
        url: oci://ghcr.io/johnsmith/apache
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: apache
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://registry.gitlab.com/johnsmith/labs-flux/apache
        layerSelector:
          mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip
          operation: copy
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: apache
      """),
    .good(
      "no HelmRelease uses it: it may hold manifests",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://registry.gitlab.com/johnsmith/labs-flux/apache
      """),
    .good(
      "a component sets it",
      """
      -- oci.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://registry.gitlab.com/johnsmith/labs-flux/apache
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: apache
      -- kustomization.yaml --
      resources:
        - oci.yaml
      patches:
        - target:
            kind: OCIRepository
          patch: |
            - op: add
              path: /spec/layerSelector
              value: {mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip, operation: copy}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("OCIRepository").compactMap { source in
      let spec = source.root["spec"]
      let selector = spec?["layerSelector"]
      guard let url = spec?["url"], let place = selector?.origin ?? url.origin, selector?["mediaType"] == nil,
        let release = context.references(to: source).first(where: { $0.source.id.kind == "HelmRelease" }),
        !context.maySet("layerSelector", in: source)
      else { return nil }
      return finding(
        "OCIRepository '\(source.id.name)' holds a chart, but no 'layerSelector' says which layer that is",
        at: place,
        in: source,
        related: [Note(release.nameRange, "\(release.source.id.kind) '\(release.source.id.name)' uses it")],
        fix: selector == nil ? fix(spec) : nil)
    }
  }

  private func fix(_ spec: Value?) -> Fix? {
    guard let node = spec?.node, node.style == .block, let key = node.entry("url")?.key else { return nil }
    let lines = [
      "layerSelector:", "  mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip",
      "  operation: copy",
    ]
    return key.linesBefore(lines).map { Fix("add 'layerSelector'", .safe, [$0]) }
  }
}
