import Diagnostics
import Flux
import Manifests

struct RefAlertProvider: Rule {
  static let id = "ref-alert-provider"
  static let severity = Severity.error
  static let summary = "an Alert whose provider does not exist"
  static let explanation = """
    The notification-controller sends events through the Provider that `providerRef` names in the namespace of \
    the Alert. Without it every event is lost.

    An error where a Provider of nearly the same name exists, or one in another namespace; a warning where none \
    comes near.

    Fix: write the name of the Provider, or put the Alert into its namespace.

    Source: Flux API reference, Alert spec.providerRef, a LocalObjectReference.
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
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata:
        name: apps
        namespace: flux-system
      spec:
        providerRef:
          name: ↓slak
        eventSources:
          - kind: Kustomization
            name: '*'
      """),
    .bad(
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata:
        name: slack-alerts
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
          name: ↓slack-alert
        eventSources:
          - kind: Kustomization
            name: '*'
      """,
      fixed: """
        apiVersion: notification.toolkit.fluxcd.io/v1beta3
        kind: Provider
        metadata:
          name: slack-alerts
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
            name: slack-alerts
          eventSources:
            - kind: Kustomization
              name: '*'
        """),
    .bad(
      "in another namespace",
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata:
        name: slack
        namespace: monitoring
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
          name: ↓slack
        eventSources:
          - kind: Kustomization
            name: '*'
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
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata:
        name: apps
        namespace: flux-system
      spec:
        providerRef:
          name: slack
        eventSources:
          - kind: Kustomization
            name: '*'
      """),
    .good(
      "the kustomization puts both into one namespace",
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      namespace: flux-system
      resources:
        - provider.yaml
        - alert.yaml
      -- provider.yaml --
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata:
        name: slack
        namespace: monitoring
      spec:
        type: slack
        address: https://hooks.example.com
      -- alert.yaml --
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata:
        name: apps
        namespace: flux-system
      spec:
        providerRef:
          name: slack
        eventSources:
          - kind: Kustomization
            name: '*'
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken { $0.field == "spec.providerRef" }.compactMap { missingHere($0, absent: .warning) }
  }
}
