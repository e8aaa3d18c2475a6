import Diagnostics
import Manifests
import YAML

struct KustResourceEmpty: Rule {
  static let id = "kust-resource-empty"
  static let severity = Severity.warning
  static let summary = "a listed file that holds no object"
  static let explanation = """
    kustomize takes a file of comments, or of no bytes at all, without a word and yields nothing for it; if it held \
    objects before, Flux deletes them where `prune` is set. Files that `flux bootstrap` fills are not judged.

    Fix: put the objects back, or take the entry out of the list.

    Source: kustomize 5.7.1, measured; fluxcd/flux2#4601.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - ↓ingress.yaml
      -- ingress.yaml --
      # apiVersion: networking.k8s.io/v1
      # kind: Ingress
      """),
    .bad(
      "nothing but document marks",
      """
      -- kustomization.yaml --
      resources:
        - ↓a.yaml
      -- a.yaml --
      ---
      ---
      """),
    .good(
      "one document is empty, the other is not",
      """
      -- kustomization.yaml --
      resources:
        - a.yaml
      -- a.yaml --
      # The settings.
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      """),
    .good(
      "a placeholder that bootstrap fills",
      """
      -- flux-system/kustomization.yaml --
      resources:
        - gotk-components.yaml
      -- flux-system/gotk-components.yaml --
      # This file will be generated automatically by flux bootstrap.
      """),
    .good(
      "an empty file that a generator reads",
      """
      -- kustomization.yaml --
      configMapGenerator:
        - name: settings
          files:
            - empty.yaml
      -- empty.yaml --
      # nothing yet
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.localPaths.compactMap { _, local in
      guard local.entry.use == .resource, local.kind == .file, let path = local.path,
        !TreePath.isKustomization(path), !TreePath.name(of: path).hasPrefix("gotk-"),
        let stream = context.tree.stream(of: path), stream.error == nil,
        stream.documents.allSatisfy({ $0.root == nil || $0.root?.scalarType == .null })
      else { return nil }
      return finding(
        "'\(local.entry.path)' holds no object" + (stream.source.bytes.isEmpty ? ", it is empty" : ""),
        at: local.entry.node.range)
    }
  }
}
