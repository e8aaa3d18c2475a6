import Diagnostics
import Manifests
import YAML

struct NameHeaderPath: Rule {
  static let id = "name-header-path"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a comment at the head of a file that says another path"
  static let explanation = """
    A file that begins with its own path is easy to find in a long diff or a printed stream, as long as the path is \
    true. After a copy or a move it is not.

    Fix: write the path as it is.

    Source: the labs that this program writes begin so.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- clusters/prod/web/map.yaml --
      ## ↓clusters/dev/web/map.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """,
      fixed: """
        -- clusters/prod/web/map.yaml --
        ## clusters/prod/web/map.yaml
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: default
        """),
    .bad(
      """
      -- apps/kustomization.yaml --
      ---
      # ↓./web/kustomization.yaml
      resources: []
      """,
      fixed: """
        -- apps/kustomization.yaml --
        ---
        # apps/kustomization.yaml
        resources: []
        """),
    .good(
      "the end of the path is enough",
      """
      -- clusters/dev/web/map.yaml --
      # web/map.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
    .good(
      "where it comes from, which schema it has, and a note on another file",
      """
      -- web/map.yaml --
      # yaml-language-server: $schema=https://example.com/schemas/map.yaml
      # Source: chart/templates/map.yaml
      # see also web/other.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      # base/map.yaml
      data: {}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.plainFiles.compactMap { stream in
      let path = stream.source.path
      let head = stream.documents.compactMap(\.root).first?.bytes.lowerBound ?? 0
      guard
        let comment = stream.comments.prefix(while: { $0.range.bytes.lowerBound < head }).first(where: isPath)
      else { return nil }
      let written = comment.text.hasPrefix("./") ? String(comment.text.dropFirst(2)) : comment.text
      guard path != written, !path.hasSuffix("/" + written) else { return nil }
      let end = comment.range.bytes.upperBound
      let place = SourceRange(path: path, bytes: (end - comment.text.utf8.count)..<end)
      return finding(
        "the comment says that this file is '\(comment.text)', but it is '\(path)'", at: place,
        fix: Fix("write '\(path)'", .safe, [TextEdit(range: place, replacement: path)]))
    }
  }

  private func isPath(_ comment: Comment) -> Bool {
    comment.isOwnLine && TreePath.isYAML(comment.text) && comment.text.contains("/")
      && !comment.text.contains { $0 == " " || $0 == ":" || $0 == "=" || $0 == "*" }
  }
}
