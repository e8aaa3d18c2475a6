import Diagnostics
import Flux
import Manifests

struct RefCoreHpaTarget: Rule {
  static let id = "ref-core-hpa-target"
  static let severity = Severity.warning
  static let summary = "a HorizontalPodAutoscaler whose target does not exist"
  static let explanation = """
    The autoscaler says FailedGetScale and scales nothing.

    A warning where an object of nearly the same name exists, or one in another namespace, and where the tree \
    holds all that the cluster gets; an info where a release or another repository may make it.

    Fix: write the kind and the name of the workload in the same namespace.

    Source: Kubernetes API reference, CrossVersionObjectReference.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: frontend
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
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata:
        name: web
        namespace: default
      spec:
        scaleTargetRef:
          apiVersion: apps/v1
          kind: Deployment
          name: ↓frontent
        maxReplicas: 3
      """,
      fixed: """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: frontend
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
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: web
          namespace: default
        spec:
          scaleTargetRef:
            apiVersion: apps/v1
            kind: Deployment
            name: frontend
          maxReplicas: 3
        """),
    .bad(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: frontend
        namespace: apps
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
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata:
        name: web
        namespace: default
      spec:
        scaleTargetRef:
          apiVersion: apps/v1
          kind: Deployment
          name: ↓frontend
        maxReplicas: 3
      """),
    .good(
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: frontend
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
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata:
        name: web
        namespace: default
      spec:
        scaleTargetRef:
          apiVersion: apps/v1
          kind: Deployment
          name: frontend
        maxReplicas: 3
      """),
    .good(
      "a resource of another kind",
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata:
        name: frontend
        namespace: default
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata:
        name: web
        namespace: default
      spec:
        scaleTargetRef:
          apiVersion: argoproj.io/v1alpha1
          kind: Rollout
          name: frontend
        maxReplicas: 3
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.source.id.kind == "HorizontalPodAutoscaler" }.compactMap {
      missingInCluster($0, context)
    }
  }
}
