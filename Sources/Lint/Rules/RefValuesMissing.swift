import Diagnostics
import Flux
import Manifests

struct RefValuesMissing: Rule {
  static let id = "ref-values-missing"
  static let severity = Severity.error
  static let summary = "a valuesFrom entry that names nothing"
  static let explanation = """
    The helm-controller merges the values of every entry before it installs; one that does not exist keeps the \
    release from being reconciled, unless it says `optional: true`.

    An error where an object of nearly the same name exists, or one in another namespace; an info where nothing \
    in the tree comes near, since such objects are often made outside.

    Fix: write the name of the object; the field reaches no other namespace.

    Source: Flux API reference, HelmRelease spec.valuesFrom.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: podinfo-values
        namespace: default
      data:
        values.yaml: 'a: b'
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        valuesFrom:
          - kind: ConfigMap
            name: ↓podinfo-value
      """),
    .bad(
      "in another namespace",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: podinfo-values
        namespace: flux-system
      data:
        values.yaml: 'a: b'
      ---
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
      """),
    .good(
      "it may be absent",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: podinfo-values
        namespace: default
      data:
        values.yaml: 'a: b'
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        valuesFrom:
          - kind: ConfigMap
            name: podinfo-value
            optional: true
      """),
    .good(
      "a generator makes it without a hash",
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
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.isValuesFrom }.compactMap { missingHere($0) }
  }
}
