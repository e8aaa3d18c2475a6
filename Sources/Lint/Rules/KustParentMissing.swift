import Diagnostics
import Manifests
import YAML

struct KustParentMissing: Rule {
  static let id = "kust-parent-missing"
  static let severity = Severity.warning
  static let summary =
    "a directory that its parent kustomization does not list, while it lists the directory's siblings"
  static let explanation = """
    A kustomization lists the directories below it one by one. One that nothing lists, and that no Flux Kustomization \
    applies, never reaches the cluster.

    An entry that is commented out counts as parked on purpose, and a Component waits for someone to use it. Where the \
    parent lists no directory at all, the directories below it may be meant for something else.

    Fix: add the directory to `resources` of the parent.

    Source: kustomize, `resources`.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- apps/kustomization.yaml --
      resources:
        - web
        - cache
      -- apps/web/kustomization.yaml --
      resources: []
      -- apps/cache/kustomization.yaml --
      resources: []
      -- apps/queue/kustomization.yaml --
      ↓resources: []
      """),
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - ./web/
        - other.yaml
      -- other.yaml --
      apiVersion: v1
      kind: Namespace
      metadata:
        name: apps
      -- web/kustomization.yaml --
      resources: []
      -- queue/kustomization.yaml --
      ↓apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources: []
      """),
    .good(
      "parked, a Component, and one that Flux applies on its own",
      """
      -- apps/kustomization.yaml --
      resources:
        - web
        - ks.yaml
        # - queue
      -- apps/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: cache
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps/cache
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/web/kustomization.yaml --
      resources: []
      -- apps/queue/kustomization.yaml --
      resources: []
      -- apps/cache/kustomization.yaml --
      resources: []
      -- apps/alerts/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      """),
    .good(
      "each overlay is built by itself",
      """
      -- web/kustomization.yaml --
      resources:
        - base
      -- web/base/kustomization.yaml --
      resources: []
      -- web/dev/kustomization.yaml --
      resources:
        - ../base
      -- web/prod/kustomization.yaml --
      resources:
        - ../base
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let named = Set(context.namings.map(\.path))
    let roots = context.fluxRoots
    return context.judgedKustomizations.compactMap { child in
      let directory = child.directory
      let parentDirectory = TreePath.directory(of: directory)
      guard !directory.isEmpty, !child.isComponent, !named.contains(directory),
        !roots.contains(parentDirectory),
        let parent = context.tree.kustomization(in: parentDirectory), !parent.isComponent,
        listsChildren(parent, context), !mentions(parent, TreePath.name(of: directory)),
        !reaches(child, parentDirectory, context)
      else { return nil }
      return report(child, parent)
    }
  }

  /// Whether the kustomization lists another directory that lies directly below it.
  private func listsChildren(_ parent: Kustomization, _ context: LintContext) -> Bool {
    context.localPaths(of: parent).contains { local in
      guard local.entry.use == .resource, local.kind == .directory, let path = local.path else {
        return false
      }
      return TreePath.directory(of: path) == parent.directory
    }
  }

  /// Whether a comment of the parent names the directory.
  private func mentions(_ parent: Kustomization, _ name: String) -> Bool {
    parent.root.stream.comments.contains { comment in
      comment.text.split { " /-\"'".contains($0) }.joined(separator: " ").contains(
        name.split { "-/".contains($0) }.joined(separator: " "))
    }
  }

  /// Whether the child includes its parent or something above: an overlay, which is built by itself.
  private func reaches(_ child: Kustomization, _ parent: String, _ context: LintContext) -> Bool {
    context.localPaths(of: child).contains { local in
      guard local.entry.use == .resource, let path = local.path else { return false }
      return local.kind == .directory && !TreePath.contains(child.directory, path)
    }
  }

  private func report(_ child: Kustomization, _ parent: Kustomization) -> Diagnostic {
    let name = TreePath.name(of: child.directory)
    let resources = parent.field("resources")
    let edit = resources.flatMap { ListEdits.append(name, to: $0.value) }
    return finding(
      "nothing lists the directory '\(name)', so it is never applied", at: child.fileRange,
      related: (resources?.key.range).map { [Note($0, "the directories beside it are listed here")] } ?? [],
      fix: edit.map { Fix("add '\(name)' to the resources of the parent", .unsafe, [$0]) })
  }
}
