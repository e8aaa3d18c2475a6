import Diagnostics
import Manifests
import YAML

struct OciUrlPlaceholder: Rule {
  static let id = "oci-url-placeholder"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a registry's URL with a placeholder in it"
  static let explanation = """
    A part such as `<owner>`, `your-org` or `example.com` was copied from a manual and never replaced.

    Fix: write the address of the registry.

    Source: placeholders found in public Flux repositories; RFC 2606 for the example domains.
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
        url: ↓oci://ghcr.io/<owner>/apache
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
        url: ↓oci://registry.example.com/charts
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
      "a variable is none",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://${REGISTRY_HOST}/apache
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.ociAddresses.compactMap { address in
      let host = address.url.host.text
      let part = address.url.components.first {
        Placeholder.isPlaceholder($0)
          || ["your-org", "your-username", "my-org", "your-project", "projectname"].contains($0)
      }
      let isExample = ["example.com", "example.org", "example.net"].contains {
        host == $0 || host.hasSuffix("." + $0)
      }
      guard let what = part ?? (isExample ? host : nil) else { return nil }
      return finding(
        "the URL of \(address.name) holds the placeholder '\(what)'", at: address.range, in: address.source)
    }
  }
}
