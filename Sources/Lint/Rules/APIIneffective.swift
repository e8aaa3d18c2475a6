import Diagnostics
import Manifests
import YAML

struct APIIneffective: Rule {
  static let id = "api-ineffective"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a field that Flux does not read because of another field"
  static let explanation = """
    The object is valid, but the field does nothing: an interval of a HelmRepository of type oci, a version of a chart \
    that comes from Git, a provider beside a Secret, health checks beside `wait: true`.

    Fix: take the field out. The fix is safe where that cannot change what Flux does.

    Source: Flux, API docs of each kind.
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
        ↓interval: 10m
        url: oci://ghcr.io/stefanprodan/charts
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
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        chart:
          spec:
            chart: ./charts/podinfo
            ↓version: 6.x
            sourceRef: {kind: GitRepository, name: podinfo}
      """,
      fixed: """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 10m
          chart:
            spec:
              chart: ./charts/podinfo
              sourceRef: {kind: GitRepository, name: podinfo}
        """),
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
        wait: true
        ↓healthChecks:
          - {apiVersion: apps/v1, kind: Deployment, name: web, namespace: default}
      """),
    .good(
      "an HTTP repository is fetched at its interval",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        url: https://stefanprodan.github.io/podinfo
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        url: oci://ghcr.io/stefanprodan/manifests/podinfo
        ref: {semver: 6.x, semverFilter: '.*'}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.fluxObjects("HelmRepository", "OCIRepository", "HelmRelease", "Kustomization").flatMap {
      object in
      IneffectiveField.all(of: object.manifest).compactMap { field in
        guard let place = field.mapping.place(of: field.name) else { return nil }
        let edit = field.mapping.entry(field.name).flatMap { entry in
          field.mapping.node.flatMap { EntryRemoval.edit(entry, of: $0) }
        }
        return finding(
          "'\(field.name)' has no effect \(field.reason)", at: place, in: object.manifest,
          fix: edit.map { Fix("remove '\(field.name)'", field.isSafe ? .safe : .unsafe, [$0]) })
      }
    }
  }
}
