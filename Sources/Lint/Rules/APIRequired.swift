import Diagnostics
import Manifests
import YAML

struct APIRequired: Rule {
  static let id = "api-required"
  static let severity = Severity.error
  static let summary = "a field that must be there and is not"
  static let explanation = """
    The API server refuses the object. Only objects that nothing above may complete are judged: where a kustomization or \
    a Flux Kustomization patches objects of the kind, the field may come from there.

    Fix: add the field.

    Source: `required` in the schema of the kind; fields with a default are not missed.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      ↓spec:
        interval: 10m
        path: ./apps
        sourceRef: {kind: GitRepository, name: flux-system}
      """),
    .bad(
      "deep inside",
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - ↓image: nginx
      """),
    .bad(
      "the patches of the kind write other fields of that name",
      """
      -- kustomization.yaml --
      resources: [release.yaml]
      patches:
        - path: patch.yaml
      -- patch.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
      spec:
        chart:
          spec:
            version: 6.x
      -- release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
      spec:
        interval: 5m
        chart:
          ↓spec:
            sourceRef: {kind: HelmRepository, name: podinfo, namespace: default}
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
      """),
    .good(
      "a kustomization that patches may add it",
      """
      -- kustomization.yaml --
      resources: [apps.yaml]
      patches:
        - target: {kind: Kustomization}
          patch: |
            - {op: add, path: /spec/prune, value: true}
      -- apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        sourceRef: {kind: GitRepository, name: flux-system}
      """),
    .good(
      "patches that the Flux Kustomization above gives to those below it",
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
        sourceRef: {kind: GitRepository, name: flux-system}
        patches:
          - target: {kind: Kustomization}
            patch: |
              apiVersion: kustomize.toolkit.fluxcd.io/v1
              kind: Kustomization
              metadata: {name: not-used}
              spec:
                interval: 10m
                prune: true
                sourceRef: {kind: GitRepository, name: flux-system}
                patches:
                  - target: {kind: HelmRelease}
                    patch: |
                      - {op: add, path: /spec/interval, value: 30m}
      -- parked/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        path: ./apps
      -- apps/release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        chartRef: {kind: OCIRepository, name: podinfo}
      """),
    .good(
      "a misspelt field is not missing as well",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        prun: true
        sourceRef: {kind: GitRepository, name: flux-system}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.absences.compactMap { absence in
      let (violation, manifest) = (absence.violation, absence.manifest)
      guard case .missingField = violation.cause else { return nil }
      return finding(
        "'\(violation.pathText)' of \(manifest.id.kind) is missing, and the API requires it",
        at: violation.range, in: manifest, related: context.api.definition(of: manifest))
    }
  }
}
