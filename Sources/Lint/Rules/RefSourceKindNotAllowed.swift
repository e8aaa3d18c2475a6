import Diagnostics
import Flux
import Manifests

struct RefSourceKindNotAllowed: Rule {
  static let id = "ref-source-kind-not-allowed"
  static let severity = Severity.error
  static let summary = "a source of a kind that the field does not take"
  static let explanation = """
    `chart.spec.sourceRef` takes a HelmRepository, GitRepository or Bucket, `chartRef` an OCIRepository, \
    HelmChart or ExternalArtifact, `sourceRef` of a Flux Kustomization a GitRepository, OCIRepository, Bucket \
    or ExternalArtifact. The API server refuses anything else.

    Fix: refer to an OCIRepository by `chartRef`; give a Kustomization a source of files, not of charts.

    Source: Flux CRDs, the enums of the fields.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        url: oci://ghcr.io/group/podinfo
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
            chart: podinfo
            version: '1.0.0'
            sourceRef:
              kind: ↓OCIRepository
              name: podinfo
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        url: https://charts.example.com
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chartRef:
          kind: ↓HelmRepository
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
        url: oci://ghcr.io/group/podinfo
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
    .good(
      "a Flux Kustomization of an OCI artifact",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: manifests
        namespace: flux-system
      spec:
        interval: 5m
        url: oci://ghcr.io/group/podinfo
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: OCIRepository, name: manifests}
        path: ./deploy
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.references.compactMap { reference in
      guard let kind = reference.kinds.first, sourceKinds.contains(kind), !reference.allowedKinds.isEmpty,
        !reference.allowedKinds.contains(kind), reference.isNoOtherKind, let place = reference.kindRange,
        context.isJudged(place.path), seen.insert(place).inserted
      else { return nil }
      let choices = reference.allowedKinds.joined(separator: ", ")
      let hint =
        kind == "OCIRepository" && reference.field == "spec.chart.spec.sourceRef"
        ? "; an OCIRepository is named by 'spec.chartRef'" : ""
      return finding(
        "'\(reference.plainField)' of a \(reference.source.id.kind) takes no \(kind), but \(choices)\(hint)",
        at: place, in: reference.source,
        related: reference.target.map { [Note($0.nameRange, "the \(kind) is defined here")] } ?? [])
    }
  }
}

extension Reference {
  /// Whether no source of another kind has the name: where one has, the kind was mistaken.
  fileprivate var isNoOtherKind: Bool {
    if case .contradicted(let near) = verdict { return near.difference != .kind }
    return true
  }
}
