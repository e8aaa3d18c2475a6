import Diagnostics
import Manifests
import YAML

struct KustHelmcharts: Rule {
  static let id = "kust-helmcharts"
  static let severity = Severity.error
  static let summary = "helmCharts in a kustomization that Flux builds"
  static let explanation = """
    kustomize inflates charts only with `--enable-helm`, which the kustomize-controller never sets: the build fails \
    with "must specify --enable-helm".

    Fix: write a HelmRelease with its source.

    A kustomization that no Flux Kustomization of the tree builds is not reported: it may be meant for another tool.

    Source: kustomize 5.7.1; fluxcd/pkg kustomize, plugins are off.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- clusters/dev/flux-system/gotk-sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        interval: 10m
        path: ./clusters/dev
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- clusters/dev/apps/kustomization.yaml --
      ↓helmCharts:
        - name: podinfo
          repo: https://stefanprodan.github.io/podinfo
          version: 6.7.0
      """),
    .bad(
      "in a base",
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/kustomization.yaml --
      resources:
        - ../base
      -- base/kustomization.yaml --
      ↓helmChartInflationGenerator:
        - chartName: podinfo
      """),
    .good(
      "built by something else",
      """
      -- bootstrap/kustomization.yaml --
      helmCharts:
        - name: cilium
          repo: https://helm.cilium.io
          version: 1.18.0
      """),
    .good(
      """
      -- kustomization.yaml --
      resources:
        - release.yaml
      -- release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let built = context.fluxDirectories
    return context.judgedKustomizations.flatMap { kustomization -> [Diagnostic] in
      guard built.contains(kustomization.directory) else { return [] }
      return ["helmCharts", "helmChartInflationGenerator"].compactMap { name in
        guard let field = kustomization.field(name), field.value.count > 0 else { return nil }
        return finding("Flux builds this kustomization, and does not inflate '\(name)'", at: field.key.range)
      }
    }
  }
}
