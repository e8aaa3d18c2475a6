import Diagnostics
import Manifests
import YAML

struct OciTypeMismatch: Rule {
  static let id = "oci-type-mismatch"
  static let severity = Severity.error
  static let summary = "a HelmRepository of `type: oci` with a URL that is not `oci://`"
  static let explanation = """
    A repository of type oci is a registry, and its URL must say so; source-controller stops with "invalid OCI \
    registry URL".

    Fix: write `oci://` if charts are pushed there as OCI artifacts; else remove `type: oci`.

    Source: source-controller 1.9, `NewOCIChartRepository`.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        type: oci
        url: ↓https://ghcr.io/stefanprodan/charts
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: podinfo
          namespace: default
        spec:
          type: oci
          url: oci://ghcr.io/stefanprodan/charts
        """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        type: oci
        url: ↓http://registry.example.com/charts
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: podinfo
          namespace: default
        spec:
          type: oci
          url: oci://registry.example.com/charts
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
      """),
    .good(
      "Flux fills in the URL",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: ${CHARTS}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("HelmRepository").compactMap { repository in
      guard let spec = repository.root["spec"], spec["type"]?.text == "oci", let url = spec["url"],
        let text = url.text, let place = url.origin, text.hasPrefix("http://") || text.hasPrefix("https://")
      else { return nil }
      let parsed = RegistryURL(text)
      let edit = url.node?.valueRange.map { $0.edit(0..<parsed.scheme.utf8.count, "oci") }
      return finding(
        "HelmRepository '\(repository.id.name)' is of type 'oci', but its URL begins with '\(parsed.scheme)://'",
        at: place, in: repository,
        related: spec["type"]?.origin.map { [Note($0, "the type is set here")] } ?? [],
        fix: edit.map { Fix("write 'oci://'", .unsafe, [$0]) })
    }
  }
}
