import Diagnostics
import Kustomize
import Manifests

struct KustPatchNoMatch: Rule {
  static let id = "kust-patch-no-match"
  static let severity = Severity.error
  static let summary = "a patch that names an object which the build does not have"
  static let explanation = """
    A patch without `target` says by its own kind and name what it changes. Where the build has no such object, \
    kustomize refuses the directory: "no resource matches strategic merge patch".

    Fix: write the kind, name and namespace of the object as they are in the base.

    Where a part of the build cannot be fetched or read, nothing is reported: the object may be there.

    Source: kustomize 5.7.1, measured.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - map.yaml
      patches:
        - path: patch.yaml
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      -- patch.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: ↓setting
        namespace: default
      data:
        a: b
      """),
    .bad(
      "the object is in another namespace",
      """
      -- kustomization.yaml --
      resources:
        - map.yaml
      patches:
        - patch: |
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: ↓settings
              namespace: apps
            data:
              a: b
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      """),
    .bad(
      "what is amiss in the directory above adds nothing to this one",
      """
      -- kustomization.yaml --
      resources:
        - apps
        - gone.yaml
      -- apps/kustomization.yaml --
      resources:
        - map.yaml
      patches:
        - patch: |
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: ↓setting
            data:
              a: b
      -- apps/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      """),
    .good(
      "a target that matches nothing is no mistake to kustomize",
      """
      -- kustomization.yaml --
      resources:
        - map.yaml
      patches:
        - path: patch.yaml
          target:
            kind: Deployment
      -- map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      -- patch.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: all
      spec:
        replicas: 2
      """),
    .good(
      "the object may be in what is fetched",
      """
      -- kustomization.yaml --
      resources:
        - https://example.com/release.yaml
      patches:
        - path: patch.yaml
      -- patch.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        a: b
      """),
    .good(
      "a component is built inside of what uses it",
      """
      -- component/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      patches:
        - path: patch.yaml
      -- component/patch.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        a: b
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.absences(.patchWithoutTarget).map { failure in
      finding(failure.message, at: failure.range, related: failure.related)
    }
  }
}
