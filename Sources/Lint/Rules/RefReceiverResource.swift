import Diagnostics
import Flux
import Manifests

struct RefReceiverResource: Rule {
  static let id = "ref-receiver-resource"
  static let severity = Severity.warning
  static let summary = "a Receiver for an object that does not exist"
  static let explanation = """
    A webhook makes Flux look at the objects that `resources` names at once. One that no one has is passed \
    over, and the push waits for the interval.

    Fix: write the name and the namespace of the object.

    Source: Flux API reference, Receiver spec.resources.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        interval: 5m
        url: https://git.example.com/group/project
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: github
        namespace: flux-system
      spec:
        type: github
        secretRef:
          name: ${TOKEN}
        resources:
          - kind: GitRepository
            name: ↓podinfos
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata:
          name: podinfo
          namespace: flux-system
        spec:
          interval: 5m
          url: https://git.example.com/group/project
        ---
        apiVersion: notification.toolkit.fluxcd.io/v1
        kind: Receiver
        metadata:
          name: github
          namespace: flux-system
        spec:
          type: github
          secretRef:
            name: ${TOKEN}
          resources:
            - kind: GitRepository
              name: podinfo
        """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: podinfo
        namespace: apps
      spec:
        interval: 5m
        url: https://git.example.com/group/project
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: github
        namespace: flux-system
      spec:
        type: github
        secretRef:
          name: ${TOKEN}
        resources:
          - kind: GitRepository
            name: ↓podinfo
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata:
          name: podinfo
          namespace: apps
        spec:
          interval: 5m
          url: https://git.example.com/group/project
        ---
        apiVersion: notification.toolkit.fluxcd.io/v1
        kind: Receiver
        metadata:
          name: github
          namespace: flux-system
        spec:
          type: github
          secretRef:
            name: ${TOKEN}
          resources:
            - kind: GitRepository
              name: podinfo
              namespace: apps
        """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        interval: 5m
        url: https://git.example.com/group/project
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: github
        namespace: flux-system
      spec:
        type: github
        secretRef:
          name: ${TOKEN}
        resources:
          - kind: GitRepository
            name: podinfo
      """),
    .good(
      "the source of the bootstrap is in no file",
      """
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: github
        namespace: flux-system
      spec:
        type: github
        secretRef:
          name: ${TOKEN}
        resources:
          - kind: GitRepository
            name: flux-system
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.source.id.kind == "Receiver" && $0.field == "spec.resources[]" }.compactMap {
      missingHere($0, near: .warning, absent: .warning)
    }
  }
}
