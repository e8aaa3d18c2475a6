import Diagnostics
import Manifests
import YAML

struct YAMLEmptyDocument: Rule {
  static let id = "yaml-empty-document"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a document without content"
  static let explanation = """
    Two `---` with nothing between them are an empty document. kustomize passes over it; tools that count documents, or \
    take the n-th one, do not.

    Fix: remove one of the two marks.

    Source: YAML 1.2, 9.2; kustomize 5.7.1, measured.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      ↓---
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: b
        namespace: default
      """,
      fixed: """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: a
          namespace: default
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: b
          namespace: default
        """),
    .bad(
      "a mark at the end",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      ↓---
      """,
      fixed: """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: a
          namespace: default
        """),
    .good(
      "a mark at the start, behind a comment",
      """
      # The settings.
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      """),
    .good(
      "an object that is commented out",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      ---
      # apiVersion: v1
      # kind: ConfigMap
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.plainFiles.flatMap { stream -> [Diagnostic] in
      guard stream.error == nil, stream.documentCount > 1 else { return [] }
      return stream.documents.filter { $0.root == nil }.compactMap { document in
        let text = stream.source.text(document.range.bytes)
        guard text.hasPrefix("---"), text.dropFirst(3).allSatisfy(\.isWhitespace) else { return nil }
        return finding(
          "this document is empty", at: document.range,
          fix: Fix("remove the empty document", .safe, [TextEdit(range: document.range, replacement: "")]))
      }
    }
  }
}
