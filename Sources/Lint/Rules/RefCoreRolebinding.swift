import Diagnostics
import Flux
import Manifests

struct RefCoreRolebinding: Rule {
  static let id = "ref-core-rolebinding"
  static let severity = Severity.warning
  static let summary = "a binding whose role or ServiceAccount does not exist"
  static let explanation = """
    The API server takes the binding, and it grants nothing.

    A warning where an object of nearly the same name exists, or one in another namespace, and where the tree \
    holds all that the cluster gets; an info where a release or another repository may make it.

    Fix: write the name of the role, and the name and namespace of the ServiceAccount.

    Source: Kubernetes documentation, RBAC.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: web-reader
        namespace: default
      rules: []
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: web
        namespace: default
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: web
        namespace: default
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: ↓web-readers
      subjects:
        - kind: ServiceAccount
          name: web
          namespace: default
      """,
      fixed: """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          name: web-reader
          namespace: default
        rules: []
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: web
          namespace: default
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          name: web
          namespace: default
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: Role
          name: web-reader
        subjects:
          - kind: ServiceAccount
            name: web
            namespace: default
        """),
    .bad(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: web-reader
        namespace: default
      rules: []
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: web-runner
        namespace: default
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: web
        namespace: default
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: web-reader
      subjects:
        - kind: ServiceAccount
          name: ↓web-runer
          namespace: default
      """,
      fixed: """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          name: web-reader
          namespace: default
        rules: []
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: web-runner
          namespace: default
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          name: web
          namespace: default
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: Role
          name: web-reader
        subjects:
          - kind: ServiceAccount
            name: web-runner
            namespace: default
        """),
    .good(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: web-reader
        namespace: default
      rules: []
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: web
        namespace: default
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: web
        namespace: default
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: web-reader
      subjects:
        - kind: ServiceAccount
          name: web
          namespace: default
      """),
    .good(
      "the roles that every cluster has",
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: web
        namespace: default
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: web
        namespace: default
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: cluster-admin
      subjects:
        - kind: ServiceAccount
          name: web
          namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.source.id.kind.hasSuffix("RoleBinding") }.compactMap { missingInCluster($0, context) }
  }
}
