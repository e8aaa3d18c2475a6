import Diagnostics
import Manifests
import YAML

struct APISuspendLeft: Rule {
  static let id = "api-suspend-left"
  static let severity = Severity.warning
  static let summary = "an object of Flux that is suspended in Git"
  static let explanation = """
    Flux does nothing for a suspended object: no update, no correction, no removal. In Git it stays so, unlike \
    `flux suspend`, which the next reconciliation undoes.

    Fix: take `suspend: true` out, or say why in a suppression.

    Source: Flux, "Suspend" of each kind's API docs.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        ↓suspend: true
      """,
      fixed: """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 10m
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
        """),
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        ↓suspend: true
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
      """,
      fixed: """
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
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        suspend: false
      """),
    .good(
      "a CronJob of Kubernetes",
      """
      apiVersion: batch/v1
      kind: CronJob
      metadata:
        name: nightly
      spec:
        suspend: true
        schedule: '@daily'
        jobTemplate: {}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.objects.compactMap { object in
      guard FluxAPI.groups.contains(object.manifest.id.group), let spec = object.manifest.root["spec"],
        spec.isTrue("suspend"), let place = spec.place(of: "suspend")
      else { return nil }
      let edit = spec.entry("suspend").flatMap { entry in
        spec.node.flatMap { EntryRemoval.edit(entry, of: $0) }
      }
      return finding(
        "\(object.manifest.title) is suspended: Flux does nothing for it", at: place, in: object.manifest,
        fix: edit.map { Fix("remove 'suspend'", .unsafe, [$0]) })
    }
  }
}
