import Diagnostics
import Manifests
import YAML

struct KustGeneratorFileMissing: Rule {
  static let id = "kust-generator-file-missing"
  static let severity = Severity.error
  static let summary =
    "a file that a generator or a configuration of a kustomization names and that does not exist"
  static let explanation = """
    kustomize refuses the whole directory when a file of `configMapGenerator`, `secretGenerator`, `configurations`, \
    `replacements` and the like cannot be read. Files that .gitignore leaves out do not reach the cluster either.

    Fix: write the name of the file as it is now, add the file, or remove the entry.

    Source: kustomize 5.7.1, "loading KV pairs: file sources: … no such file or directory".
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      configMapGenerator:
        - name: settings
          files:
            - values.yaml=↓value.yaml
          envs:
            - ↓settings.env
      -- values.yaml --
      a: b
      """,
      fixed: """
        -- kustomization.yaml --
        configMapGenerator:
          - name: settings
            files:
              - values.yaml=values.yaml
            envs:
              - settings.env
        -- values.yaml --
        a: b
        """),
    .bad(
      """
      -- kustomization.yaml --
      resources: []
      configurations:
        - ↓kustomizeconfig.yaml
      """),
    .good(
      "a key before the path, and a file that is fetched",
      """
      -- kustomization.yaml --
      configMapGenerator:
        - name: settings
          files:
            - values.yaml=app-values.yaml
            - https://example.com/dashboard.json
      -- app-values.yaml --
      a: b
      """),
    .good(
      "a literal names no file",
      """
      -- kustomization.yaml --
      secretGenerator:
        - name: settings
          literals:
            - file=missing.yaml
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.localPaths.compactMap { _, local in
      switch (local.entry.use, local.kind) {
      case (.generatorInput, .missing):
        return missingInput(local, "the generator's file", context).map(atPath(local))
      case (.configuration, .missing): return missingInput(local, "the file", context)
      case (.generatorInput, .directory):
        return finding(
          "'\(local.entry.path)' in '\(local.entry.field)' is a directory, but a generator reads files",
          at: local.entry.node.range)
      default: return nil
      }
    }
  }

  /// The finding at the path alone, without the key before it.
  private func atPath(_ local: LintContext.LocalPath) -> (Diagnostic) -> Diagnostic {
    { diagnostic in
      finding(
        diagnostic.message, at: local.entry.pathRange ?? diagnostic.range, related: diagnostic.related,
        fix: diagnostic.fix)
    }
  }
}
