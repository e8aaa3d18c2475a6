import Diagnostics
import Flux
import Manifests

struct RefCoreConfigmap: Rule {
  static let id = "ref-core-configmap"
  static let severity = Severity.warning
  static let summary = "a pod that reads a ConfigMap which does not exist"
  static let explanation = """
    The kubelet does not start a container whose ConfigMap is missing: the pod stays in \
    CreateContainerConfigError or ContainerCreating.

    A warning where an object of nearly the same name exists, or one in another namespace, and where the tree \
    holds all that the cluster gets; an info where a release or another repository may make it.

    Fix: write the name of the ConfigMap, or say `optional: true`.

    Source: Kubernetes API reference, PodSpec.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-settings
        namespace: default
      data:
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
                envFrom:
                  - configMapRef:
                      name: ↓web-setting
      """,
      fixed: """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web-settings
          namespace: default
        data:
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
                  envFrom:
                    - configMapRef:
                        name: web-settings
        """),
    .bad(
      "in another namespace",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-settings
        namespace: apps
      data:
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
            volumes:
              - name: settings
                configMap:
                  name: ↓web-settings
      """),
    .good(
      "it may be absent",
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
                envFrom:
                  - configMapRef:
                      name: web-settings
                      optional: true
      """),
    .good(
      "kustomize rewrites the name of a generated one",
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      configMapGenerator:
        - name: web-settings
          namespace: default
          literals: [a=b]
      resources:
        - web.yaml
      -- web.yaml --
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
                  - configMapRef:
                      name: web-settings
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { !$0.isFlux && $0.kinds == ["ConfigMap"] }.compactMap { missingInCluster($0, context) }
  }
}
