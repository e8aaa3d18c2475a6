import Diagnostics
import Manifests
import YAML

struct APIUnknownGroup: Rule {
  static let id = "api-unknown-group"
  static let severity = Severity.error
  static let summary = "an API group that has no kind of this name, where another has"
  static let explanation = """
    The API server looks a kind up in its group; in any other group it is "no matches for kind".

    Fix: write the group that the kind belongs to.

    Source: the CRDs of Flux; ArtifactGenerator is the one kind of `source.extensions.fluxcd.io`.
    """
  static let examples: [Example] = [
    .bad(
      "ArtifactGenerator is not with the other sources",
      """
      apiVersion: ↓source.toolkit.fluxcd.io/v1beta1
      kind: ArtifactGenerator
      metadata:
        name: podinfo
      spec:
        sources: [{alias: git, kind: GitRepository, name: flux-system}]
        artifacts:
          - name: podinfo
            copy: [{from: '@git/**', to: '@artifact/'}]
      """,
      fixed: """
        apiVersion: source.extensions.fluxcd.io/v1beta1
        kind: ArtifactGenerator
        metadata:
          name: podinfo
        spec:
          sources: [{alias: git, kind: GitRepository, name: flux-system}]
          artifacts:
            - name: podinfo
              copy: [{from: '@git/**', to: '@artifact/'}]
        """),
    .bad(
      "the core group has no Deployment",
      """
      apiVersion: ↓v1
      kind: Deployment
      metadata:
        name: web
      """),
    .bad(
      "a slip",
      """
      apiVersion: ↓helm.tookit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
      """),
    .good(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
      """),
    .good(
      "a kind of the same name in a group of its own",
      """
      apiVersion: batch.tutorial.kubebuilder.io/v1
      kind: CronJob
      metadata:
        name: nightly
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.objects.compactMap { object in
      guard case .unknownGroup(let meant) = object.verdict else { return nil }
      let manifest = object.manifest
      return finding(
        "'\(manifest.id.apiVersion)' has no kind \(manifest.id.kind); it is of '\(meant)'",
        at: manifest.apiVersionRange,
        in: manifest, fix: manifest.rename(to: meant).map { Fix("write '\(meant)'", .unsafe, [$0]) })
    }
  }
}
