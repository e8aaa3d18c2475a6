import Diagnostics
import Manifests
import YAML

struct SafeHttpSource: Rule {
  static let id = "safe-http-source"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a source that is fetched over `http://`"
  static let explanation = """
    What Flux applies to the cluster can be read and changed on the way, and so can the password that it signs in with.

    Fix: write `https://`.

    Source: Flux security best practices.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: ↓http://gitlab.com/johnsmith/fleet
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: default
      spec:
        url: ↓http://charts.gitlab.io
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
        url: https://charts.gitlab.io
      """),
    .good(
      "a service of the cluster itself",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: http://gitea.gitea.svc.cluster.local/johnsmith/fleet
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.sourceAddresses.compactMap { source, url, place in
      let host = url.host.text
      guard url.scheme == "http", !host.hasSuffix(".svc"), !host.hasSuffix(".svc.cluster.local"),
        host.contains(".")
      else {
        return nil
      }
      return finding(
        "\(source.id.kind) '\(source.id.name)' is fetched over plain HTTP: expected 'https://'", at: place,
        in: source)
    }
  }
}
