import Diagnostics
import Manifests
import YAML

struct YAMLTrailingSpace: Rule {
  static let id = "yaml-trailing-space"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "spaces at the end of lines"
  static let explanation = """
    They show in diffs and in nothing else. Inside a block they are text, and are not reported: kustomize and \
    `kubectl` then print the whole block as one quoted line.

    Fix: remove them.

    Source: git, core.whitespace.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap↓\u{20}\u{20}
      metadata:
        name: settings
        namespace: default # here\u{20}
      """,
      fixed: """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: default # here
        """),
    .bad(
      """
      -- kustomization.yaml --
      resources:↓\u{20}
        - https://example.com/a.yaml
      """,
      fixed: """
        -- kustomization.yaml --
        resources:
          - https://example.com/a.yaml
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
      "in a block they are text",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        text: |
          two spaces\u{20}\u{20}
          make a line break
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.plainFiles.compactMap { stream in
      guard stream.error == nil else { return nil }
      let scalars = multilineScalars(stream)
      let edits = spaces(stream.source.bytes).filter { range in
        !scalars.contains { $0.lowerBound < range.lowerBound && range.lowerBound < $0.upperBound }
      }.map { TextEdit(range: SourceRange(path: stream.source.path, bytes: $0), replacement: "") }
      guard let first = edits.first else { return nil }
      return finding(
        edits.count == 1 ? "this line ends in spaces" : "\(edits.count) lines of this file end in spaces",
        at: first.range, fix: Fix("remove the spaces at the end of lines", .safe, edits))
    }
  }

  /// The spaces before each line break, lines of nothing but spaces left out.
  private func spaces(_ bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let next = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var end = next
      if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      var space = end
      while space > start, bytes[space - 1] == UInt8(ascii: " ") || bytes[space - 1] == UInt8(ascii: "\t") {
        space -= 1
      }
      if space < end, space > start { found.append(space..<end) }
      start = next + 1
    }
    return found
  }

  /// The places of the scalars that stand on more than one line, a block with the rest of its last line.
  private func multilineScalars(_ stream: YAMLStream) -> [Range<Int>] {
    let bytes = stream.source.bytes
    var found: [Range<Int>] = []
    for document in stream.documents {
      document.root?.forEachDescendant { node in
        let range = node.bytes
        guard !node.isAlias, node.kind == .scalar, bytes[range].contains(UInt8(ascii: "\n")) else { return }
        let isBlock = node.style == .literal || node.style == .folded
        let end =
          isBlock
          ? bytes[range.upperBound...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count : range.upperBound
        found.append(range.lowerBound..<end + 1)
      }
    }
    return found
  }
}
