import Diagnostics
import Flux
import Manifests

struct RefKsPathFile: Rule {
  static let id = "ref-ks-path-file"
  static let severity = Severity.error
  static let summary = "a Flux Kustomization whose path is a file"
  static let explanation = """
    `spec.path` is the directory that Flux builds. For a file the kustomize-controller says "path is not a \
    directory" and applies nothing.

    Fix: write the directory that holds the file.

    Source: kustomize-controller, Kustomization spec.path.
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
        path: ↓./apps/web.yaml
      -- apps/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        a: b
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
        -- apps/web.yaml --
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web
          namespace: default
        data:
          a: b
        """),
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
        path: ↓'apps/kustomization.yaml'
      -- apps/kustomization.yaml --
      resources: []
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
          path: './apps'
        -- apps/kustomization.yaml --
        resources: []
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
      -- apps/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        a: b
      """),
    .good(
      "in another repository it may be a directory",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        interval: 5m
        url: https://git.example.com/group/project
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: web
        namespace: flux-system
      spec:
        interval: 5m
        url: https://git.example.com/group/web
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: web}
        path: ./apps/web.yaml
      -- apps/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        a: b
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.clusters.flatMap(\.kustomizations).compactMap { kustomization in
      guard case .file(let path) = kustomization.location, let written = kustomization.path,
        let place = written.origin, context.isJudged(place.path), seen.insert(place).inserted
      else { return nil }
      let directory = TreePath.directory(of: path)
      let better = directory.isEmpty ? "./" : "./" + directory
      return finding(
        "the path '\(written.text ?? "")' is a file; Flux builds directories", at: place,
        in: kustomization.manifest,
        fix: written.edit(to: better).map { Fix("write '\(better)'", .unsafe, [$0]) })
    }
  }
}
