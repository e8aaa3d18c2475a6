import Diagnostics
import Manifests
import YAML

struct OciUrlUppercase: Rule {
  static let id = "oci-url-uppercase"
  static let severity = Severity.error
  static let summary = "a registry path with capital letters"
  static let explanation = """
    Names of repositories are lower case in every registry, also where the group or user that owns them is not: \
    GitLab's `JohnSmith/Charts` is pulled as `johnsmith/charts`.

    Fix: write the path in lower case.

    Source: OCI distribution specification 1.1, grammar of `<name>`.
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
        url: ↓oci://registry.gitlab.com/JohnSmith/apache
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata:
          name: apache
          namespace: default
        spec:
          interval: 5m
          url: oci://registry.gitlab.com/johnsmith/apache
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
        url: ↓oci://ghcr.io/johnsmith/Charts
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: charts
          namespace: default
        spec:
          type: oci
          url: oci://ghcr.io/johnsmith/charts
        """),
    .good(
      "a host may be written in any case",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://GHCR.io/johnsmith/apache
      """),
    .good(
      "a variable has its own case",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://ghcr.io/${OWNER}/apache
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.ociAddresses.compactMap { address in
      let path = address.url.path
      let lower = path.text.lowercased()
      guard path.text != lower else { return nil }
      let edit = address.value.node?.valueRange.map { $0.edit(path.bytes, lower) }
      return finding(
        "the path in the URL of \(address.name) has capital letters: expected '\(lower)'", at: address.range,
        in: address.source, fix: edit.map { Fix("write the path in lower case", .unsafe, [$0]) })
    }
  }
}
