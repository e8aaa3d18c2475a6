import Diagnostics
import Manifests
import YAML

struct APIFlux1: Rule {
  static let id = "api-flux1"
  static let severity = Severity.error
  static let summary = "an object or annotation of Flux v1"
  static let explanation = """
    Flux v1 and its Helm Operator are gone since 2022; Flux v2 neither serves their kinds nor reads their annotations.

    Fix: turn a `HelmRelease` of helm.fluxcd.io into one of helm.toolkit.fluxcd.io; for automated images use \
    ImageRepository, ImagePolicy and ImageUpdateAutomation.

    Source: Flux, "Migrate from Flux v1" and "Migrate from the Helm Operator".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: ↓helm.fluxcd.io/v1
      kind: HelmRelease
      metadata:
        name: podinfo
      spec:
        chart: {repository: 'https://stefanprodan.github.io/podinfo', name: podinfo, version: 6.0.0}
      """),
    .bad(
      "annotations",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        annotations:
          ↓fluxcd.io/automated: 'true'
          app: web
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
      "annotations of Flux v2",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        annotations:
          reconcile.fluxcd.io/requestedAt: now
          kustomize.toolkit.fluxcd.io/prune: disabled
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.objects.flatMap { object -> [Diagnostic] in
      let manifest = object.manifest
      if case .fluxOne = object.verdict {
        return [
          finding(
            "'\(manifest.id.apiVersion)' is of Flux v1, which no Flux 2 serves", at: manifest.apiVersionRange,
            in: manifest)
        ]
      }
      return (manifest.root["metadata"]?["annotations"]?.entries ?? []).compactMap { entry in
        guard entry.key.hasPrefix("fluxcd.io/") || entry.key.hasPrefix("flux.weave.works/"),
          let place = entry.keyOrigin
        else { return nil }
        return finding(
          "the annotation '\(entry.key)' is of Flux v1; Flux 2 does not read it", at: place, in: manifest,
          severity: .warning)
      }
    }
  }
}
