import Diagnostics
import Flux
import Manifests
import YAML

struct KustGeneratedPath: Rule {
  static let id = "kust-generated-path"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a path of a Flux Kustomization without a kustomization"
  static let explanation = """
    Flux then applies every manifest below the path: one that is dropped into the folder by mistake is applied as well, \
    and `kubectl kustomize` cannot show what Flux will do. The directory of a cluster, where bootstrap wants it so, is \
    not reported.

    Fix: write a kustomization.yaml that lists what shall be applied.

    Source: Flux documentation, "Generate kustomization.yaml".
    """
  static let examples: [Example] = [
    .bad(
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ↓./apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
    .bad(
      "a kustomization deeper down does not count",
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ↓"apps"
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/web/kustomization.yaml --
      resources: []
      """),
    .good(
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/kustomization.yml --
      resources: []
      """),
    .good(
      "the directory of a cluster",
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
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.clusters.flatMap(\.kustomizations).compactMap { kustomization in
      guard let directory = kustomization.directory, let range = kustomization.path?.origin,
        context.tree.kustomizationPaths(in: directory).isEmpty,
        context.tree.kind(of: TreePath.join(directory, "flux-system")) != .directory,
        context.isJudged(range.path), seen.insert(range).inserted
      else { return nil }
      return finding(
        "'\(directory.isEmpty ? "." : directory)' has no kustomization, so Flux applies every manifest below it",
        at: range, in: kustomization.manifest)
    }
  }
}
