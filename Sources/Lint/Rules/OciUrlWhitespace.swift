import Diagnostics
import Manifests
import YAML

struct OciUrlWhitespace: Rule {
  static let id = "oci-url-whitespace"
  static let aliases = ["oci-url-query"]
  static let severity = Severity.error
  static let summary = "a blank, a query or another sign in a registry's URL that no registry name has"
  static let explanation = """
    What stands behind `oci://` is a host and a repository: letters, digits, `.`, `-`, `_` and `/`. A blank, a `?` or \
    a `#` makes the source stall with "repository can only contain the characters …".

    Fix: remove it.

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
        url: ↓"oci://ghcr.io/johnsmith/apache "
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata:
          name: apache
          namespace: default
        spec:
          interval: 5m
          url: "oci://ghcr.io/johnsmith/apache"
        """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: ↓oci://ghcr.io/johnsmith/apache?version=1
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
      "a blank in a template",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: "oci://{{.Host}}/apache"
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.ociAddresses.compactMap { address in
      let url = address.url
      guard url.junk != nil || url.query != nil else { return nil }
      let count = address.text.utf8.count
      let blanks = address.text.utf8.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
      let isTrailing = url.junk == count - blanks && blanks > 0
      let edit =
        isTrailing ? address.value.node?.valueRange.map { $0.edit((count - blanks)..<count, "") } : nil
      let what =
        url.query != nil ? "a query or fragment" : "a sign that no registry has, at byte \(url.junk ?? 0)"
      return finding(
        "the URL of \(address.name) holds \(what)", at: address.range, in: address.source,
        fix: edit.map { Fix("remove the blank", .unsafe, [$0]) })
    }
  }
}
