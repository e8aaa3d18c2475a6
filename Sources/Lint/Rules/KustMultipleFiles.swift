import Diagnostics
import Manifests
import YAML

struct KustMultipleFiles: Rule {
  static let id = "kust-multiple-files"
  static let severity = Severity.error
  static let summary = "a directory with two kustomizations"
  static let explanation = """
    kustomize knows the names `kustomization.yaml`, `kustomization.yml` and `Kustomization`, and refuses a directory \
    that has more than one of them.

    Fix: keep one, and move what the other says into it.

    Source: kustomize 5.7.1, "Found multiple kustomization files".
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources: []
      -- kustomization.yml --
      ↓resources: []
      """),
    .bad(
      """
      -- apps/Kustomization --
      ↓resources: []
      -- apps/kustomization.yaml --
      resources: []
      """),
    .good(
      """
      -- kustomization.yaml --
      resources:
        - apps
      -- apps/kustomization.yml --
      resources: []
      """),
    .good(
      "another name is another matter",
      """
      -- kustomization.yaml --
      resources: []
      -- ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let directories = Set(
      context.tree.files.filter { $0.role == .kustomization }.map(\.path).map(TreePath.directory))
    return directories.sorted().flatMap { directory -> [Diagnostic] in
      let paths = context.tree.kustomizationPaths(in: directory)
      guard let first = paths.first else { return [] }
      return paths.dropFirst().filter(context.isJudged).map { path in
        let start = context.tree.stream(of: path)?.source.start ?? 0
        return finding(
          "the directory already has '\(TreePath.name(of: first))'; kustomize takes one kustomization a directory",
          at: SourceRange(path: path, bytes: start..<start),
          related: [Note(SourceRange(path: first, bytes: 0..<0), "the other one")])
      }
    }
  }
}
