import Diagnostics
import Manifests
import YAML

struct KustMultiDocument: Rule {
  static let id = "kust-multi-document"
  static let severity = Severity.error
  static let summary = "a kustomization with more than one document"
  static let explanation = """
    kustomize reads the first document and drops the others without a word, with all that they list. Where the first \
    one is empty it says "kustomization.yaml is empty".

    Fix: merge the documents into one, or move the second to a directory of its own.

    Source: kustomize 5.7.1, measured.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - https://example.com/a.yaml
      ---
      ↓resources:
        - https://example.com/b.yaml
      """),
    .bad(
      "behind a first document of nothing but comments",
      """
      -- kustomization.yaml --
      # The application.
      ---
      # its list
      ---
      ↓apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources: []
      """),
    .good(
      "a mark at both ends",
      """
      -- kustomization.yaml --
      ---
      resources: []
      ---
      # nothing more
      """),
    .good(
      "manifests may have many",
      """
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
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.tree.files.compactMap { file in
      guard file.isJudged, file.role == .kustomization, let stream = file.stream, stream.documentCount > 1,
        let extra = stream.documents.dropFirst().first(where: { $0.root != nil })?.root
      else { return nil }
      let first = stream.documents.first?.root
      return finding(
        first == nil
          ? "kustomize reads the first document of this file alone, which is empty"
          : "kustomize reads the first document of this file alone; this one is dropped",
        at: extra.range, related: first.map { [Note($0.range, "the document that kustomize reads")] } ?? [])
    }
  }
}
