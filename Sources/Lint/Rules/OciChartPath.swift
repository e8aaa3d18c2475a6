import Diagnostics
import Manifests
import YAML

struct OciChartPath: Rule {
  static let id = "oci-chart-path"
  static let severity = Severity.error
  static let summary = "a path where a HelmRelease names a chart of a HelmRepository"
  static let explanation = """
    A chart from a HelmRepository is a name, not a path: source-controller refuses `./charts/x`. Only from a \
    GitRepository or a Bucket is it a path.

    Fix: write the chart's name, or refer to the GitRepository that has the path.

    Source: source-controller `reconcileFromHelmRepository`; Flux documentation of HelmChart.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: ↓./charts/apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      """),
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: ↓oci://ghcr.io/johnsmith/apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      """),
    .good(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: charts/apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      """),
    .good(
      "from Git it is a path",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: ./charts/apache
            sourceRef:
              kind: GitRepository
              name: fleet
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.helmCharts.compactMap { chart in
      guard let text = chart.name.string, let place = chart.name.origin, !text.isEmpty,
        !SecretValue.isSubstituted(text), text.contains(":") || text.hasPrefix(".") || text.hasPrefix("/")
      else { return nil }
      return finding(
        "the chart '\(text)' of HelmRelease '\(chart.release.id.name)' is a path, but a HelmRepository has names",
        at: place, in: chart.release)
    }
  }
}
