import Diagnostics
import Flux
import Manifests
import YAML

struct KustGeneratedNotManifest: Rule {
  static let id = "kust-generated-not-manifest"
  static let severity = Severity.error
  static let summary = "YAML that is no manifest in a directory whose list Flux generates"
  static let explanation = """
    Where spec.path has no kustomization, Flux makes one of every `.yaml` and `.yml` file below it. A file that is no \
    Kubernetes object (the settings of a linter, the template of a chart) stops the whole Kustomization with "failed to \
    decode Kubernetes YAML".

    Fix: leave the file out with a line in `.sourceignore` at the root of the repository, which must then repeat Flux's \
    default patterns; or give the directory a kustomization.yaml.

    Source: fluxcd/pkg kustomize, scanManifests; fluxcd/flux2#1788, #3094, #5313.
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
        path: ./clusters/dev
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- clusters/dev/.yamllint.yaml --
      ↓rules:
        line-length: disable
      """),
    .bad(
      "values of a chart, deep below, with patterns that do not match",
      """
      -- .sourceignore --
      /docs/
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
      -- apps/web/helm/values.yaml --
      ↓replicas: 2
      -- apps/cache/kustomization.yaml --
      configMapGenerator:
        - name: values
          files: [values.yaml]
      -- apps/cache/values.yaml --
      replicas: 2
      """),
    .good(
      "left out of what Flux fetches, by a pattern or by default",
      """
      -- apps/.sourceignore --
      values.yaml
      -- infra/.sops.yaml --
      creation_rules: []
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
      -- apps/web/values.yaml --
      replicas: 2
      """),
    .good(
      "a source that is another repository",
      """
      -- sync.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: other
        namespace: flux-system
      spec:
        interval: 10m
        url: https://example.com/other.git
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./deploy
        prune: true
        sourceRef:
          kind: GitRepository
          name: other
      -- deploy/values.yaml --
      replicas: 2
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let ignored = SourceIgnore(context.tree)
    var seen: Set<String> = []
    return context.clusters.flatMap(\.kustomizations).flatMap { kustomization -> [Diagnostic] in
      guard let directory = kustomization.directory, isOwn(kustomization),
        context.tree.kustomizationPaths(in: directory).isEmpty
      else { return [] }
      return GeneratedResources.paths(in: directory, of: context.tree).compactMap { path in
        let path = TreePath.join(directory, path)
        guard context.isJudged(path), context.tree[path]?.role != .manifest || context.tree[path] == nil,
          !ignored.leavesOut(path, for: kustomization.manifest), seen.insert(path).inserted
        else { return nil }
        return report(path, kustomization, context)
      }
    }
  }

  /// Only the bootstrap source is surely this repository as it lies here.
  private func isOwn(_ kustomization: FluxKustomization) -> Bool {
    let source = kustomization.spec?["sourceRef"]
    return source?["name"]?.is("flux-system") == true && source?["kind"]?.is("GitRepository") != false
  }

  private func report(_ path: String, _ kustomization: FluxKustomization, _ context: LintContext)
    -> Diagnostic?
  {
    guard let stream = context.tree.stream(of: path) else { return nil }
    let related = (kustomization.path?.origin).map {
      [
        Note(
          $0, "the Kustomization '\(kustomization.manifest.id.name)' applies every manifest below this path")
      ]
    }
    if let error = stream.error {
      // What looks like a manifest is for `yaml-syntax` to report.
      guard context.tree[path]?.role == .chart else { return nil }
      return finding(
        "Flux lists this template of a chart as a manifest, and cannot read it",
        at: SourceRange(path: path, bytes: error.offset..<error.offset), related: related ?? [])
    }
    guard let stranger = Stranger(in: stream) else { return nil }
    return finding(
      "Flux lists this file as a manifest, but it is none: \(stranger.reason)", at: stranger.range,
      related: related ?? [])
  }
}
