import Diagnostics
import Manifests
import YAML

struct OciUrlScheme: Rule {
  static let id = "oci-url-scheme"
  static let severity = Severity.error
  static let summary = "the URL of an OCIRepository that does not begin with `oci://`"
  static let explanation = """
    The API server takes only URLs that match `^oci://.*$`: no `docker://`, no `https://`, no `OCI://`, and not the \
    name of an image as docker writes it.

    Fix: write `oci://` before the host.

    Source: CRD of OCIRepository v1, and of HelmRepository v1 (`^(http|https|oci)://.*$`).
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
        url: ↓ghcr.io/johnsmith/apache
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
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: ↓"docker://ghcr.io/johnsmith/apache"
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
      "a HelmRepository",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: default
      spec:
        url: ↓charts.example.com
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
      "Flux fills it in",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: ${REGISTRY}/johnsmith/apache
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    (context.flux("OCIRepository") + context.flux("HelmRepository")).compactMap { source in
      let value = source.root["spec"]?["url"]
      guard let value, let text = value.string, let place = value.origin, !text.isEmpty,
        !SecretValue.isSubstituted(text)
      else { return nil }
      let isRegistry = source.id.kind == "OCIRepository"
      let allowed = isRegistry ? ["oci"] : ["oci", "http", "https"]
      let url = RegistryURL(text)
      guard !allowed.contains(url.scheme) else { return nil }
      let what = url.scheme.isEmpty ? "has no scheme" : "begins with '\(url.scheme)://'"
      let cut = url.scheme.isEmpty ? 0 : url.scheme.utf8.count + 3
      let edit = isRegistry ? value.node?.valueRange.map { $0.edit(0..<cut, "oci://") } : nil
      return finding(
        "the URL of \(source.id.kind) '\(source.id.name)' \(what): expected 'oci://'\(isRegistry ? "" : " or 'https://'")",
        at: place, in: source, fix: edit.map { Fix("write 'oci://'", .unsafe, [$0]) })
    }
  }
}
