import Diagnostics
import Manifests
import YAML

struct YAMLExtension: Rule {
  static let id = "yaml-extension"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a `.yml` among `.yaml` files"
  static let explanation = """
    kustomize and Flux take both, but patterns such as `*.yaml` in hooks, `.sops.yaml`, CODEOWNERS and editors pass the \
    other one over.

    Fix: rename the file, and the entries that name it.

    Source: fluxcd/flux2-kustomize-helm-example, scripts/validate.sh looks for `*.yaml` alone.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- a.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      -- b.yml --
      ↓apiVersion: v1
      kind: ConfigMap
      metadata:
        name: b
        namespace: default
      """),
    .bad(
      """
      -- apps/kustomization.yaml --
      resources:
        - map.yml
      -- apps/map.yml --
      ↓apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
    .good(
      "a folder that uses the one alone",
      """
      -- a/a.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      -- b/b.yml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: b
        namespace: default
      """),
    .good(
      "files of other programs",
      """
      -- .gitlab-ci.yml --
      stages: []
      -- a.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let files = context.tree.files.filter { file in
      file.isJudged && (file.role == .manifest || file.role == .patch || file.role == .kustomization)
    }
    let usual = Set(files.filter { $0.path.hasSuffix(".yaml") }.map { TreePath.directory(of: $0.path) })
    return files.compactMap { file in
      guard file.path.hasSuffix(".yml"), !TreePath.isKustomization(file.path),
        usual.contains(TreePath.directory(of: file.path))
      else { return nil }
      let start = file.stream?.source.start ?? 0
      return finding(
        "'\(TreePath.name(of: file.path))' ends in '.yml', but its neighbours in '.yaml'",
        at: SourceRange(path: file.path, bytes: start..<start))
    }
  }
}
