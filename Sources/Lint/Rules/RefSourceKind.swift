import Diagnostics
import Flux
import Manifests

struct RefSourceKind: Rule {
  static let id = "ref-source-kind"
  static let severity = Severity.error
  static let summary = "a reference to a source whose kind is not the one that the source has"
  static let explanation = """
    A source is found by kind and name together: a GitRepository and a HelmRepository of one name are two objects.

    Fix: write the kind of the source that exists. An OCIRepository is referred to by `chartRef`, not by \
    `chart.spec.sourceRef`.

    Source: Flux API reference, CrossNamespaceSourceReference.
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
              kind: ↓GitRepository
              name: gitlab-oci-repo
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: manifests
        namespace: flux-system
      spec:
        interval: 5m
        url: oci://ghcr.io/group/manifests
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef:
          kind: ↓GitRepository
          name: manifests
      """),
    .good(
      "both kinds exist under one name",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        url: https://github.com/stefanprodan/podinfo
        ref:
          branch: master
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        url: https://stefanprodan.github.io/podinfo
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: ./charts/podinfo
            sourceRef:
              kind: GitRepository
              name: podinfo
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        url: oci://ghcr.io/stefanprodan/charts/podinfo
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: OCIRepository
          name: podinfo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.isSource }.compactMap { broken in
      guard let near = broken.near, near.difference == .kind else { return nil }
      return otherKind(broken, near.candidate)
    }
  }
}
