import Diagnostics
import Manifests
import YAML

struct KustPatchMissing: Rule {
  static let id = "kust-patch-missing"
  static let severity = Severity.error
  static let summary = "a patch to which there is no file"
  static let explanation = """
    kustomize refuses the whole directory when the file of one patch cannot be read.

    Fix: write the name of the file as it is now, add the file, or remove the patch.

    Source: kustomize 5.7.1, "failed to get the patch file from path".
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources: []
      patches:
        - path: ↓patch-deploy.yaml
      -- patch-deploys.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      """,
      fixed: """
        -- kustomization.yaml --
        resources: []
        patches:
          - path: patch-deploys.yaml
        -- patch-deploys.yaml --
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        """),
    .bad(
      "in a deprecated field",
      """
      -- kustomization.yaml --
      resources: []
      patchesStrategicMerge:
        - ↓./patches/web.yaml
      """),
    .good(
      "a patch that stands inline",
      """
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
      -- kustomization.yaml --
      resources: [map.yaml]
      patches:
        - patch: |-
            - op: remove
              path: /spec/replicas
          target:
            kind: Deployment
      patchesStrategicMerge:
        - '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}'
      """),
    .good(
      """
      -- overlay/kustomization.yaml --
      resources: []
      patches:
        - path: ../patches/web.yaml
          target:
            kind: Deployment
      -- patches/web.yaml --
      - op: remove
        path: /spec/replicas
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.localPaths.compactMap { _, local in
      local.entry.use == .patch ? missingInput(local, "the patch", context) : nil
    }
  }
}

extension Rule {
  /// The error for a file that a kustomization names beside its resources and that does not exist; nil where it does, or
  /// where another rule says more.
  func missingInput(_ local: LintContext.LocalPath, _ what: String, _ context: LintContext) -> Diagnostic? {
    let entry = local.entry
    guard local.kind == .missing, let path = local.path, !entry.path.hasPrefix("{"), !entry.isPattern,
      entry.trimmed == entry.path, context.otherCase(of: path) == nil
    else { return nil }
    let directory = TreePath.directory(of: path)
    let name = TreePath.name(of: path)
    let near = nearest(to: name, among: context.tree.names(in: directory))
    let written = String(entry.path.dropLast(name.count)) + (near ?? "")
    return finding(
      "\(what) '\(entry.path)' does not exist" + (near.map { "; did you mean '\($0)'?" } ?? ""),
      at: entry.node.range,
      related: near.map {
        [Note(SourceRange(path: TreePath.join(directory, $0), bytes: 0..<0), "this file exists")]
      }
        ?? [],
      fix: near == nil ? nil : entry.replacing(written).map { Fix("write '\(written)'", .unsafe, [$0]) })
  }
}
