import Diagnostics
import Flux
import Manifests
import YAML

struct RefValuesKey: Rule {
  static let id = "ref-values-key"
  static let severity = Severity.error
  static let summary = "a valuesFrom entry whose key the target does not have"
  static let explanation = """
    The helm-controller reads one key of the object: `valuesKey`, or `values.yaml` where none is given. A key \
    that is not there keeps the release from being reconciled.

    Fix: write the key that the object has, or rename it there.

    Source: Flux API reference, HelmRelease spec.valuesFrom; fluxcd/pkg chartutil.
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
        values.yml: 'a: b'
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
      """,
      fixed: """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: podinfo-values
          namespace: default
        data:
          values.yml: 'a: b'
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
              name: podinfo-values
              valuesKey: values.yml
        """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: podinfo-values
        namespace: default
      stringData:
        password: hunter2
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        valuesFrom:
          - kind: Secret
            name: podinfo-values
            valuesKey: ↓pasword
            targetPath: auth.password
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: podinfo-values
          namespace: default
        stringData:
          password: hunter2
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
          valuesFrom:
            - kind: Secret
              name: podinfo-values
              valuesKey: password
              targetPath: auth.password
        """),
    .good(
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
            name: podinfo-values
      """),
    .good(
      "a Secret without data is filled by a controller",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: podinfo-values
        namespace: default
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        valuesFrom:
          - kind: Secret
            name: podinfo-values
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.references.compactMap { reference in
      guard reference.isValuesFrom, !reference.isOptional, let target = reference.target,
        let keys = DataKeys(target), context.isJudged(reference.nameRange.path)
      else { return nil }
      let written = reference.holder["valuesKey"].flatMap { $0.isNull || $0.text == "" ? nil : $0 }
      let key = written?.text ?? "values.yaml"
      let place = written?.origin ?? reference.nameRange
      guard !keys.contains(key), !key.isTemplated, seen.insert(place).inserted else { return nil }
      return finding(
        "'spec.valuesFrom' reads the key '\(key)' of the \(target.id.kind) '\(target.id.name)', which has \(keys.phrase)",
        at: place, in: reference.source,
        related: [Note(target.nameRange, "the \(target.id.kind) is defined here")],
        fix: keys.nearest(to: key).flatMap { fix($0, written, reference) })
    }
  }

  private func fix(_ key: String, _ written: Value?, _ reference: Reference) -> Fix? {
    let edit =
      written.map { $0.edit(to: key) }
      ?? reference.holder.node.flatMap { $0.entry("name")?.lineBehind("valuesKey: \(key)", in: $0) }
    return edit.map { Fix("read the key '\(key)'", .unsafe, [$0]) }
  }
}
