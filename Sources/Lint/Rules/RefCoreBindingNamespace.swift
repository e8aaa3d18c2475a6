import Diagnostics
import Flux
import Manifests

struct RefCoreBindingNamespace: Rule {
  static let id = "ref-core-binding-namespace"
  static let severity = Severity.error
  static let summary = "a ClusterRoleBinding whose ServiceAccount has no namespace"
  static let explanation = """
    A ServiceAccount lives in a namespace; a subject of a ClusterRoleBinding has to say which. The API server \
    refuses one that does not.

    Fix: write the namespace of the ServiceAccount.

    Source: Kubernetes validation of ClusterRoleBinding subjects.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: web
        namespace: apps
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: web
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: view
      subjects:
        - kind: ServiceAccount
          name: ↓web
      """,
      fixed: """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: web
          namespace: apps
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          name: web
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: ClusterRole
          name: view
        subjects:
          - kind: ServiceAccount
            name: web
            namespace: apps
        """),
    .bad(
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: web
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: view
      subjects:
        - {kind: ServiceAccount, name: ↓web}
      """),
    .good(
      "a group has none",
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: web
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: view
      subjects:
        - {kind: Group, name: admins, apiGroup: rbac.authorization.k8s.io}
      """),
    .good(
      "kustomize adds it to the ServiceAccount that is built along",
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      namespace: apps
      resources:
        - web.yaml
      -- web.yaml --
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: web
        namespace: default
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: web
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: view
      subjects:
        - {kind: ServiceAccount, name: web, namespace: default}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.graphs.flatMap { graph in
      graph.references.compactMap { reference -> Diagnostic? in
        guard reference.source.id.kind == "ClusterRoleBinding", reference.field == "subjects[]",
          reference.namespace == nil, context.isJudged(reference.nameRange.path),
          seen.insert(reference.nameRange).inserted
        else { return nil }
        let accounts = Set(
          graph.index.named(reference.name, kind: "ServiceAccount").compactMap(\.id.namespace))
        return finding(
          "the ServiceAccount '\(reference.name)' of ClusterRoleBinding '\(reference.source.id.name)' has no namespace, which the API server requires",
          at: reference.nameRange, in: reference.source,
          fix: accounts.count == 1 ? accounts.first.flatMap { reference.move(to: $0) } : nil)
      }
    }
  }
}
