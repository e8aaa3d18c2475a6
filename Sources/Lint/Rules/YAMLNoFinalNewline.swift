import Diagnostics
import Manifests
import YAML

struct YAMLNoFinalNewline: Rule {
  static let id = "yaml-no-final-newline"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a last line without a line break"
  static let explanation = """
    The next line that is added shows as two changed lines, and `cat a.yaml b.yaml` joins the last line of one file with \
    the first of the other.

    Fix: end the file with a line break.

    Source: POSIX, definition of a line.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default↓
      \\ No newline at end of file
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
      resources:
        - map.yaml # the settings↓
      \\ No newline at end of file
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
          - map.yaml # the settings
        -- map.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: default
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
      "a block that must not end in a line break keeps its mark",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        text: |-
          no line break
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.plainFiles.compactMap { stream in
      let bytes = stream.source.bytes
      guard let last = bytes.last, last != UInt8(ascii: "\n"), stream.error == nil else { return nil }
      let place = SourceRange(path: stream.source.path, bytes: bytes.count..<bytes.count)
      // In a block that keeps its line breaks the new one would be text.
      let fix =
        endsInBlock(stream)
        ? nil : Fix("end the file with a line break", .safe, [TextEdit(range: place, replacement: "\n")])
      return finding("the last line has no line break", at: place, fix: fix)
    }
  }

  private func endsInBlock(_ stream: YAMLStream) -> Bool {
    var isBlock = false
    stream.documents.last?.root?.forEachDescendant { node in
      guard !node.isAlias, node.kind == .scalar else { return }
      isBlock = node.style == .literal || node.style == .folded
    }
    return isBlock
  }
}
