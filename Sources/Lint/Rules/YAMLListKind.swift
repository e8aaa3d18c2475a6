import Diagnostics
import Manifests
import YAML

struct YAMLListKind: Rule {
  static let id = "yaml-list-kind"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "objects inside of a `kind: List`"
  static let explanation = """
    kustomize takes a List apart, but SOPS rules, `yq` expressions and schema checks that look at a document's kind do \
    not see the objects inside.

    Fix: write the items as documents of their own, with `---` between them.

    Source: kustomize 5.7.1, measured.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ↓List
      items:
        - apiVersion: v1
          kind: ConfigMap
          metadata:
            name: settings
            namespace: default
      """),
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - maps.yaml
      -- maps.yaml --
      apiVersion: v1
      items:
        - apiVersion: v1
          kind: ConfigMap
          metadata:
            name: settings
            namespace: default
      kind: ↓ConfigMapList
      """),
    .good(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: list
        namespace: default
      data:
        kind: List
      """),
    .good(
      "a kind of its own that ends in List",
      """
      apiVersion: example.com/v1
      kind: AllowList
      metadata:
        name: offices
        namespace: default
      spec:
        hosts: []
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.tree.files.flatMap { file -> [Diagnostic] in
      guard file.isJudged, file.role == .manifest, let stream = file.stream else { return [] }
      return stream.documents.compactMap { document in
        guard let kind = document.root?["kind"], let text = kind.text, text.hasSuffix("List"),
          document.root?["items"]?.kind == .sequence, document.root?["apiVersion"] != nil
        else { return nil }
        return finding(
          "the objects of this file are the items of a \(text), not documents of their own", at: kind.range)
      }
    }
  }
}
