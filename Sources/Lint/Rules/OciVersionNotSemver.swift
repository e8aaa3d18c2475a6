import Diagnostics
import Manifests
import YAML

struct OciVersionNotSemver: Rule {
  static let id = "oci-version-not-semver"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a chart version that is no semantic version"
  static let explanation = """
    The tags of charts are semantic versions, and others are passed over: no leading zeros, three numbers, `-rc.1` for \
    a release candidate. helm pushes the `+` of a version as `_`, but Flux wants the `+` in `version`.

    Fix: write the version as Chart.yaml has it.

    Source: semver.org 2.0.0; fluxcd/flux2#2883.
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
            version: ↓1.2345.0067
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      """),
    .bad(
      "the tag instead of the version",
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
            version: ↓1.0.0_build.5
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
            version: 1.0.0+build.5
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      """),
    .good(
      "a range, and a leading v",
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
            version: ">=1.0.0 <2.0.0"
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: other
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            version: v1.2.3
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.helmCharts.compactMap { chart in
      guard let version = chart.version, let text = version.string, let place = version.origin, !text.isEmpty,
        !SecretValue.isSubstituted(text), SemanticVersion(text) == nil, VersionRange(text) == nil
      else { return nil }
      return finding(
        "the chart version '\(text)' of HelmRelease '\(chart.release.id.name)' is no semantic version",
        at: place,
        in: chart.release)
    }
  }
}
