import Diagnostics
import Flux
import Manifests

struct RefKsSourceMissing: Rule {
  static let id = "ref-ks-source-missing"
  static let severity = Severity.error
  static let summary = "a Flux Kustomization whose source does not exist"
  static let explanation = """
    The kustomize-controller takes its files from the object that `sourceRef` names. Where there is none the \
    Kustomization stays unready, and nothing below its path is applied.

    An error where a source of nearly the same name exists, a warning where nothing in the tree comes near. The \
    bootstrap source `flux-system` counts as there.

    Fix: write the name of the source, or add the source; `external:` in .lintrc names sources that live \
    elsewhere.

    Source: Flux API reference, Kustomization spec.sourceRef.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        interval: 5m
        url: https://git.example.com/group/project
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef:
          kind: GitRepository
          name: ↓podinfos
        path: ./
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata:
          name: podinfo
          namespace: flux-system
        spec:
          interval: 5m
          url: https://git.example.com/group/project
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: podinfo
          namespace: flux-system
        spec:
          interval: 5m
          prune: true
          sourceRef:
            kind: GitRepository
            name: podinfo
          path: ./
        """),
    .bad(
      "nothing near: it may be made outside",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef:
          kind: GitRepository
          name: ↓podinfo
        path: ./deploy
      """),
    .good(
      "the source of the bootstrap is in no file",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
      """),
    .good(
      "a parent's patch adds the sourceRef",
      """
      -- clusters/dev/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: cluster
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        patches:
          - patch: |
              apiVersion: kustomize.toolkit.fluxcd.io/v1
              kind: Kustomization
              metadata: {name: any}
              spec:
                sourceRef: {kind: GitRepository, name: flux-system}
            target:
              kind: Kustomization
      -- apps/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: web
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        path: ./web
      -- web/kustomization.yaml --
      resources: []
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.source.id.kind == "Kustomization" && $0.field == "spec.sourceRef" }.compactMap {
      broken in
      // An ExternalArtifact is made by a controller, not written.
      missing(broken, absent: broken.reference.kinds == ["ExternalArtifact"] ? .info : .warning)
    }
  }
}
