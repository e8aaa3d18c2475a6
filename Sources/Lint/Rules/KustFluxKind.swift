import Diagnostics
import Flux
import Manifests
import YAML

struct KustFluxKind: Rule {
  static let id = "kust-flux-kind"
  static let severity = Severity.error
  static let summary = "a Flux Kustomization named as kustomize's file, or the other way round"
  static let explanation = """
    Two things are called Kustomization. kustomize's own (`kustomize.config.k8s.io`) is read under the name \
    `kustomization.yaml` only; Flux's object (`kustomize.toolkit.fluxcd.io`) is a manifest, and under that name kustomize \
    refuses its `spec`.

    Fix: rename the file: Flux's object to a name such as `ks.yaml`, kustomize's to `kustomization.yaml`.

    Source: kustomize 5.7.1, `unknown field "spec"`; fluxcd/flux2-multi-tenancy#13.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- apps/kustomization.yaml --
      apiVersion: ↓kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps
        prune: true
      """),
    .bad(
      "listed as a resource, and misspelt in a directory of its own",
      """
      -- kustomization.yaml --
      resources:
        - list.yaml
      -- list.yaml --
      apiVersion: ↓kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources: []
      -- apps/kustomisation.yaml --
      apiVersion: ↓kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources: []
      """),
    .good(
      "both under their own names",
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - ks.yaml
      -- ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      """),
    .good(
      "a file by the name of Flux's object may be called as it likes",
      """
      -- apps/kustomize.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let listed = Set(context.localPaths.filter { $0.local.entry.use == .resource }.compactMap(\.local.path))
    let objects = context.judgedKustomizations.filter(\.isFluxObject).map { kustomization in
      finding(
        "this is a Kustomization of Flux, but under the name '\(TreePath.name(of: kustomization.path))' kustomize takes it for its own",
        at: kustomization.field("apiVersion")?.value.range ?? kustomization.fileRange)
    }
    let strays = context.tree.files.flatMap { file -> [Diagnostic] in
      guard file.isJudged, file.role == .manifest, let stream = file.stream else { return [] }
      guard
        listed.contains(file.path)
          || context.tree.kustomizationPaths(in: TreePath.directory(of: file.path)).isEmpty
      else { return [] }
      return stream.documents.compactMap { document in
        guard let written = document.root?["kind"], written.is("Kustomization") || written.is("Component"),
          let kind = written.text, let version = document.root?["apiVersion"],
          version.text?.hasPrefix("kustomize.config.k8s.io/") == true
        else { return nil }
        return finding(
          "this is a \(kind) of kustomize, which is read under the name 'kustomization.yaml' only",
          at: version.range)
      }
    }
    return objects + strays
  }
}
