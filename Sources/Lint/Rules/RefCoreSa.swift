import Diagnostics
import Flux
import Manifests

struct RefCoreSa: Rule {
  static let id = "ref-core-sa"
  static let severity = Severity.warning
  static let summary = "a pod whose ServiceAccount does not exist"
  static let explanation = """
    The API server makes no pod whose ServiceAccount is missing: the workload stays without pods, with an event \
    of the ReplicaSet only.

    A warning where an object of nearly the same name exists, or one in another namespace, and where the tree \
    holds all that the cluster gets; an info where a release or another repository may make it.

    Fix: write the name of the ServiceAccount, or add it in the namespace of the pod.

    Source: Kubernetes documentation, service accounts.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: web-runner
        namespace: default
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
            serviceAccountName: ↓web-runer
      """,
      fixed: """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: web-runner
          namespace: default
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: default
        spec:
          selector:
            matchLabels:
              app: web
          template:
            metadata:
              labels:
                app: web
            spec:
              containers:
                - name: web
                  image: nginx:1.27
              serviceAccountName: web-runner
        """),
    .bad(
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: runner
        namespace: apps
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
            serviceAccountName: ↓runner
      """),
    .good(
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: runner
        namespace: default
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
            serviceAccountName: runner
      """),
    .good(
      "every namespace has this one",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
            serviceAccountName: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { !$0.isFlux && $0.kinds == ["ServiceAccount"] && $0.field != "subjects[]" }.compactMap {
      missingInCluster($0, context)
    }
  }
}
