import Diagnostics
import Flux
import Manifests

struct RefSubstituteFromMissing: Rule {
  static let id = "ref-substitute-from-missing"
  static let severity = Severity.error
  static let summary = "a substituteFrom entry that names nothing"
  static let explanation = """
    The kustomize-controller reads the variables of every entry before it applies anything; one that does not \
    exist stops the Kustomization, unless it says `optional: true`.

    An error where an object of nearly the same name exists, or one in another namespace; an info where nothing \
    in the tree comes near, since such objects are often made outside.

    Fix: write the name of the object; the field reaches no other namespace.

    Source: Flux API reference, Kustomization spec.postBuild.substituteFrom.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- clusters/dev/apps.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: cluster-settings
        namespace: flux-system
      data:
        DOMAIN: example.com
      ---
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
        postBuild:
          substituteFrom:
            - kind: ConfigMap
              name: ↓cluster-setting
      -- apps/kustomization.yaml --
      resources: []
      """),
    .bad(
      "a Secret of that name exists, a ConfigMap does not",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: cluster-settings
        namespace: flux-system
      stringData:
        DOMAIN: example.com
      ---
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
        postBuild:
          substituteFrom:
            - kind: ↓ConfigMap
              name: cluster-settings
      -- apps/kustomization.yaml --
      resources: []
      """),
    .good(
      """
      -- clusters/dev/apps.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: cluster-settings
        namespace: flux-system
      data:
        DOMAIN: example.com
      ---
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
        postBuild:
          substituteFrom:
            - kind: ConfigMap
              name: cluster-settings
      -- apps/kustomization.yaml --
      resources: []
      """),
    .good(
      "it may be absent",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: cluster-settings
        namespace: flux-system
      data:
        DOMAIN: example.com
      ---
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
        postBuild:
          substituteFrom:
            - kind: ConfigMap
              name: cluster-setting
              optional: true
      -- apps/kustomization.yaml --
      resources: []
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken(where: \.isSubstituteFrom).compactMap { missingHere($0) }
  }
}
