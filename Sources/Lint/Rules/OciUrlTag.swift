import Diagnostics
import Manifests
import YAML

struct OciUrlTag: Rule {
  static let id = "oci-url-tag"
  static let aliases = ["oci-url-digest"]
  static let severity = Severity.error
  static let summary = "a tag or digest in the URL of an OCI source"
  static let explanation = """
    The URL names the repository only. OCIRepository stops with "repository can only contain the characters …" when \
    it finds a tag; a HelmRepository would put the chart's name behind it.

    Fix: an OCIRepository has `spec.ref.tag`, `semver` or `digest` for it, a HelmRelease `chart.spec.version`.

    Source: source-controller 1.9; go-containerregistry `name.NewRepository`.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        url: ↓oci://ghcr.io/stefanprodan/charts/podinfo:6.9.0
      """),
    .bad(
      "a tag that is set twice",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        url: ↓oci://ghcr.io/stefanprodan/charts/podinfo:6.9.0
        ref:
          tag: 6.9.0
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
          url: oci://ghcr.io/stefanprodan/charts/podinfo
          ref:
            tag: 6.9.0
        """),
    .bad(
      "a digest",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        type: oci
        url: ↓oci://ghcr.io/stefanprodan/charts@sha256:0000000000000000000000000000000000000000000000000000000000000000
      """),
    .good(
      "a port is no tag",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://registry.example.com:5050/apps/apache
      """),
    .good(
      "a default of a variable is no tag",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://ghcr.io/johnsmith/${APP:=apache}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    (context.flux("OCIRepository") + context.flux("HelmRepository")).compactMap { source in
      let spec = source.root["spec"]
      guard let value = spec?["url"], let text = value.text, text.hasPrefix("oci://"),
        let place = value.origin,
        !SecretValue.isSubstituted(text)
      else { return nil }
      let url = RegistryURL(text)
      guard let part = url.digest ?? url.tag else { return nil }
      let what = url.digest != nil ? "a digest" : "the tag '\(part.text)'"
      let field = source.id.kind == "OCIRepository" ? "'ref'" : "the version of each HelmRelease"
      let isKnown = [spec?["ref"]?["tag"]?.text, spec?["ref"]?["digest"]?.text].contains(part.text)
      let edit = value.node?.valueRange.map { $0.edit(url.path.bytes.upperBound..<text.utf8.count, "") }
      return finding(
        "the URL of \(source.id.kind) '\(source.id.name)' ends in \(what), which belongs in \(field)",
        at: place,
        in: source, fix: isKnown ? edit.map { Fix("remove it from the URL", .unsafe, [$0]) } : nil)
    }
  }
}
