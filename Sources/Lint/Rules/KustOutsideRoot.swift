import Diagnostics
import Manifests
import YAML

struct KustOutsideRoot: Rule {
  static let id = "kust-outside-root"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a file above the directory of its kustomization"
  static let explanation = """
    Flux takes such a file; `kubectl kustomize` and `kustomize build` refuse it unless they are called with \
    `--load-restrictor LoadRestrictionsNone`.

    Fix: put the file into a directory with a kustomization of its own, and list that.

    Source: kustomize 5.7.1, "security; file … is not in or below"; fluxcd/pkg kustomize, LoadRestrictionsNone.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- apps/kustomization.yaml --
      resources:
        - ↓../namespace.yaml
      -- namespace.yaml --
      apiVersion: v1
      kind: Namespace
      metadata:
        name: apps
      """),
    .bad(
      """
      -- apps/kustomization.yaml --
      configMapGenerator:
        - name: settings
          files:
            - ↓app.yaml=../settings/app.yaml
      -- settings/app.yaml --
      a: b
      """),
    .good(
      "a directory above is fine everywhere",
      """
      -- apps/kustomization.yaml --
      resources:
        - ../base
      -- base/kustomization.yaml --
      resources: []
      """),
    .good(
      """
      -- apps/kustomization.yaml --
      resources:
        - web/map.yaml
        - ../apps/other.yaml
      -- apps/web/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      -- apps/other.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: b
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.localPaths.compactMap { kustomization, local in
      guard local.kind == .file, let path = local.path, !TreePath.contains(kustomization.directory, path)
      else {
        return nil
      }
      return finding(
        "'\(local.entry.path)' lies outside the directory of its kustomization; only Flux takes it, not 'kubectl kustomize'",
        at: local.entry.node.range)
    }
  }
}
