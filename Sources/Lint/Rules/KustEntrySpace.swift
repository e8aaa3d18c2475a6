import Diagnostics
import Manifests
import YAML

struct KustEntrySpace: Rule {
  static let id = "kust-entry-space"
  static let severity = Severity.error
  static let summary = "a path of a kustomization with a space before or behind it"
  static let explanation = """
    Inside quotes a space belongs to the name, and kustomize looks for a file whose name ends with one.

    Fix: take the space out.

    Source: kustomize 5.7.1, "evalsymlink failure: no such file or directory".
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - ↓'map.yaml '
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """,
      fixed: """
        -- kustomization.yaml --
        resources:
          - 'map.yaml'
        -- map.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: default
        """),
    .bad(
      "before the path of a patch",
      """
      -- kustomization.yaml --
      resources: []
      patches:
        - path: ↓" patch.yaml"
      """,
      fixed: """
        -- kustomization.yaml --
        resources: []
        patches:
          - path: "patch.yaml"
        """),
    .good(
      "a space before a comment is no part of the name",
      """
      -- kustomization.yaml --
      resources:
        - map.yaml # the settings
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
    .good(
      "a space inside a name",
      """
      -- kustomization.yaml --
      resources:
        - 'the map.yaml'
      -- the map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.localPaths.compactMap { _, local in
      let entry = local.entry
      let trimmed = entry.trimmed
      guard local.kind == .missing, trimmed != entry.path, !trimmed.isEmpty else { return nil }
      let place = entry.path.hasPrefix(" ") || entry.path.hasPrefix("\t") ? "begins" : "ends"
      return finding(
        "the path '\(entry.path)' in '\(entry.field)' \(place) with a space, and no file is called that",
        at: entry.node.range, fix: entry.replacing(trimmed).map { Fix("write '\(trimmed)'", .unsafe, [$0]) })
    }
  }
}
