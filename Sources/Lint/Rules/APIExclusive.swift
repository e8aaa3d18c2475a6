import Diagnostics
import Manifests
import YAML

struct APIExclusive: Rule {
  static let id = "api-exclusive"
  static let severity = Severity.error
  static let summary = "fields of a Flux object that exclude or need each other"
  static let explanation = """
    The CRDs of Flux hold rules over several fields, and the API server refuses an object that breaks one: chart or \
    chartRef, configMapRef or secretRef of kubeConfig, the providers of a Bucket, the types of a Receiver and others. \
    That a field is absent is reported only where no patch may bring it.

    Fix: take one of the two out, or add the one that is needed.

    Source: `x-kubernetes-validations` of the CRDs of Flux.
    """
  static let examples: [Example] = [
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
            chart: podinfo
            sourceRef: {kind: HelmRepository, name: podinfo}
        ↓chartRef: {kind: OCIRepository, name: podinfo}
      """),
    .bad(
      "neither of the two",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      ↓spec:
        interval: 10m
      """),
    .bad(
      "a Receiver without a Secret",
      """
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: images
        namespace: flux-system
      spec:
        ↓type: github
        resources: [{kind: ImageRepository, name: podinfo}]
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
        kubeConfig:
          secretRef: {name: kubeconfig}
      """),
    .good(
      "the release is completed by a patch",
      """
      -- kustomization.yaml --
      resources: [release.yaml]
      patches:
        - path: chart.yaml
      -- chart.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: podinfo, namespace: default}
      spec:
        chartRef: {kind: OCIRepository, name: podinfo}
      -- release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<Note> = []
    let written = context.api.fluxObjects(
      "HelmRelease", "Kustomization", "Bucket", "GitRepository", "HelmChart", "ImagePolicy", "Provider",
      "Receiver"
    ).map(\.manifest)
    let contradictions = findings(written, &seen) { !$0.isAbsence }
    let whole = context.wholeFluxObjects("HelmRelease", "Kustomization", "ImagePolicy", "Receiver")
    return contradictions + findings(whole, &seen) { $0.isAbsence }
  }

  private func findings(
    _ manifests: [Manifest], _ seen: inout Set<Note>, where isMeant: (FluxConstraint) -> Bool
  ) -> [Diagnostic] {
    manifests.flatMap { manifest in
      FluxConstraint.broken(by: manifest).filter(isMeant).compactMap { constraint in
        guard seen.insert(Note(constraint.range, constraint.message)).inserted else { return nil }
        return finding(constraint.message, at: constraint.range, in: manifest)
      }
    }
  }
}
