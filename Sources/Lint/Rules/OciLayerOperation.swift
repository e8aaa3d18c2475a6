import Diagnostics
import Manifests
import YAML

struct OciLayerOperation: Rule {
  static let id = "oci-layer-operation"
  static let severity = Severity.warning
  static let summary = "a chart's layer that is extracted instead of copied"
  static let explanation = """
    helm-controller wants the chart as the archive that it is. With `operation: extract`, the default, \
    source-controller unpacks it and packs it again: another digest, and no provenance.

    Fix: set `operation: copy`.

    Source: Flux documentation of OCIRepository, "Layer selector".
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
        url: oci://registry.gitlab.com/johnsmith/labs-flux/apache
        layerSelector:
          mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip
          operation: ↓extract
      """,
      fixed: """
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
        """),
    .bad(
      "the default",
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
          mediaType: ↓application/vnd.cncf.helm.chart.content.v1.tar+gzip
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata:
          name: apache
          namespace: default
        spec:
          interval: 5m
          url: oci://registry.gitlab.com/johnsmith/labs-flux/apache
          layerSelector:
            operation: copy
            mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip
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
      """),
    .good(
      "another kind of artifact",
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
          mediaType: application/vnd.cncf.flux.content.v1.tar+gzip
          operation: extract
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("OCIRepository").compactMap { source in
      guard let selector = source.root["spec"]?["layerSelector"], let media = selector["mediaType"],
        media.text?.hasPrefix("application/vnd.cncf.helm.chart.content.") ?? false
      else { return nil }
      let operation = selector["operation"]
      guard operation?.text ?? "extract" == "extract", let place = operation?.origin ?? media.origin,
        operation != nil || !context.maySet("operation", in: source)
      else { return nil }
      return finding(
        "the chart of OCIRepository '\(source.id.name)' is extracted: expected 'operation: copy'", at: place,
        in: source, fix: fix(selector, operation))
    }
  }

  private func fix(_ selector: Value, _ operation: Value?) -> Fix? {
    if let operation {
      return operation.edit(to: "copy").map { Fix("set the operation to 'copy'", .unsafe, [$0]) }
    }
    guard let node = selector.node, node.style == .block else { return nil }
    return node.entry("mediaType")?.key.lineBefore("operation: copy").map {
      Fix("add 'operation: copy'", .unsafe, [$0])
    }
  }
}
