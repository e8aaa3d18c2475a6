import Diagnostics
import Flux
import Manifests

struct RefCorePullsecret: Rule {
  static let id = "ref-core-pullsecret"
  static let severity = Severity.warning
  static let summary = "imagePullSecrets that name a Secret which does not exist"
  static let explanation = """
    The kubelet passes over a pull secret that is missing and pulls without credentials, which a private \
    registry refuses.

    A warning where an object of nearly the same name exists, or one in another namespace, and where the tree \
    holds all that the cluster gets; an info where a release or another repository may make it.

    Fix: write the name of the Secret, or add it in the namespace of the pod.

    Source: Kubernetes documentation, pull an image from a private registry.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry-credentials
        namespace: default
      stringData:
        username: john
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
            imagePullSecrets:
              - name: ↓registry-credential
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: registry-credentials
          namespace: default
        stringData:
          username: john
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
              imagePullSecrets:
                - name: registry-credentials
        """),
    .bad(
      "of a ServiceAccount",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry
        namespace: flux-system
      stringData:
        username: john
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: web
        namespace: default
      imagePullSecrets:
        - name: ↓registry
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry
        namespace: default
      stringData:
        username: john
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
            imagePullSecrets:
              - name: registry
      """),
    .good(
      "a controller copies it into every namespace",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry
        namespace: flux-system
        annotations:
          reflector.v1.k8s.emberstack.com/reflection-auto-enabled: "true"
      stringData:
        a: b
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
            imagePullSecrets:
              - name: registry
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.isPullSecret }.compactMap { missingInCluster($0, context) }
  }
}
