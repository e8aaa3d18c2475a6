import Diagnostics
import Manifests
import YAML

struct YAMLSyntax: Rule {
  static let id = "yaml-syntax"
  static let aliases = ["yaml-tab-indent", "yaml-control-char", "yaml-undefined-alias"]
  static let severity = Severity.error
  static let summary = "a manifest or kustomization that is no YAML"
  static let explanation = """
    kustomize and Flux refuse the whole directory when one listed file cannot be parsed.

    A file that nothing lists is reported only when it looks like a manifest; templates of charts never are.

    Fix: mend the text at the place that the message names. YAML takes no tabs for indentation, and a value that \
    begins with `{{`, `@`, `*` or a backtick has to be quoted.

    Source: YAML 1.2, as libyaml and Go's yaml.v3 read it.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      data
        a↓: b
      """),
    .bad(
      "an alias without its anchor, in a listed file",
      """
      -- kustomization.yaml --
      resources:
        - deployment.yaml
      -- deployment.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: ↓*app
      """),
    .good(
      "the template of a chart",
      """
      -- chart/Chart.yaml --
      apiVersion: v2
      name: chart
      version: 0.1.0
      -- chart/templates/service.yaml --
      apiVersion: v1
      kind: Service
      metadata:
        {{- include "labels" . }}
      """),
    .good(
      "an anchor may be defined again",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: &name first
        labels:
          a: *name
        annotations:
          b: &name second
      """),
    .good(
      "a file of another program that nothing lists",
      """
      -- playbook.yaml --
      - hosts: {{ all }}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.tree.files.compactMap { file in
      guard file.isJudged, let stream = file.stream, let error = stream.error, isManifest(file, stream) else {
        return nil
      }
      return finding(
        message(error, stream.source.bytes),
        at: SourceRange(
          path: file.path, bytes: error.offset..<min(error.offset + 1, stream.source.bytes.count)))
    }
  }

  private func isManifest(_ file: Tree.File, _ stream: YAMLStream) -> Bool {
    switch file.role {
    case .manifest, .kustomization, .patch: return true
    case .chart, .generatorInput, .configuration: return false
    case .other: break
    }
    let lines = stream.source.bytes.split(separator: UInt8(ascii: "\n"))
    let hasTemplate = lines.contains { line in
      line.starts(with: "{{".utf8) || String(decoding: line, as: UTF8.self).contains("{{-")
    }
    return !hasTemplate && lines.contains { $0.starts(with: "apiVersion:".utf8) }
      && lines.contains { $0.starts(with: "kind:".utf8) }
  }

  private func message(_ error: YAMLError, _ bytes: [UInt8]) -> String {
    let hint: String? =
      switch (bytes.indices.contains(error.offset) ? bytes[error.offset] : nil, error.kind) {
      case (_, .alias): nil
      case (UInt8(ascii: "\t"), _): "indent with spaces"
      case (UInt8(ascii: "{"), _), (UInt8(ascii: "@"), _), (UInt8(ascii: "`"), _), (UInt8(ascii: "%"), _):
        "quote the value"
      default: nil
      }
    return error.message + (hint.map { "; " + $0 } ?? "")
  }
}
