import Diagnostics
import Flux
import Manifests
import YAML

struct KustRootShadow: Rule {
  static let id = "kust-root-shadow"
  static let severity = Severity.warning
  static let summary = "a kustomization at a Flux path that hides directories beside it"
  static let explanation = """
    Without a kustomization at spec.path, Flux applies every directory below it. As soon as one is added, only what it \
    lists is applied; the others stop silently, and with `prune` what they made is deleted. Where `flux-system` is not \
    listed, that is Flux itself.

    Fix: add the directories to `resources`.

    Source: fluxcd/pkg kustomize generator.
    """
  static let examples: [Example] = [
    .bad(
      "the directory of a cluster got a kustomization of its own",
      """
      -- clusters/dev/flux-system/gotk-sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        interval: 10m
        path: ./clusters/dev
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- clusters/dev/flux-system/kustomization.yaml --
      resources:
        - gotk-sync.yaml
      -- clusters/dev/kustomization.yaml --
      ↓resources:
        - web
      -- clusters/dev/web/kustomization.yaml --
      resources: []
      """),
    .bad(
      """
      -- clusters/dev/flux-system/gotk-sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        interval: 10m
        path: ./clusters/dev
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- clusters/dev/flux-system/kustomization.yaml --
      resources:
        - gotk-sync.yaml
      -- clusters/dev/kustomization.yaml --
      ↓resources:
        - flux-system
        - web
      -- clusters/dev/web/kustomization.yaml --
      resources: []
      -- clusters/dev/helm-repos-oci-private/kustomization.yaml --
      resources: []
      """),
    .good(
      "all are listed",
      """
      -- clusters/dev/flux-system/gotk-sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        interval: 10m
        path: ./clusters/dev
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- clusters/dev/flux-system/kustomization.yaml --
      resources:
        - gotk-sync.yaml
      -- clusters/dev/kustomization.yaml --
      resources:
        - flux-system
        - web
        # - queue
      -- clusters/dev/web/kustomization.yaml --
      resources: []
      -- clusters/dev/queue/kustomization.yaml --
      resources: []
      """),
    .good(
      "without a kustomization Flux applies all",
      """
      -- clusters/dev/flux-system/gotk-sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        interval: 10m
        path: ./clusters/dev
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- clusters/dev/web/kustomization.yaml --
      resources: []
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let namings = context.namings
    return context.fluxRoots.sorted().compactMap { root in
      guard let kustomization = context.tree.kustomization(in: root), context.isJudged(kustomization.path),
        let resources = kustomization.field("resources")
      else { return nil }
      let hidden = context.tree.names(in: root).filter { isHidden($0, kustomization, namings, context) }
      return hidden.isEmpty ? nil : report(hidden, resources, kustomization, context)
    }
  }

  /// Whether a directory below would be applied if the kustomization were not there, and is not.
  private func isHidden(
    _ name: String, _ kustomization: Kustomization, _ namings: [LintContext.Naming], _ context: LintContext
  ) -> Bool {
    let path = TreePath.join(kustomization.directory, name)
    guard let child = context.tree.kustomization(in: path), context.isJudged(child.path), !child.isComponent,
      !namings.contains(where: { TreePath.contains(path, $0.path) && !TreePath.contains(path, $0.directory) })
    else { return false }
    return !kustomization.root.stream.comments.contains { $0.text.contains(name) }
  }

  private func report(
    _ hidden: [String], _ resources: Node.Entry, _ kustomization: Kustomization, _ context: LintContext
  ) -> Diagnostic {
    let names = hidden.prefix(3).map { "'\($0)'" }.joined(separator: ", ") + (hidden.count > 3 ? ", …" : "")
    let notes = hidden.compactMap { name in
      context.tree.kustomization(in: TreePath.join(kustomization.directory, name)).map {
        Note($0.fileRange, "'\(name)' is not listed")
      }
    }
    let edit = ListEdits.append(hidden[0], to: resources.value)
    return finding(
      "this kustomization hides \(names) from Flux, which applies only what is listed here",
      at: resources.key.range, related: notes,
      fix: hidden.count == 1 ? edit.map { Fix("add '\(hidden[0])' to resources", .unsafe, [$0]) } : nil)
  }
}
