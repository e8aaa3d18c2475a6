import Diagnostics
import Kustomize
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
    .bad(
      "in an entry, and deep inside of one",
      """
      -- kustomization.yaml --
      resources: []
      patches:
        - ↓pth: patch.yaml
      replacements:
        - source:
            kind: ConfigMap
            ↓nam: settings
          targets: []
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
    let found = context.judgedKustomizations.flatMap { kustomization -> [Diagnostic] in
      guard !kustomization.isFluxObject else { return [] }
      return check(kustomization.root, kustomizationFields, "kustomize knows no field")
        + kustomizationEntryFields.flatMap { list, fields in
          kustomization.list(list).flatMap { check($0, fields, "an entry of '\(list)' has no field") }
        }
    }
    let reported = Set(found.map(\.range))
    let objects = Set(context.judgedKustomizations.filter(\.isFluxObject).map(\.path))
    return found
      + context.failures(.unknownField).compactMap { failure in
        guard !reported.contains(failure.range), !objects.contains(failure.range.path) else { return nil }
        return finding(failure.message, at: failure.range, related: failure.related)
      }
  }

  private func check(_ mapping: Node, _ fields: [String], _ words: String) -> [Diagnostic] {
    return mapping.entries.compactMap { entry in
      guard let key = entry.key.text, !entry.isMerge, !fields.contains(key),
        !fields.contains(where: { $0.isSameIgnoringCase(key) })
      else { return nil }
      let near = nearest(to: key, among: fields)
      let edit = near.flatMap { ListEdits.replace(entry.key, with: $0) }
      return finding(
        "\(words) '\(key)'" + (near.map { "; did you mean '\($0)'?" } ?? ""), at: entry.key.range,
        fix: edit.map { Fix("write '\($0.replacement)'", .unsafe, [$0]) })
    }
  }
}
