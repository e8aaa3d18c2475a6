import Diagnostics
import Manifests
import YAML

struct APIUnknownVersion: Rule {
  static let id = "api-unknown-version"
  static let severity = Severity.error
  static let summary = "a version that a known kind never had"
  static let explanation = """
    The API server knows the kind, but not in this version ("no matches for kind"), so the object is not applied.

    Fix: write a version that is served.

    Source: the CRDs of the controllers that each Flux release pins; the CustomResourceDefinitions of the tree.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: ↓source.toolkit.fluxcd.io/v3
      kind: HelmRepository
      metadata:
        name: podinfo
      spec:
        url: https://stefanprodan.github.io/podinfo
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: podinfo
        spec:
          url: https://stefanprodan.github.io/podinfo
        """),
    .bad(
      "held against the definition in the tree",
      """
      -- crd.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: backups.example.com
      spec:
        group: example.com
        names: {kind: Backup, plural: backups}
        scope: Namespaced
        versions:
          - {name: v1alpha1, served: true, storage: true}
      -- backup.yaml --
      apiVersion: ↓example.com/v1
      kind: Backup
      metadata:
        name: nightly
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
      spec:
        url: https://stefanprodan.github.io/podinfo
      """),
    .good(
      "a version that is filled in later",
      """
      apiVersion: source.toolkit.fluxcd.io/${FLUX_SOURCE_API_VERSION:-v1}
      kind: OCIRepository
      metadata:
        name: podinfo
      spec:
        interval: 5m
        url: oci://ghcr.io/stefanprodan/manifests/podinfo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.objects.compactMap { object in
      guard case .unknownVersion(let known, let definition) = object.verdict else { return nil }
      let manifest = object.manifest
      let edit = known.last.flatMap { manifest.rename(to: $0) }
      let others = known.isEmpty ? "" : "; it is \(listed(known))"
      return finding(
        "'\(manifest.id.apiVersion)' is no version of \(manifest.id.kind)\(others)",
        at: manifest.apiVersionRange, in: manifest,
        related: definition.map { [Note($0, "the definition of \(manifest.id.kind) in this tree")] } ?? [],
        fix: edit.map { Fix("write '\($0.replacement)'", .unsafe, [$0]) })
    }
  }
}
