import Diagnostics
import Manifests
import YAML

struct KustSort: Rule {
  static let id = "kust-sort"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "resources that are not in alphabetical order"
  static let explanation = """
    Lists in order give smaller diffs and fewer merge conflicts, and a file that is missing is seen at once. The order \
    does not change what Flux applies.

    Fix: sort the entries. Lists with comments or blank lines between entries are taken to be in an order of their own.

    Source: style; kustomize sorts what it prints, and Flux what it applies, by kind.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - https://example.com/b.yaml
        - ↓https://example.com/a.yaml # first
        - https://example.com/c.yaml
      """,
      fixed: """
        -- kustomization.yaml --
        resources:
          - https://example.com/a.yaml # first
          - https://example.com/b.yaml
          - https://example.com/c.yaml
        """),
    .bad(
      """
      -- kustomization.yaml --
      resources:
      - web.yaml
      - ↓./map.yaml
      - ↓cache.yaml
      """,
      fixed: """
        -- kustomization.yaml --
        resources:
        - cache.yaml
        - ./map.yaml
        - web.yaml
        """),
    .good(
      "the namespace stands first",
      """
      -- kustomization.yaml --
      resources:
        - namespace.yaml
        - a.yaml
        - b.yaml
      """),
    .good(
      "groups of their own",
      """
      -- kustomization.yaml --
      resources:
        # what everything needs
        - web.yaml
        # the rest
        - cache.yaml
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.flatMap { kustomization -> [Diagnostic] in
      guard let list = kustomization.field("resources")?.value, list.style == .block else { return [] }
      let items = Array(list.elements)
      let keys = items.map(key)
      guard let lines = ListEdits.lines(of: items) else { return [] }
      let order = items.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
      let late = items.indices.dropFirst().filter { keys[$0] < (keys[..<$0].max() ?? "") }
      let edits = zip(lines, order).filter { $0 != lines[$1] }.map { line, index in
        let source = list.stream.source
        return TextEdit(
          range: SourceRange(path: source.path, bytes: line), replacement: source.text(lines[index]))
      }
      return late.map { index in
        finding(
          "'\(items[index].text ?? "")' stands behind an entry that sorts after it", at: items[index].range,
          fix: edits.isEmpty ? nil : Fix("sort the resources", .safe, edits))
      }
    }
  }

  /// What an entry is sorted by: its path, the namespace before all others.
  private func key(_ item: Node) -> String {
    let text = item.text ?? ""
    let path = text.hasPrefix("./") ? String(text.dropFirst(2)) : text
    return ["namespace.yaml", "namespace.yml", "namespace"].contains(path) ? "" : path
  }
}
