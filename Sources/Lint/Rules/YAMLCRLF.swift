import Diagnostics
import Manifests
import YAML

struct YAMLCRLF: Rule {
  static let id = "yaml-crlf"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "lines that end in CR LF"
  static let explanation = """
    YAML reads both line ends alike, but a file in which they change shows every line as changed, and in a script or \
    configuration that a generator reads the CR stays in the text.

    Fix: save the file with LF, and write `* text=auto eol=lf` in `.gitattributes`.

    Source: YAML 1.2, 5.4; git, gitattributes.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1↓\r
      kind: ConfigMap\r
      metadata:\r
        name: settings\r
        namespace: default\r
      """,
      fixed: """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: default
        """),
    .bad(
      "one line alone",
      """
      -- kustomization.yaml --
      resources: []
      namespace: apps↓\r
      namePrefix: a-
      """,
      fixed: """
        -- kustomization.yaml --
        resources: []
        namespace: apps
        namePrefix: a-
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
      "an escape is no line end",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        text: "a\\r\\nb"
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.plainFiles.compactMap { stream in
      let bytes = stream.source.bytes
      let edits = bytes.indices.dropLast().filter {
        bytes[$0] == UInt8(ascii: "\r") && bytes[$0 + 1] == UInt8(ascii: "\n")
      }.map { TextEdit(range: SourceRange(path: stream.source.path, bytes: $0..<$0 + 1), replacement: "") }
      guard let first = edits.first else { return nil }
      return finding(
        edits.count == 1 ? "this line ends in CR LF" : "\(edits.count) lines of this file end in CR LF",
        at: first.range,
        fix: Fix("end lines in LF", .safe, edits))
    }
  }
}
