import Diagnostics
import Flux
import Manifests

struct RefAlertSource: Rule {
  static let id = "ref-alert-source"
  static let severity = Severity.warning
  static let summary = "an Alert for an object that does not exist"
  static let explanation = """
    Events of an object that no one has are never sent.

    Fix: write the name and the namespace of the object, or `*` for all of the kind.

    Source: Flux API reference, Alert spec.eventSources.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata:
        name: slack
        namespace: flux-system
      spec:
        type: slack
        address: https://hooks.example.com
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata:
        name: apps
        namespace: flux-system
      spec:
        providerRef:
          name: slack
        eventSources:
          - kind: HelmRelease
            name: ↓podinfo
      """,
      fixed: """
        apiVersion: notification.toolkit.fluxcd.io/v1beta3
        kind: Provider
        metadata:
          name: slack
          namespace: flux-system
        spec:
          type: slack
          address: https://hooks.example.com
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
        ---
        apiVersion: notification.toolkit.fluxcd.io/v1beta3
        kind: Alert
        metadata:
          name: apps
          namespace: flux-system
        spec:
          providerRef:
            name: slack
          eventSources:
            - kind: HelmRelease
              name: podinfo
              namespace: default
        """),
    .bad(
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata:
        name: slack
        namespace: flux-system
      spec:
        type: slack
        address: https://hooks.example.com
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata:
        name: apps
        namespace: flux-system
      spec:
        providerRef:
          name: slack
        eventSources:
          - kind: HelmRelease
            name: ↓podinfos
            namespace: default
      """,
      fixed: """
        apiVersion: notification.toolkit.fluxcd.io/v1beta3
        kind: Provider
        metadata:
          name: slack
          namespace: flux-system
        spec:
          type: slack
          address: https://hooks.example.com
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
        ---
        apiVersion: notification.toolkit.fluxcd.io/v1beta3
        kind: Alert
        metadata:
          name: apps
          namespace: flux-system
        spec:
          providerRef:
            name: slack
          eventSources:
            - kind: HelmRelease
              name: podinfo
              namespace: default
        """),
    .good(
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata:
        name: slack
        namespace: flux-system
      spec:
        type: slack
        address: https://hooks.example.com
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata:
        name: apps
        namespace: flux-system
      spec:
        providerRef:
          name: slack
        eventSources:
          - kind: HelmRelease
            name: podinfo
            namespace: default
      """),
    .good(
      "all of a kind, and what the bootstrap makes",
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata:
        name: slack
        namespace: flux-system
      spec:
        type: slack
        address: https://hooks.example.com
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata:
        name: apps
        namespace: flux-system
      spec:
        providerRef:
          name: slack
        eventSources:
          - kind: HelmRelease
            name: '*'
          - kind: GitRepository
            name: flux-system
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.field == "spec.eventSources[]" }.compactMap {
      missingHere($0, near: .warning, absent: .warning)
    }
  }
}
