import Diagnostics
import Manifests
import YAML

struct LayoutCaseCollision: Rule {
  static let id = "layout-case-collision"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "two paths that differ in letter case only"
  static let explanation = """
    On a disk of Windows or macOS only one of the two exists after a checkout: git shows the other as changed, and the \
    next commit may overwrite it.

    Fix: rename one of them.

    Source: git, core.ignoreCase.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- apps/Map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      -- apps/map.yaml --
      ↓apiVersion: v1
      kind: ConfigMap
      metadata:
        name: b
        namespace: default
      """),
    .bad(
      "in the name of a directory",
      """
      -- Apps/readme.md --
      The applications.
      -- apps/README.md --
      ↓The applications.
      """),
    .good(
      """
      -- apps/a.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      -- Apps/b.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: b
        namespace: default
      """),
    .good(
      """
      -- dev/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      -- prod/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var first: [String: String] = [:]
    return context.tree.files.compactMap { file in
      let key = file.path.lowercased()
      guard let other = first[key] else {
        first[key] = file.path
        return nil
      }
      guard file.isJudged else { return nil }
      let start = file.stream?.source.start ?? 0
      return finding(
        "'\(file.path)' differs from '\(other)' in letter case only; Windows and macOS keep one of the two",
        at: SourceRange(path: file.path, bytes: start..<start),
        related: [Note(SourceRange(path: other, bytes: 0..<0), "the other one")])
    }
  }
}
