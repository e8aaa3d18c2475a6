import Diagnostics
import Manifests
import YAML

struct LayoutNestedFluxSystem: Rule {
  static let id = "layout-nested-flux-system"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a manifest of one's own in the folder of Flux's bootstrap"
  static let explanation = """
    `flux-system` belongs to `flux bootstrap`, which may write it anew. Its kustomization.yaml is the one place that is \
    kept, for patches; manifests beside it are forgotten there by everyone but Flux.

    Fix: move the manifest beside the folder, into the directory of the cluster.

    Source: Flux documentation, "Customize Flux manifests", "Repository structure".
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
      -- clusters/dev/flux-system/kustomization.yaml --
      resources:
        - gotk-sync.yaml
        - web.yaml
      -- clusters/dev/flux-system/web.yaml --
      ↓apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: default
      """),
    .bad(
      "in a folder below",
      """
      -- flux-system/gotk-components.yaml --
      # generated
      -- flux-system/alerts/slack.yaml --
      ↓apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata:
        name: slack
        namespace: flux-system
      """),
    .good(
      "a patch of the controllers",
      """
      -- flux-system/gotk-sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: flux-system
        namespace: flux-system
      -- flux-system/kustomization.yaml --
      resources:
        - gotk-sync.yaml
      patches:
        - path: patch.yaml
      -- flux-system/patch.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        interval: 1h
      """),
    .good(
      "a folder of that name without the files of bootstrap",
      """
      -- apps/flux-system/alerts.yaml --
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata:
        name: slack
        namespace: flux-system
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let names: Set<String> = ["gotk-components.yaml", "gotk-sync.yaml"]
    let folders = Set(
      context.tree.files.map(\.path).filter { names.contains(TreePath.name(of: $0)) }.map(TreePath.directory)
        .filter { TreePath.name(of: $0) == "flux-system" })
    return context.tree.files.compactMap { file in
      guard file.isJudged, file.role == .manifest, !names.contains(TreePath.name(of: file.path)),
        let folder = folders.first(where: { TreePath.contains($0, file.path) })
      else { return nil }
      let start = file.stream?.source.start ?? 0
      return finding(
        "'\(TreePath.relative(file.path, to: folder))' lies in the folder that 'flux bootstrap' writes",
        at: SourceRange(path: file.path, bytes: start..<start),
        in: file.stream?.documents.first?.manifests.first)
    }
  }
}
