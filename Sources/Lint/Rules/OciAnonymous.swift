import Diagnostics
import Manifests
import YAML

struct OciAnonymous: Rule {
  static let id = "oci-anonymous"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a registry that is private as a rule, without any credential"
  static let explanation = """
    Packages of GitLab projects and of one's own registry are private until somebody opens them. Without `secretRef`, \
    `provider` or a service account the pull is anonymous.

    Fix: refer to a Secret with `secretRef`, if the repository is private.

    Source: GitLab documentation of the container registry.
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
        url: ↓oci://registry.gitlab.com/johnsmith/labs-flux/apache
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: default
      spec:
        type: oci
        url: ↓oci://harbor.corp.internal/charts
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry.gitlab.com/johnsmith/labs-flux
        secretRef:
          name: gitlab-credentials
      """),
    .good(
      "a public one",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://ghcr.io/stefanprodan/charts/podinfo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.ociAddresses.compactMap { address in
      let spec = address.source.root["spec"]
      let host = address.url.host.text
      let isPrivate =
        host == "registry.gitlab.com" || host.hasSuffix(".internal") || host.hasSuffix(".local")
        || host.hasSuffix(".corp") || host.hasSuffix(".lan")
      guard isPrivate, !host.contains(".svc."), !host.hasSuffix(".svc"),
        ["secretRef", "provider", "serviceAccountName"].allSatisfy({ spec?[$0] == nil }),
        !context.maySet("secretRef", in: address.source)
      else { return nil }
      return finding(
        "\(address.name) pulls from '\(host)' without a credential", at: address.range, in: address.source)
    }
  }
}
