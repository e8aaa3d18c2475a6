import Diagnostics
import Manifests
import YAML

struct KustNotAList: Rule {
  static let id = "kust-not-a-list"
  static let severity = Severity.error
  static let summary = "a list of a kustomization that is no list"
  static let explanation = """
    kustomize refuses the file: "cannot unmarshal string into Go struct field of type []string".

    Fix: write `- ` before the value, on a line of its own.

    Source: kustomize 5.7.1, measured.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources: ↓map.yaml
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """,
      fixed: """
        -- kustomization.yaml --
        resources: [map.yaml]
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
      patches:
        ↓path: patch.yaml
      configMapGenerator:
        - name: settings
          files:
            ↓app.yaml: settings.yaml
      """),
    .good(
      "nothing is no list, and no mistake",
      """
      -- kustomization.yaml --
      namespace: apps
      resources:
      components: []
      """),
    .good(
      """
      -- kustomization.yaml --
      resources: [a.yaml]
      -- a.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.flatMap { kustomization -> [Diagnostic] in
      guard !kustomization.isFluxObject else { return [] }
      return kustomization.listFields.compactMap { field in
        guard field.value.kind != .sequence, field.value.scalarType != .null else { return nil }
        return report(field)
      }
    }
  }

  private func report(_ field: Kustomization.ListField) -> Diagnostic {
    let value = field.value
    let written = value.valueRange.map { _ in value.stream.source.text(value.range.bytes) } ?? ""
    let isPlain = value.kind == .scalar && !written.isEmpty && !written.contains { ",[]{}\n".contains($0) }
    return finding(
      "'\(field.name)' must be a list, but is a \(value.kind == .mapping ? "mapping" : "single value")",
      at: value.range,
      fix: isPlain
        ? Fix(
          "write a list of one item", .unsafe, [TextEdit(range: value.range, replacement: "[\(written)]")])
        : nil)
  }
}

extension Kustomization {
  /// A field that must hold a list.
  struct ListField {
    let name: String
    let value: Node
    /// Whether its items are strings; else they are mappings.
    let isStrings: Bool
  }

  private static let stringLists: Set<String> = [
    "resources", "bases", "components", "crds", "configurations", "generators", "transformers", "validators",
    "patchesstrategicmerge", "buildmetadata",
  ]
  private static let mappingLists: Set<String> = [
    "patches", "patchesjson6902", "images", "imagetags", "replicas", "replacements", "vars", "labels",
    "configmapgenerator", "secretgenerator", "helmcharts",
  ]

  /// The fields that must hold lists, those of generators included, in the order of the text.
  var listFields: [ListField] {
    root.entries.flatMap { entry -> [ListField] in
      guard let key = entry.key.text else { return [] }
      let name = key.lowercased()
      let isStrings = Self.stringLists.contains(name)
      guard isStrings || Self.mappingLists.contains(name) else { return [] }
      let list = ListField(name: key, value: entry.value, isStrings: isStrings)
      guard name == "configmapgenerator" || name == "secretgenerator" else { return [list] }
      return [list]
        + entry.value.elements.flatMap { generator in
          ["files", "literals", "envs"].compactMap { name in
            generator[named: name].map { ListField(name: name, value: $0, isStrings: true) }
          }
        }
    }
  }
}
