import Diagnostics
import Manifests
import YAML

struct APIDuplicateItem: Rule {
  static let id = "api-duplicate-item"
  static let severity = Severity.error
  static let summary = "two elements of a list that have the same key"
  static let explanation = """
    Lists such as the containers or the environment of a pod are kept by a key. Server-side apply, which Flux uses, \
    refuses two elements of the same key; other clients keep one and lose the other.

    Fix: take one of the two out, or give it another key.

    Source: `x-kubernetes-list-map-keys` in the schema of the kind.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - {name: LEVEL, value: info}
              - {name: ↓LEVEL, value: debug}
      """),
    .bad(
      "two keys together",
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        ports:
          - {name: http, port: 80, protocol: TCP}
          - {name: https, port: ↓80, protocol: TCP}
      """),
    .good(
      "one key differs",
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: dns
      spec:
        ports:
          - {name: udp, port: 53, protocol: UDP}
          - {name: tcp, port: 53, protocol: TCP}
      """),
    .good(
      "names that are filled in later",
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - {name: '${NAME}', value: info}
              - {name: '${NAME}', value: debug}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.findings { violation, manifest in
      guard case .duplicate(let keys, let first) = violation.cause else { return nil }
      return finding(
        "'\(violation.pathText)' of \(manifest.id.kind) has \(keys.isEmpty ? "this element" : "an element of this \(keys.joined(separator: " and "))") already",
        at: violation.range, in: manifest, related: [Note(first, "the first one")])
    }
  }
}
