import Diagnostics
import Flux
import Manifests

struct RefCorePvc: Rule {
  static let id = "ref-core-pvc"
  static let severity = Severity.warning
  static let summary = "a pod that mounts a PersistentVolumeClaim which does not exist"
  static let explanation = """
    The pod stays Pending until the claim exists.

    A warning where an object of nearly the same name exists, or one in another namespace, and where the tree \
    holds all that the cluster gets; an info where a release or another repository may make it.

    Fix: write the name of the claim, or add it in the namespace of the pod.

    Source: Kubernetes API reference, PersistentVolumeClaimVolumeSource.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: web-data
        namespace: default
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
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
              - name: data
                persistentVolumeClaim:
                  claimName: ↓web-date
      """,
      fixed: """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata:
          name: web-data
          namespace: default
        spec:
          accessModes: [ReadWriteOnce]
          resources:
            requests:
              storage: 1Gi
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
                - name: data
                  persistentVolumeClaim:
                    claimName: web-data
        """),
    .bad(
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: web-data
        namespace: apps
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
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
              - name: data
                persistentVolumeClaim:
                  claimName: ↓web-data
      """),
    .good(
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: web-data
        namespace: default
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
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
              - name: data
                persistentVolumeClaim:
                  claimName: web-data
      """),
    .good(
      "a release of the namespace may make it",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: storage
        namespace: default
      spec:
        interval: 5m
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: web-data
        namespace: default
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
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
              - name: data
                persistentVolumeClaim:
                  claimName: web-data
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { !$0.isFlux && $0.kinds == ["PersistentVolumeClaim"] }.compactMap {
      missingInCluster($0, context)
    }
  }
}
