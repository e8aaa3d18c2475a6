import Diagnostics
import Flux
import Manifests

struct RefComponentsMissing: Rule {
  static let id = "ref-components-missing"
  static let severity = Severity.error
  static let summary = "a component of a Flux Kustomization that does not exist"
  static let explanation = """
    `spec.components` are directories relative to `spec.path`. For one that does not exist the build fails, \
    unless `ignoreMissingComponents` is set, and nothing is applied.

    Fix: write the path from `spec.path` to the directory of the component.

    Source: fluxcd/pkg kustomize generator, components.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        components:
          - ↓../component/alerts
      -- apps/kustomization.yaml --
      resources: []
      -- components/alerts/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      """,
      fixed: """
        -- clusters/dev/apps.yaml --
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 5m
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
          path: ./apps
          components:
            - ../components/alerts
        -- apps/kustomization.yaml --
        resources: []
        -- components/alerts/kustomization.yaml --
        apiVersion: kustomize.config.k8s.io/v1alpha1
        kind: Component
        """),
    .bad(
      "it is relative to the path, not to the root",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps/web
        components:
          - ↓components/alerts
      -- apps/web/kustomization.yaml --
      resources: []
      -- components/alerts/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      """),
    .good(
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        components:
          - ../components/alerts
      -- apps/kustomization.yaml --
      resources: []
      -- components/alerts/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      """),
    .good(
      "it may be missing",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        ignoreMissingComponents: true
        components:
          - ../components/alerts
      -- apps/kustomization.yaml --
      resources: []
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.clusters.flatMap(\.kustomizations).flatMap { kustomization -> [Diagnostic] in
      guard let directory = kustomization.directory, let spec = kustomization.spec,
        !spec.isTrue("ignoreMissingComponents")
      else { return [] }
      return (spec["components"]?.elements ?? []).compactMap { entry in
        guard let text = entry.text, let place = entry.origin, !text.isTemplated,
          !Kustomization.isRemote(text),
          context.isJudged(place.path)
        else { return nil }
        let path = TreePath.resolve(text, from: directory)
        guard path.map({ context.tree.kind(of: $0) == .missing }) ?? true, seen.insert(place).inserted else {
          return nil
        }
        return report(text, entry, path, directory, kustomization.manifest, context)
      }
    }
  }

  private func report(
    _ text: String, _ entry: Value, _ path: String?, _ directory: String, _ manifest: Manifest,
    _ context: LintContext
  ) -> Diagnostic {
    let near = path.flatMap { context.tree.nearDirectory(to: $0) }.map {
      TreePath.relative($0, to: directory)
    }
    let hint = near.map { "; did you mean '\($0)'?" } ?? ""
    return finding(
      "the component '\(text)' does not exist as seen from '\(directory.isEmpty ? "." : directory)'\(hint)",
      at: entry.origin ?? manifest.nameRange, in: manifest,
      fix: near.flatMap { name in entry.edit(to: name).map { Fix("write '\(name)'", .unsafe, [$0]) } })
  }
}
