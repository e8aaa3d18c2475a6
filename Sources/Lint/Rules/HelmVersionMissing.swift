import Diagnostics
import Manifests
import YAML

struct HelmVersionMissing: Rule {
  static let id = "helm-version-missing"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a HelmRelease without a chart version, which follows the newest one"
  static let explanation = """
    Without `version` Flux installs the newest chart that the repository has, and upgrades to each one that follows, \
    major versions included.

    Fix: set `chart.spec.version`.

    Source: Flux documentation of HelmRelease: the default is `*`.
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
            chart: ↓apache
            sourceRef:
              kind: HelmRepository
              name: charts
      """),
    .bad(
      "the default, written out",
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
            chart: apache
            version: ↓"*"
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
            chart: apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      """),
    .good(
      "a chart from Git has the version of its commit",
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
              name: charts
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.helmCharts.compactMap { chart in
      let version = chart.version
      guard version == nil || version?.text == "*" || version?.text == "",
        let place = version?.origin ?? chart.name.origin,
        version != nil || !context.maySet("version", in: chart.release)
      else { return nil }
      return finding(
        "HelmRelease '\(chart.release.id.name)' names no version of its chart and follows the newest",
        at: place,
        in: chart.release)
    }
  }
}
