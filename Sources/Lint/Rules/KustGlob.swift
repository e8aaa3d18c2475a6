import Diagnostics
import Manifests
import YAML

struct KustGlob: Rule {
  static let id = "kust-glob"
  static let severity = Severity.error
  static let summary = "a shell pattern among the paths of a kustomization"
  static let explanation = """
    kustomize takes every entry as the name of one file or directory; `*.yaml` is a file of that name, which does not \
    exist.

    Fix: list the files one by one, or have Flux generate the list: without a kustomization it applies every manifest \
    below spec.path.

    Source: kustomize 5.7.1, measured.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - first.yaml
        - ↓'*.yaml' # all
      -- first.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: first
        namespace: default
      -- second.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: second
        namespace: default
      -- third.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: third
        namespace: default
      """,
      fixed: """
        -- kustomization.yaml --
        resources:
          - first.yaml
          - second.yaml
          - third.yaml # all
        -- first.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: first
          namespace: default
        -- second.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: second
          namespace: default
        -- third.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: third
          namespace: default
        """),
    .bad(
      """
      -- kustomization.yaml --
      components:
        - ↓../components/*
      """),
    .good(
      """
      -- kustomization.yaml --
      resources:
        - a.yaml
      -- a.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      """),
    .good(
      "the question mark of a URL",
      """
      -- kustomization.yaml --
      resources:
        - https://github.com/org/repo//deploy?ref=v1.0.0
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.localPaths.compactMap { kustomization, local in
      guard local.kind == .missing, local.entry.isPattern else { return nil }
      let files = local.entry.use == .resource ? expand(local, kustomization, context) : []
      let hint = files.isEmpty ? "" : "; it would stand for \(phrase(files))"
      let edit =
        local.entry.node.style == .literal ? nil : ListEdits.replace(local.entry.node, withItems: files)
      return finding(
        "kustomize does not expand the pattern '\(local.entry.path)' in '\(local.entry.field)'\(hint)",
        at: local.entry.node.range,
        fix: edit.map { Fix("list the files that the pattern stands for", .unsafe, [$0]) })
    }
  }

  private func phrase(_ files: [String]) -> String {
    files.count == 1 ? "'\(files[0])'" : "\(files.count) files that nothing else lists"
  }

  /// The manifests that the pattern matches and that the kustomization does not use yet, as it would write them.
  private func expand(_ local: LintContext.LocalPath, _ kustomization: Kustomization, _ context: LintContext)
    -> [String]
  {
    guard let path = local.path, local.entry.path.hasSuffix(TreePath.name(of: path)) else { return [] }
    let directory = TreePath.directory(of: path)
    let glob = Glob(TreePath.name(of: path))
    let used = Set(
      kustomization.paths.compactMap(\.target))
    let written = local.entry.path.dropLast(TreePath.name(of: path).count)
    return context.tree.names(in: directory).filter { name in
      let path = TreePath.join(directory, name)
      return glob.matches(name) && !used.contains(path) && context.tree[path]?.role == .manifest
    }.map { written + $0 }
  }
}
