import Diagnostics
import Manifests
import YAML

struct SafePassCredentials: Rule {
  static let id = "safe-pass-credentials"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a HelmRepository that sends its password to every host that its index names"
  static let explanation = """
    With `passCredentials: true` the user and password go to whatever host the index gives for a chart. Whoever can \
    change the index can read them.

    Fix: remove it, unless the charts lie on another host that is yours.

    Source: Flux documentation of HelmRepository, "Pass credentials".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: default
        url: https://charts.example.com
        secretRef:
          name: gitlab-credentials
        passCredentials: ↓true
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: default
        url: https://charts.example.com
        passCredentials: ↓true
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
        secretRef:
          name: gitlab-credentials
        passCredentials: false
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
        secretRef:
          name: gitlab-credentials
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("HelmRepository").compactMap { repository in
      guard let value = repository.root["spec"]?["passCredentials"], value.text == "true",
        let place = value.origin
      else {
        return nil
      }
      return finding(
        "HelmRepository '\(repository.id.name)' sends its credentials to any host that its index names",
        at: place,
        in: repository)
    }
  }
}
