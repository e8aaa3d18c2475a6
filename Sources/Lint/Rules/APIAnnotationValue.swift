import Diagnostics
import Manifests
import YAML

struct APIAnnotationValue: Rule {
  static let id = "api-annotation-value"
  static let severity = Severity.warning
  static let summary = "a value that Flux does not read in one of its annotations"
  static let explanation = """
    Flux compares these annotations (and labels) with fixed words; any other value is the same as none, so that the \
    object is pruned, applied or substituted after all.

    Fix: write the word that Flux reads.

    Source: Flux, Kustomization API docs, "Controlling the apply behavior of resources".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        annotations:
          kustomize.toolkit.fluxcd.io/prune: ↓"false"
          kustomize.toolkit.fluxcd.io/ssa: ↓merged
      """),
    .bad(
      "as a label",
      """
      apiVersion: v1
      kind: Namespace
      metadata:
        name: apps
        labels:
          kustomize.toolkit.fluxcd.io/substitute: ↓disable
      """),
    .good(
      "letter case does not count",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        annotations:
          kustomize.toolkit.fluxcd.io/prune: Disabled
          kustomize.toolkit.fluxcd.io/ssa: IfNotPresent
          kustomize.toolkit.fluxcd.io/force: enabled
      """),
    .good(
      "the labels that Flux writes itself",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        labels:
          kustomize.toolkit.fluxcd.io/name: apps
          kustomize.toolkit.fluxcd.io/namespace: flux-system
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.tree.manifests.flatMap { manifest -> [Diagnostic] in
      let metadata = manifest.root["metadata"]
      let entries = (metadata?["annotations"]?.entries ?? []) + (metadata?["labels"]?.entries ?? [])
      return entries.compactMap { entry in
        guard entry.key.hasPrefix(Self.prefix),
          let words = Self.words[String(entry.key.dropFirst(Self.prefix.count))],
          let text = entry.value.text, !text.isTemplated,
          !words.contains(where: { $0.lowercased() == text.lowercased() }),
          let range = entry.value.origin
        else { return nil }
        return finding(
          "'\(text)' means nothing to Flux in '\(entry.key)'; it reads \(listed(words))", at: range,
          in: manifest)
      }
    }
  }

  private static let prefix = "kustomize.toolkit.fluxcd.io/"
  /// The words by the name of the annotation; the opposite of a word is what happens without it, and is let pass.
  private static let words = [
    "ssa": ["Override", "Merge", "IfNotPresent", "Ignore"], "prune": ["disabled", "enabled"],
    "force": ["enabled", "disabled"], "substitute": ["disabled", "enabled"],
    "reconcile": ["disabled", "enabled"],
  ]
}
