import Diagnostics
import Manifests
import YAML

struct OciUrlUserinfo: Rule {
  static let id = "oci-url-userinfo"
  static let severity = Severity.error
  static let summary = "a user or password in the URL of a registry"
  static let explanation = """
    No registry is asked with the user info of a URL; it makes the address invalid, and the credential lies open in \
    the repository and in the status of the object.

    Fix: remove it, change the credential, and refer to a Secret with `secretRef`.

    Source: go-containerregistry `name.NewRepository`.
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
        url: ↓oci://johnsmith:hunter2@ghcr.io/johnsmith/apache
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata:
          name: apache
          namespace: default
        spec:
          interval: 5m
          url: oci://ghcr.io/johnsmith/apache
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
        url: ↓oci://johnsmith@ghcr.io/charts
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: charts
          namespace: default
        spec:
          type: oci
          url: oci://ghcr.io/charts
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
      "an @ behind the host begins a digest",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://ghcr.io/johnsmith/apache@sha256:00
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.ociAddresses.compactMap { address in
      guard let user = address.url.userInfo else { return nil }
      let edit = address.value.node?.valueRange.map {
        $0.edit(user.bytes.lowerBound..<(user.bytes.upperBound + 1), "")
      }
      return finding(
        "the URL of \(address.name) holds a user\(user.text.contains(":") ? " and a password" : "")",
        at: address.range, in: address.source, fix: edit.map { Fix("remove it from the URL", .unsafe, [$0]) })
    }
  }
}
