import Diagnostics
import Manifests
import YAML

struct KustUnknownField: Rule {
  static let id = "kust-unknown-field"
  static let severity = Severity.error
  static let summary = "a field of a kustomization that kustomize does not know"
  static let explanation = """
    kustomize refuses an unknown field. Flux does not where it decodes the kustomization at spec.path: the field \
    vanishes, and a misspelt `resources` empties the build, so that `prune` deletes what was applied before.

    Fix: write the name of the field that was meant.

    Source: kustomize 5.7.1, `json: unknown field`; fluxcd/pkg kustomize generator.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      ↓resource:
        - secret.yaml
      """),
    .bad(
      """
      -- kustomization.yaml --
      resources: []
      ↓configMapGenerators:
        - name: settings
      """),
    .good(
      "letter case does not matter to kustomize",
      """
      -- kustomization.yaml --
      apiversion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      Resources: []
      """),
    .good(
      "deprecated fields are known",
      """
      -- kustomization.yaml --
      bases: []
      patchesStrategicMerge: []
      commonLabels: {}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let known = Set(kustomizationFields.map { $0.lowercased() })
    return context.judgedKustomizations.flatMap { kustomization -> [Diagnostic] in
      guard !isFluxObject(kustomization) else { return [] }
      return kustomization.root.entries.compactMap { entry in
        guard let key = entry.key.text, !entry.isMerge, !known.contains(key.lowercased()) else { return nil }
        let near = nearest(to: key, among: kustomizationFields)
        return finding(
          "kustomize knows no field '\(key)'" + (near.map { "; did you mean '\($0)'?" } ?? ""),
          at: entry.key.range,
          fix: near.map { Fix("write '\($0)'", .unsafe, [TextEdit(range: entry.key.range, replacement: $0)]) }
        )
      }
    }
  }

  /// A Flux Kustomization under the name of kustomize's file: `kust-flux-kind` says so.
  private func isFluxObject(_ kustomization: Kustomization) -> Bool {
    kustomization.field("apiVersion")?.value.text?.hasPrefix("kustomize.toolkit.fluxcd.io/") ?? false
  }
}
