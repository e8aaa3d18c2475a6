import Diagnostics
import Manifests
import YAML

struct OciTypeMissing: Rule {
  static let id = "oci-type-missing"
  static let severity = Severity.error
  static let summary = "a HelmRepository with an `oci://` URL and without `type: oci`"
  static let explanation = """
    Without `type: oci` source-controller takes the URL for the index of an HTTP repository and asks it for \
    `index.yaml`: the source never becomes ready.

    Fix: add `type: oci` to the spec.

    Source: source-controller 1.9; Flux documentation "Helm OCI repository".
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
        interval: 5m
        url: ↓oci://ghcr.io/stefanprodan/charts
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
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
        type: default
        url: ↓oci://ghcr.io/stefanprodan/charts
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
      "a patch of the parent sets the type",
      """
      -- repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        url: oci://ghcr.io/stefanprodan/charts
      -- kustomization.yaml --
      resources:
        - repository.yaml
      patches:
        - target:
            kind: HelmRepository
          patch: |
            - op: add
              path: /spec/type
              value: oci
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("HelmRepository").compactMap { repository in
      let spec = repository.root["spec"]
      guard let url = spec?["url"], let place = url.origin, url.text?.hasPrefix("oci://") ?? false else {
        return nil
      }
      let type = spec?["type"]
      guard type == nil || type?.text == "default", !context.maySet("type", in: repository)
      else {
        return nil
      }
      let has = type == nil ? "no type" : "type 'default'"
      return finding(
        "HelmRepository '\(repository.id.name)' has an oci:// URL, but \(has): expected 'type: oci'",
        at: place,
        in: repository, related: type?.origin.map { [Note($0, "the type is set here")] } ?? [],
        fix: fix(spec, type: type))
    }
  }

  private func fix(_ spec: Value?, type: Value?) -> Fix? {
    if let type { return type.edit(to: "oci").map { Fix("set the type to 'oci'", .safe, [$0]) } }
    guard let key = spec?.node?.entry("url")?.key, spec?.node?.style == .block else { return nil }
    return key.lineBefore("type: oci").map { Fix("add 'type: oci'", .safe, [$0]) }
  }
}
