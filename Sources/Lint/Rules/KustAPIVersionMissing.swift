import Diagnostics
import Manifests
import YAML

struct KustAPIVersionMissing: Rule {
  static let id = "kust-api-version-missing"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a kustomization that says neither its apiVersion nor its kind"
  static let explanation = """
    kustomize takes it for a Kustomization of v1beta1. Editors, schema checks and people tell kustomize's file from \
    Flux's object by these two fields.

    Fix: add both.

    Source: kustomize 5.7.1, FixKustomizationPostUnmarshalling.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      # The application.
      ↓resources: []
      """,
      fixed: """
        -- kustomization.yaml --
        # The application.
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources: []
        """),
    .bad(
      """
      -- kustomization.yaml --
      ---
      ↓namespace: apps
      resources: []
      """,
      fixed: """
        -- kustomization.yaml --
        ---
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: apps
        resources: []
        """),
    .good(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources: []
      """),
    .good(
      "one of the two is enough to tell",
      """
      -- kustomization.yaml --
      kind: Kustomization
      resources: []
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.compactMap { kustomization in
      guard kustomization.field("apiVersion") == nil, kustomization.field("kind") == nil,
        let first = Array(kustomization.root.entries).first
      else { return nil }
      return finding(
        "the kustomization says neither its apiVersion nor its kind, and kustomize takes it for a 'v1beta1'",
        at: kustomization.root.range,
        fix: fix(before: first.key, in: kustomization))
    }
  }

  private func fix(before key: Node, in kustomization: Kustomization) -> Fix? {
    guard kustomization.root.style == .block, key.anchor == nil else { return nil }
    let start = key.range.bytes.lowerBound
    let bytes = key.stream.source.bytes
    guard start == key.stream.source.start || bytes[start - 1] == UInt8(ascii: "\n") else { return nil }
    let isCRLF =
      bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 > 0 && bytes[$0 - 1] == UInt8(ascii: "\r") } ?? false
    let lineBreak = isCRLF ? "\r\n" : "\n"
    let text = ["apiVersion: kustomize.config.k8s.io/v1beta1", "kind: Kustomization", ""].joined(
      separator: lineBreak)
    let place = SourceRange(path: kustomization.path, bytes: start..<start)
    return Fix("add apiVersion and kind", .safe, [TextEdit(range: place, replacement: text)])
  }
}
