import Diagnostics
import Manifests
import YAML

struct KustDuplicateKey: Rule {
  static let id = "kust-duplicate-key"
  static let severity = Severity.error
  static let summary = "a key that stands twice in a kustomization"
  static let explanation = """
    kustomize reads its own file without a word about a repeated key: the last one wins. Of two `resources` lists the \
    first is lost, and everything in it leaves the build.

    Fix: merge the two into one.

    Source: kustomize 5.7.1, measured.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - https://example.com/a.yaml
      ↓resources:
        - https://example.com/b.yaml
      """),
    .bad(
      "in a nested mapping",
      """
      -- kustomization.yaml --
      resources: []
      configMapGenerator:
        - name: settings
          literals: [a=b]
          ↓literals: [c=d]
      """),
    .good(
      """
      -- kustomization.yaml --
      resources: []
      components: []
      """),
    .good(
      "a second document is another matter",
      """
      -- kustomization.yaml --
      resources: []
      ---
      resources: []
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.flatMap { kustomization in
      kustomization.root.stream.duplicateKeys.map { duplicate in
        finding(
          "the key '\(duplicate.second.text ?? "")' stands twice; what the first one says is lost",
          at: duplicate.second.range, related: [Note(duplicate.first.range, "first written here")])
      }
    }
  }
}
