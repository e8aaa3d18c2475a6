import Diagnostics
import Flux
import Manifests

struct RefCoreKey: Rule {
  static let id = "ref-core-key"
  static let severity = Severity.error
  static let summary = "a pod that reads a key which the ConfigMap or Secret does not have"
  static let explanation = """
    The kubelet does not start a container with such an `env`: the pod stays in CreateContainerConfigError. A \
    volume with such an item is not mounted.

    Fix: write the key that the object has, or say `optional: true`.

    Source: Kubernetes API reference, ConfigMapKeySelector, SecretKeySelector, KeyToPath.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        LOG_LEVEL: info
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
                env:
                  - name: A
                    valueFrom:
                      configMapKeyRef:
                        name: web
                        key: ↓LOGLEVEL
      """,
      fixed: """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web
          namespace: default
        data:
          LOG_LEVEL: info
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
                  env:
                    - name: A
                      valueFrom:
                        configMapKeyRef:
                          name: web
                          key: LOG_LEVEL
        """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
        namespace: default
      stringData:
        username: john
        password: hunter2
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
              - name: auth
                secret:
                  secretName: web
                  items:
                    - key: ↓passwd
                      path: password
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
        namespace: default
      data:
        token: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
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
                env:
                  - name: A
                    valueFrom:
                      secretKeyRef:
                        name: web
                        key: token
      """),
    .good(
      "an ExternalSecret adds keys to the Secret",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
        namespace: default
      stringData:
        a: b
      ---
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata:
        name: web
        namespace: default
      spec:
        target:
          creationPolicy: Merge
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
                env:
                  - name: A
                    valueFrom:
                      secretKeyRef:
                        name: web
                        key: token
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.graphs.flatMap { graph in
      graph.references.flatMap { reference -> [Diagnostic] in
        guard !reference.isFlux, !reference.isOptional, let target = reference.target else { return [] }
        let wanted = keys(reference)
        guard !wanted.isEmpty, let keys = DataKeys(target), context.isJudged(reference.nameRange.path),
          !graph.index.isProduced(target.id.name, kind: target.id.kind, namespace: target.id.namespace)
        else { return [] }
        return wanted.compactMap { value in
          guard let key = value.text, let place = value.origin, !keys.contains(key), !key.isTemplated,
            seen.insert(place).inserted
          else { return nil }
          return report(key, value, place, reference, target, keys)
        }
      }
    }
  }

  /// The keys that a reference reads one by one; empty where it takes them all.
  private func keys(_ reference: Reference) -> [Value] {
    if reference.field.hasSuffix("KeyRef") { return [reference.holder["key"]].compactMap { $0 } }
    guard reference.field.contains("volumes[]") else { return [] }
    return (reference.holder["items"]?.elements ?? []).compactMap { $0["key"] }
  }

  private func report(
    _ key: String, _ value: Value, _ place: SourceRange, _ reference: Reference, _ target: Manifest,
    _ keys: DataKeys
  ) -> Diagnostic {
    let near = keys.nearest(to: key)
    return finding(
      "\(reference.source.id.kind) '\(reference.source.id.name)' reads the key '\(key)' of the \(target.id.kind) '\(target.id.name)', which has \(keys.phrase)",
      at: place, in: reference.source,
      related: [Note(target.nameRange, "the \(target.id.kind) is defined here")],
      fix: near.flatMap { name in value.edit(to: name).map { Fix("write '\(name)'", .unsafe, [$0]) } })
  }
}
