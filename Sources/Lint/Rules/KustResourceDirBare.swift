import Diagnostics
import Manifests
import YAML

struct KustResourceDirBare: Rule {
  static let id = "kust-resource-dir-bare"
  static let severity = Severity.error
  static let summary = "an entry that is a directory without a kustomization"
  static let explanation = """
    kustomize takes a directory in `resources` or `components` only where it has a kustomization of its own; Flux makes \
    one for the directory at spec.path, never for those below.

    Fix: list the files of the directory, or add a kustomization.yaml to it.

    Source: kustomize 5.7.1, "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization'".
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - ↓apps
      -- apps/deployment.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      """),
    .bad(
      """
      -- overlay/kustomization.yaml --
      resources:
        - ↓../base/
      -- base/deep/kustomization.yaml --
      resources: []
      """),
    .good(
      """
      -- kustomization.yaml --
      resources:
        - apps
      -- apps/Kustomization --
      resources: []
      """),
    .good(
      "a fetched directory",
      """
      -- kustomization.yaml --
      resources:
        - https://github.com/org/repo//apps?ref=v1
      -- apps/deployment.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.flatMap { kustomization in
      context.localPaths(of: kustomization).compactMap { local -> Diagnostic? in
        guard local.entry.use == .resource || local.entry.use == .component, let path = local.path,
          local.kind == .directory, context.tree.kustomizationPaths(in: path).isEmpty
        else { return nil }
        return finding(
          "the directory '\(local.entry.path)' has no kustomization.yaml, which kustomize expects in it",
          at: local.entry.node.range)
      }
    }
  }
}
