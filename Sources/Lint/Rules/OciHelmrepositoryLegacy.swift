import Diagnostics
import Manifests
import YAML

struct OciHelmrepositoryLegacy: Rule {
  static let id = "oci-helmrepository-legacy"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a HelmRepository of type oci, where Flux now recommends an OCIRepository"
  static let explanation = """
    The type is in maintenance mode: it shows no status, does not notice a tag that is pushed again, and cannot pin \
    the identity of a keyless signature. An OCIRepository with `chartRef` in the HelmRelease does all three.

    Fix: make an OCIRepository of the URL and the chart's name, and name it in `spec.chartRef`.

    Source: Flux documentation of HelmRepository, "Helm OCI repository"; fluxcd/flux2#5696.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: default
      spec:
        type: ↓oci
        url: oci://ghcr.io/johnsmith/charts
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1beta2
      kind: HelmRepository
      metadata:
        name: charts
        namespace: default
      spec:
        url: oci://ghcr.io/johnsmith/charts
        type: ↓"oci"
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
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: default
        url: https://charts.example.com
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("HelmRepository").compactMap { repository in
      guard let type = repository.root["spec"]?["type"], type.text == "oci", let place = type.origin else {
        return nil
      }
      return finding(
        "HelmRepository '\(repository.id.name)' is of type oci, which an OCIRepository with chartRef supersedes",
        at: place, in: repository)
    }
  }
}
