import Diagnostics
import Manifests
import YAML

struct HelmVersionRange: Rule {
  static let id = "helm-version-range"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a range of chart versions in a HelmRelease"
  static let explanation = """
    A new version that falls into the range is rolled out without a commit, and a rollback in git does not bring the \
    old one back.

    Fix: pin the version, and let a bot such as Renovate raise it.

    Source: Flux documentation of HelmChart, "Version".
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
            chart: apache
            version: ↓1.x
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
            chart: apache
            version: ↓">=6.0.0"
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
            version: '6.9.0-rc.1+build.5'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      """),
    .good(
      "the version of a chart from Git is not looked at",
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
            version: "*"
            sourceRef:
              kind: GitRepository
              name: charts
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.helmCharts.compactMap { chart in
      guard let version = chart.version, let text = version.string, let place = version.origin,
        !SecretValue.isSubstituted(text), SemanticVersion(text) == nil, VersionRange(text) != nil
      else { return nil }
      return finding(
        "HelmRelease '\(chart.release.id.name)' takes any version in the range '\(text)'", at: place,
        in: chart.release)
    }
  }
}
