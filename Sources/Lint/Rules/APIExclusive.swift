import Diagnostics
import Manifests
import YAML

struct APIExclusive: Rule {
  static let id = "api-exclusive"
  static let severity = Severity.error
  static let summary = "fields of an object that exclude or need each other"
  static let explanation = """
    The CRDs of Flux hold rules over several fields, and the API server refuses an object that breaks one: chart or \
    chartRef, configMapRef or secretRef of kubeConfig, the providers of a Bucket, the types of a Receiver and others. \
    Of any other kind whose CustomResourceDefinition is in the tree the same is judged: its `oneOf`, `anyOf`, `allOf` and \
    `not`, and those of its rules that use the plain part of CEL. A rule that uses more, or hangs on a value that is \
    filled in later, is passed over. That a field is absent is reported only where no patch may bring it.

    Fix: take one of the two out, or add the one that is needed.

    Source: `x-kubernetes-validations` of the CRDs of Flux; Kubernetes, "Validation rules" of custom resources.
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
    .bad(
      "rules of a definition in the tree",
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
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    oneOf:
                      - required: [daily]
                      - required: [weekly]
                    properties:
                      daily: {type: boolean}
                      weekly: {type: boolean}
                      keep: {type: integer}
                      atMost: {type: integer, default: 9}
                    x-kubernetes-validations:
                      - rule: "!has(self.keep) || self.keep <= self.atMost"
                        message: keep must not be greater than atMost
      -- backup.yaml --
      apiVersion: example.com/v1
      kind: Backup
      metadata: {name: both}
      spec: ↓{daily: true, weekly: true, keep: 99}
      ---
      apiVersion: example.com/v1
      kind: Backup
      metadata: {name: more}
      spec: ↓{daily: true, keep: 5, atMost: 3}
      ---
      apiVersion: example.com/v1
      kind: Backup
      metadata: {name: neither}
      spec: ↓{keep: 1}
      ---
      apiVersion: example.com/v1
      kind: Backup
      metadata: {name: good}
      spec: {weekly: true, keep: 3, atMost: 3}
      ---
      apiVersion: example.com/v1
      kind: Backup
      metadata: {name: later}
      spec: {weekly: true, keep: 30, atMost: "${MOST}"}
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
    let flux = context.api.newestFlux
    let contradictions = findings(written, flux, &seen) { !$0.isAbsence }
    let whole = context.wholeFluxObjects("HelmRelease", "Kustomization", "ImagePolicy", "Receiver")
    return contradictions + findings(whole, flux, &seen) { $0.isAbsence } + conditions(context)
  }

  /// What definitions of the tree demand.
  private func conditions(_ context: LintContext) -> [Diagnostic] {
    let contradictions = context.api.findings { violation, manifest in
      guard case .condition(let words, isAbsence: false) = violation.cause else { return nil }
      return finding(
        "\(violation.subject(in: manifest)) \(words)", at: violation.range, in: manifest,
        related: context.api.definition(of: manifest))
    }
    let absences = context.absences.compactMap { absence -> Diagnostic? in
      guard case .condition(let words, _) = absence.violation.cause else { return nil }
      let subject = absence.violation.subject(in: absence.manifest)
      return finding(
        "\(subject) \(words)", at: absence.violation.range, in: absence.manifest,
        related: context.api.definition(of: absence.manifest))
    }
    return contradictions + absences
  }

  private func findings(
    _ manifests: [Manifest], _ flux: FluxVersion, _ seen: inout Set<Note>,
    where isMeant: (FluxConstraint) -> Bool
  ) -> [Diagnostic] {
    manifests.flatMap { manifest in
      FluxConstraint.broken(by: manifest, flux: flux).filter(isMeant).compactMap { constraint in
        guard seen.insert(Note(constraint.range, constraint.message)).inserted else { return nil }
        return finding(constraint.message, at: constraint.range, in: manifest)
      }
    }
  }
}
