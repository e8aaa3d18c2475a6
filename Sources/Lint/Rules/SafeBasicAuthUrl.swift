import Diagnostics
import Manifests
import YAML

struct SafeBasicAuthUrl: Rule {
  static let id = "safe-basic-auth-url"
  static let severity = Severity.error
  static let summary = "a password in the URL of a source"
  static let explanation = """
    The URL of a source stands in the repository, in the status of the object and in the controller's log, and the \
    password in it with them.

    Fix: change the password, and refer to a Secret with `secretRef`.

    Source: Flux documentation of GitRepository and HelmRepository, "Secret reference".
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
        url: ↓https://johnsmith:hunter2@gitlab.com/johnsmith/fleet
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: default
      spec:
        url: ↓https://johnsmith:hunter2@charts.example.com
      """),
    .good(
      "a user without a password",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: ssh://git@gitlab.com/johnsmith/fleet
      """),
    .good(
      "Flux fills it in",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: https://johnsmith:${TOKEN}@gitlab.com/johnsmith/fleet
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.sourceAddresses.compactMap { source, url, place in
      guard url.scheme != "oci", let user = url.userInfo, user.text.contains(":"), !user.text.hasSuffix(":")
      else {
        return nil
      }
      return finding(
        "the URL of \(source.id.kind) '\(source.id.name)' holds a password", at: place, in: source)
    }
  }
}
