import Diagnostics
import Flux
import Manifests
import YAML

struct RefGeneratorHash: Rule {
  static let id = "ref-generator-hash"
  static let severity = Severity.error
  static let summary = "a Flux reference to a generated object whose name gets a hash"
  static let explanation = """
    A generator puts a hash of the content behind the name. kustomize rewrites the names in the fields of core \
    kinds, but knows none of Flux's: the reference stays as it was written and finds nothing.

    Fix: set `disableNameSuffixHash: true` in the generator's `options`, or list the field under \
    `nameReference` in a file of `configurations`.

    Source: measured with kustomize 5.7; Flux documentation of HelmRelease valuesFrom with kustomize; \
    kubernetes-sigs/kustomize#5129.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      configMapGenerator:
        - name: podinfo-values
          namespace: default
          files:
            - values.yaml
      resources:
        - release.yaml
      -- values.yaml --
      a: b
      -- release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        valuesFrom:
          - kind: ConfigMap
            name: ↓podinfo-values
      """,
      fixed: """
        -- kustomization.yaml --
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        configMapGenerator:
          - name: podinfo-values
            options: {disableNameSuffixHash: true}
            namespace: default
            files:
              - values.yaml
        resources:
          - release.yaml
        -- values.yaml --
        a: b
        -- release.yaml --
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
          valuesFrom:
            - kind: ConfigMap
              name: podinfo-values
        """),
    .bad(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      secretGenerator:
        - name: creds
          namespace: default
          literals:
            - username=john
      resources:
        - repository.yaml
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
      """,
      fixed: """
        -- kustomization.yaml --
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        secretGenerator:
          - name: creds
            options: {disableNameSuffixHash: true}
            namespace: default
            literals:
              - username=john
        resources:
          - repository.yaml
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
    .good(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      generatorOptions:
        disableNameSuffixHash: true
      configMapGenerator:
        - name: podinfo-values
          namespace: default
          files:
            - values.yaml
      resources:
        - release.yaml
      -- values.yaml --
      a: b
      -- release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        valuesFrom:
          - kind: ConfigMap
            name: podinfo-values
      """),
    .good(
      "a configuration tells kustomize of the field",
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      configurations:
        - names.yaml
      configMapGenerator:
        - name: podinfo-values
          namespace: default
          files:
            - values.yaml
      resources:
        - release.yaml
      -- names.yaml --
      nameReference:
        - kind: ConfigMap
          version: v1
          fieldSpecs:
            - kind: HelmRelease
              path: spec/valuesFrom/name
      -- values.yaml --
      a: b
      -- release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        valuesFrom:
          - kind: ConfigMap
            name: podinfo-values
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.brokenReferences.compactMap { broken in
      guard let near = broken.near, near.difference == .hashed else { return nil }
      return finding(
        "\(broken.reference.phrase), but the generator adds a hash to the name: '\(near.candidate.id.name)'",
        at: broken.reference.nameRange, in: broken.reference.source,
        related: broken.notes(near.candidate, "is generated here"), fix: fix(near.candidate, context))
    }
  }

  /// Turns the hash off where the generator has no options yet.
  private func fix(_ generated: Manifest, _ context: LintContext) -> Fix? {
    guard let file = context.tree.kustomizations.first(where: { $0.path == generated.source.path }) else {
      return nil
    }
    let generators = file.list("configMapGenerator") + file.list("secretGenerator")
    guard let generator = generators.first(where: { $0.range == generated.source }),
      generator["options"] == nil,
      let edit = generator.entry("name")?.lineBehind("options: {disableNameSuffixHash: true}", in: generator)
    else { return nil }
    return Fix("turn the hash off", .unsafe, [edit])
  }
}
