import Diagnostics
import Manifests
import YAML

struct KustAbsolutePath: Rule {
  static let id = "kust-absolute-path"
  static let severity = Severity.error
  static let summary = "an absolute path in a kustomization"
  static let explanation = """
    An absolute path names a file of the computer at hand. Flux builds inside a folder of its own and lets no path lead \
    out of it, so the build fails in the cluster although it works here.

    Fix: write the path relative to the kustomization.

    Source: fluxcd/pkg kustomize, root jail; measured with kustomize 5.7.1.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- apps/web/kustomization.yaml --
      resources:
        - ↓/home/me/fleet/apps/base
      -- apps/base/kustomization.yaml --
      resources: []
      """,
      fixed: """
        -- apps/web/kustomization.yaml --
        resources:
          - ../base
        -- apps/base/kustomization.yaml --
        resources: []
        """),
    .bad(
      """
      -- kustomization.yaml --
      configMapGenerator:
        - name: hosts
          files:
            - ↓hosts=/etc/hosts
      """),
    .good(
      """
      -- apps/kustomization.yaml --
      resources:
        - ../base
      -- base/kustomization.yaml --
      resources: []
      """),
    .good(
      "the path of a Flux Kustomization is relative to the root of its source, with or without a slash",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        path: /apps
        prune: true
        interval: 10m
        sourceRef:
          kind: GitRepository
          name: flux-system
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.localPaths.compactMap { kustomization, local in
      let entry = local.entry
      guard entry.path.hasPrefix("/") else { return nil }
      let meant = inside(entry.path, context.tree).map { TreePath.relative($0, to: kustomization.directory) }
      let hint = meant.map { "; did you mean '\($0)'?" } ?? ""
      return finding(
        "'\(entry.path)' in '\(entry.field)' is an absolute path, but Flux reads only what is in the repository\(hint)",
        at: entry.node.range,
        fix: meant.flatMap { entry.replacing($0) }.map { Fix("write '\($0.replacement)'", .unsafe, [$0]) })
    }
  }

  /// The longest end of an absolute path that exists in the tree.
  private func inside(_ path: String, _ tree: Tree) -> String? {
    let parts = path.split(separator: "/")
    for count in 1..<max(2, parts.count) {
      let end = parts.dropFirst(count).joined(separator: "/")
      if !end.isEmpty, tree.kind(of: end) != .missing { return end }
    }
    return nil
  }
}
