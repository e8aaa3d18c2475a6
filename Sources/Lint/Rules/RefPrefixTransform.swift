import Diagnostics
import Flux
import Manifests

struct RefPrefixTransform: Rule {
  static let id = "ref-prefix-transform"
  static let severity = Severity.error
  static let summary = "a Flux reference to a name that a build changes"
  static let explanation = """
    `namePrefix`, `nameSuffix` and patches rename objects. kustomize rewrites the names in the fields of core \
    kinds, but knows none of Flux's: the reference stays as it was written and finds nothing.

    Fix: write the name that the build gives, or list the field under `nameReference` in a file of \
    `configurations`.

    Source: measured with kustomize 5.7: the built-in nameReference table has no Flux kinds.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      namePrefix: dev-
      resources:
        - secret.yaml
        - repository.yaml
      -- secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      stringData:
        username: john
      -- repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: ↓creds
      """),
    .bad(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      nameSuffix: -v2
      resources:
        - repository.yaml
        - release.yaml
      -- repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        url: https://charts.example.com
      -- release.yaml --
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
              kind: HelmRepository
              name: ↓podinfo
      """),
    .good(
      "the reference names what the build gives",
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      namePrefix: dev-
      resources:
        - secret.yaml
        - repository.yaml
      -- secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      stringData:
        username: john
      -- repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: dev-creds
      """),
    .good(
      "a configuration tells kustomize of the field",
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      namePrefix: dev-
      configurations:
        - names.yaml
      resources:
        - secret.yaml
        - repository.yaml
      -- names.yaml --
      nameReference:
        - kind: Secret
          version: v1
          fieldSpecs:
            - kind: HelmRepository
              path: spec/secretRef/name
      -- secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      stringData:
        username: john
      -- repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: creds
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.brokenReferences.compactMap { broken in
      guard let near = broken.near, near.difference == .renamed else { return nil }
      let name = near.candidate.id.name
      return finding(
        "\(broken.reference.phrase), but the build calls it '\(name)'", at: broken.reference.nameRange,
        in: broken.reference.source, related: broken.notes(near.candidate, "is built from this"))
    }
  }
}
