import Diagnostics
import Manifests
import YAML

struct KustNullEntry: Rule {
  static let id = "kust-null-entry"
  static let severity = Severity.error
  static let summary = "an empty item in a list of a kustomization"
  static let explanation = """
    A `-` with nothing behind it is an item of no text; kustomize takes it for a path of no name and refuses the \
    directory.

    Fix: remove the line, or write the entry.

    Source: kustomize 5.7.1, measured.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - map.yaml
        -↓
        # - ingress.yaml
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
    .bad(
      """
      -- kustomization.yaml --
      resources: []
      components:
        - ↓~
        - ↓""
      """),
    .good(
      """
      -- kustomization.yaml --
      namespace: apps
      resources:
        # - ingress.yaml
      """),
    .good(
      "kustomize passes over an empty image",
      """
      -- kustomization.yaml --
      resources: []
      images:
        -
      """),
    .good(
      "a word that only looks empty",
      """
      -- kustomization.yaml --
      resources:
        - "null"
      -- null --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
  ]

  /// Lists in which kustomize passes over an empty item.
  private static let harmless: Set<String> = [
    "images", "imagetags", "labels", "buildmetadata", "generators", "transformers", "validators",
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.flatMap { kustomization -> [Diagnostic] in
      guard !kustomization.isFluxObject else { return [] }
      return kustomization.listFields.filter { !Self.harmless.contains($0.name.lowercased()) }.flatMap {
        field in
        field.value.elements.filter { $0.scalarType == .null || ($0.is("") && field.isStrings) }.map { item in
          let edit = item.range.bytes.isEmpty ? nil : ListEdits.remove(item, from: field.value)
          return finding(
            "an item of '\(field.name)' is empty, and kustomize expects a value in each", at: item.range,
            fix: edit.map { Fix("remove the empty item", .unsafe, [$0]) })
        }
      }
    }
  }
}
