import Diagnostics
import Flux
import Manifests

struct RefKsPathEscape: Rule {
  static let id = "ref-ks-path-escape"
  static let severity = Severity.error
  static let summary = "a Flux Kustomization whose path leads out of its source"
  static let explanation = """
    Nothing above the root of the source can be reached: the kustomize-controller lets `..` at the root stay \
    there, so that `../components` means `./components`.

    An error where that directory does not exist, a warning where it does: the path works, but does not say \
    what it means.

    Fix: write the path from the root of the repository.

    Source: kustomize-controller, securejoin.SecureJoin on spec.path.
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
        path: ↓../components/web
      """),
    .bad(
      "the directory exists below the root: a warning",
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
        path: ↓../../apps
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
          path: ./apps
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
        path: ./clusters/../apps
      -- apps/kustomization.yaml --
      resources: []
      """),
    .good(
      "a slash at the start means the root",
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
        path: /apps
      -- apps/kustomization.yaml --
      resources: []
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.clusters.flatMap(\.kustomizations).compactMap { kustomization in
      guard let written = kustomization.path, let text = written.text, let place = written.origin,
        kustomization.location == .escapes || kustomization.directory != nil, !text.isTemplated,
        TreePath.resolve(String(text.drop { $0 == "/" }), from: "") == nil, context.isJudged(place.path),
        seen.insert(place).inserted
      else { return nil }
      let real = "./" + TreePath.clamped(text)
      let exists = kustomization.directory != nil
      return finding(
        "the path '\(text)' leads out of the source; Flux takes it for '\(real)'\(exists ? "" : ", which does not exist")",
        at: place, in: kustomization.manifest, severity: exists ? .warning : .error,
        fix: exists ? written.edit(to: real).map { Fix("write '\(real)'", .unsafe, [$0]) } : nil)
    }
  }
}
