import Diagnostics
import Flux
import Manifests

struct RefKsPathMissing: Rule {
  static let id = "ref-ks-path-missing"
  static let aliases = ["ref-ks-path-case"]
  static let severity = Severity.error
  static let summary = "a Flux Kustomization whose path does not exist in this repository"
  static let explanation = """
    The kustomize-controller looks for `spec.path` in the artifact of the source. Where it does not exist, the \
    Kustomization fails with "kustomization path not found" and nothing below it is applied any more.

    Only a path in this repository is judged: one whose source is the bootstrap GitRepository `flux-system`, or \
    another object with the same URL.

    Fix: write the path of the directory as it is now.

    Source: kustomize-controller, Kustomization spec.path.
    """
  static let examples: [Example] = [
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
        path: ↓./clusters/development
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      """),
    .bad(
      "a letter's case counts",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ↓./Apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/kustomization.yaml --
      resources: []
      """),
    .bad(
      "a path begins at the root of the artifact that a generator makes",
      """
      -- clusters/dev/artifacts.yaml --
      apiVersion: source.extensions.fluxcd.io/v1beta1
      kind: ArtifactGenerator
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        sources:
          - alias: repo
            kind: GitRepository
            name: flux-system
        artifacts:
          - name: apps
            copy:
              - from: "@repo/apps/base/**"
                to: "@artifact/base/"
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ↓./bse
        prune: true
        sourceRef:
          kind: ExternalArtifact
          name: apps
      -- apps/base/kustomization.yaml --
      resources: []
      -- apps/dev/kustomization.yaml --
      resources: []
      """),
    .bad(
      "a directory that the generator does not copy",
      """
      -- clusters/dev/artifacts.yaml --
      apiVersion: source.extensions.fluxcd.io/v1beta1
      kind: ArtifactGenerator
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        sources:
          - alias: repo
            kind: GitRepository
            name: flux-system
        artifacts:
          - name: apps
            copy:
              - from: "@repo/apps/base/**"
                to: "@artifact/base/"
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ↓./dev
        prune: true
        sourceRef:
          kind: ExternalArtifact
          name: apps
      -- apps/base/kustomization.yaml --
      resources: []
      -- apps/dev/kustomization.yaml --
      resources: []
      """),
    .good(
      "a path in another repository",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        interval: 10m
        path: ./kustomize
        prune: true
        sourceRef:
          kind: GitRepository
          name: podinfo
      """),
    .good(
      "a path that is substituted",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps/${ENVIRONMENT}
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.clusters.flatMap(\.kustomizations).compactMap { kustomization in
      guard case .missing(let path) = kustomization.location, let written = kustomization.path,
        let range = written.origin, context.isJudged(range.path), seen.insert(range).inserted
      else { return nil }
      let meant = near(path, written, context)
      return finding(
        "the path '\(written.text ?? "")' \(reason(kustomization, path, context))"
          + (meant.map { "; did you mean './\($0)'?" } ?? ""),
        at: range, in: kustomization.manifest, fix: meant.flatMap { fix(written, path: $0) })
    }
  }

  private func reason(_ kustomization: FluxKustomization, _ path: String, _ context: LintContext) -> String {
    let source = kustomization.spec?["sourceRef"]
    let copy = source?["kind"]?.text == "ExternalArtifact" ? source?["name"]?.text : nil
    if context.tree.kind(of: path) == .directory {
      let holder = copy.map { "the ExternalArtifact '\($0)'" } ?? "what Flux fetches"
      return "is not in \(holder), which leaves out '\(path)' of this repository"
    }
    return "does not exist in " + (copy.map { "the ExternalArtifact '\($0)'" } ?? "this repository")
  }

  /// The directory that comes nearest, from the root of the source: an artifact may be made of a directory of the tree.
  private func near(_ path: String, _ written: Value, _ context: LintContext) -> String? {
    guard context.tree.kind(of: path) != .directory, let near = context.tree.nearDirectory(to: path) else {
      return nil
    }
    let inside = TreePath.clamped(written.text ?? "")
    guard path != inside else { return near }
    let base = path.dropLast(inside.utf8.count)
    return near.hasPrefix(base) ? String(near.dropFirst(base.count)) : nil
  }

  private func fix(_ written: Value, path: String) -> Fix? {
    written.edit(to: "./" + path).map { Fix("write './\(path)'", .unsafe, [$0]) }
  }
}
