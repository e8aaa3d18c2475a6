import Diagnostics
import Manifests
import YAML

struct SafeInsecure: Rule {
  static let id = "safe-insecure"
  static let aliases = ["oci-insecure"]
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "`insecure: true` on a source or an image repository"
  static let explanation = """
    `insecure` is plain HTTP: what Flux applies to the cluster, and the password that it pulls with, can be read and \
    changed on the way.

    Fix: give the registry a certificate, and name a CA of one's own in `certSecretRef`.

    Source: Flux documentation of OCIRepository, "Insecure".
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
        url: oci://registry.lan:5000/apache
        insecure: ↓true
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry.lan:5000/charts
        insecure: ↓true
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
        insecure: false
      """),
    .good(
      "an object of somebody else",
      """
      apiVersion: example.com/v1
      kind: OCIRepository
      metadata:
        name: x
      spec:
        insecure: true
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let sources = ["OCIRepository", "HelmRepository", "Bucket"].flatMap { context.flux($0) }
    return (sources + context.flux("ImageRepository", "image")).compactMap { source in
      guard let value = source.root["spec"]?["insecure"], value.text == "true", let place = value.origin
      else { return nil }
      return finding(
        "\(source.id.kind) '\(source.id.name)' has 'insecure: true' and is fetched over plain HTTP",
        at: place, in: source)
    }
  }
}
