import Diagnostics
import Flux
import Manifests

struct RefSourceMissing: Rule {
  static let id = "ref-source-missing"
  static let severity = Severity.error
  static let summary = "a HelmRelease whose source does not exist under that name"
  static let explanation = """
    The helm-controller makes a HelmChart for the source that `sourceRef` names; where there is none, the release \
    never gets a chart and stays unready.

    An error where a source of nearly the same name exists, a warning where nothing in the tree comes near; an info \
    where the cluster has more than the tree holds.

    Fix: write the name of the source, or add the source; `external:` in .lintrc names sources that live elsewhere.

    Source: Flux API reference, HelmRelease spec.chart.spec.sourceRef.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry.gitlab.com/group/project
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            sourceRef:
              kind: HelmRepository
              name: ↓gitlab-oci-repos
      """),
    .bad(
      "nothing near: a warning",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            sourceRef:
              kind: HelmRepository
              name: ↓bitnami
      """),
    .good(
      "two names of one pattern are no slip",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts-team-1
        namespace: default
      spec:
        url: https://charts.example.com/1
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts-team-2
        namespace: default
      spec:
        url: https://charts.example.com/2
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            sourceRef:
              kind: HelmRepository
              name: charts-team-2
      """),
    .good(
      "the repository comes from another directory of the same build",
      """
      -- app/kustomization.yaml --
      resources:
        - release.yaml
        - ../sources
      -- app/release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            sourceRef:
              kind: HelmRepository
              name: bitnami
              namespace: flux-system
      -- sources/kustomization.yaml --
      namespace: flux-system
      resources:
        - bitnami.yaml
      -- sources/bitnami.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: bitnami
      spec:
        url: https://charts.bitnami.com/bitnami
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { reference in
      reference.isSource && reference.field != "spec.chartRef" && reference.source.id.kind != "Kustomization"
    }.compactMap { missing($0, absent: $0.reference.kinds == ["ExternalArtifact"] ? .info : .warning) }
  }
}
