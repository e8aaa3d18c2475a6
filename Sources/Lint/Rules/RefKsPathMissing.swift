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
      let near = context.tree.nearDirectory(to: path)
      let hint = near.map { "; did you mean './\($0)'?" } ?? ""
      return finding(
        "the path '\(written.text ?? "")' does not exist in this repository\(hint)", at: range,
        in: kustomization.manifest, fix: near.flatMap { fix(written, path: $0) })
    }
  }

  private func fix(_ written: Value, path: String) -> Fix? {
    written.edit(to: "./" + path).map { Fix("write './\(path)'", .unsafe, [$0]) }
  }
}
