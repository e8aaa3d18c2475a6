import Diagnostics
import Flux
import Manifests

struct RefCoreSecret: Rule {
  static let id = "ref-core-secret"
  static let severity = Severity.warning
  static let summary = "a pod or an Ingress that reads a Secret which does not exist"
  static let explanation = """
    The kubelet does not start a container whose Secret is missing; an Ingress without its Secret serves a \
    wrong certificate.

    A warning where an object of nearly the same name exists, or one in another namespace, and where the tree \
    holds all that the cluster gets; an info where a release or another repository may make it.

    Fix: write the name of the Secret, or say `optional: true`.

    Source: Kubernetes API reference, PodSpec and IngressTLS.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: web-credentials
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
                envFrom:
                  - secretRef:
                      name: ↓web-credential
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: web-credentials
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
                  envFrom:
                    - secretRef:
                        name: web-credentials
        """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: web-credentials
        namespace: apps
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
            volumes:
              - name: credentials
                secret:
                  secretName: ↓web-credentials
      """),
    .good(
      "an ExternalSecret makes it",
      """
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata:
        name: web-credentials
        namespace: default
      spec:
        secretStoreRef: {kind: ClusterSecretStore, name: vault}
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
                envFrom:
                  - secretRef:
                      name: web-credentials
      """),
    .good(
      "cert-manager makes it for the Ingress",
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: web
        namespace: default
        annotations:
          cert-manager.io/cluster-issuer: letsencrypt
      spec:
        tls:
          - hosts: [web.example.com]
            secretName: web-tls
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { !$0.isFlux && $0.kinds == ["Secret"] && !$0.isPullSecret }.compactMap {
      missingInCluster($0, context)
    }
  }
}
