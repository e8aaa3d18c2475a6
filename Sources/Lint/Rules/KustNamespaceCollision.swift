import Diagnostics
import Kustomize
import Manifests

struct KustNamespaceCollision: Rule {
  static let id = "kust-namespace-collision"
  static let severity = Severity.error
  static let summary = "two objects that `namespace:` makes one"
  static let explanation = """
    `namespace` of a kustomization, and `targetNamespace` of a Flux Kustomization, put every object into one namespace. \
    Two that differ in their namespace alone then have one id, and the build fails with "namespace transformation \
    produces ID conflict".

    Fix: take the namespace out of the kustomization, or give one of the objects another name.

    Source: kustomize 5.7.1, measured.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      namespace: ↓prod
      resources:
        - maps.yaml
      -- maps.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: apps
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: infra
      """),
    .bad(
      "the objects come from two bases",
      """
      -- overlay/kustomization.yaml --
      namespace: ↓prod
      resources:
        - ../a
        - ../b
      -- a/kustomization.yaml --
      namespace: a
      resources:
        - map.yaml
      -- a/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      -- b/kustomization.yaml --
      namespace: b
      resources:
        - map.yaml
      -- b/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      """),
    .good(
      "two names",
      """
      -- kustomization.yaml --
      namespace: prod
      resources:
        - maps.yaml
      -- maps.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: first
        namespace: apps
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: second
        namespace: infra
      """),
    .good(
      "objects without a namespace of their own kind's scope",
      """
      -- kustomization.yaml --
      namespace: prod
      resources:
        - roles.yaml
      -- roles.yaml --
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: reader
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: reader
        namespace: apps
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.failures(.namespaceCollision).map { failure in
      finding(failure.message, at: failure.range, related: failure.related)
    }
  }
}
