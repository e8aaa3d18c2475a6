import Diagnostics
import Manifests
import YAML

struct YAMLBOM: Rule {
  static let id = "yaml-bom"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a byte order mark at the start of a file"
  static let explanation = """
    kustomize and Flux read past it, but scripts, `grep '^apiVersion'` and tools that join files do not: in the middle of \
    a stream it is part of the first key.

    Fix: save the file as UTF-8 without a byte order mark.

    Source: YAML 1.2, 5.2; kustomize 5.7.1, measured.
    """
  static let examples: [Example] = [
    .bad(
      """
      ↓\u{FEFF}apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """,
      fixed: """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: default
        """),
    .bad(
      """
      -- kustomization.yaml --
      ↓\u{FEFF}resources: []
      """,
      fixed: """
        -- kustomization.yaml --
        resources: []
        """),
    .good(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
    .good(
      "inside a value it is text",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        mark: "\u{FEFF}"
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.plainFiles.compactMap { stream in
      guard stream.source.start == 3 else { return nil }
      let mark = SourceRange(path: stream.source.path, bytes: 0..<3)
      return finding(
        "the file begins with a byte order mark", at: mark,
        fix: Fix("remove the byte order mark", .safe, [TextEdit(range: mark, replacement: "")]))
    }
  }
}

extension LintContext {
  /// The judged files that people write for Flux: manifests, patches and kustomizations.
  var plainFiles: [YAMLStream] {
    tree.files.compactMap { file in
      switch file.role {
      case .manifest, .patch, .kustomization: file.isJudged ? file.stream : nil
      default: nil
      }
    }
  }
}
