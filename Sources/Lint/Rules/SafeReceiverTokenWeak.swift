import Diagnostics
import Manifests
import YAML

struct SafeReceiverTokenWeak: Rule {
  static let id = "safe-receiver-token-weak"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a webhook token of fewer than 16 characters"
  static let explanation = """
    The token is all that keeps strangers from triggering a Receiver; its URL can be called from the internet.

    Fix: make one with `head -c 12 /dev/urandom | shasum | cut -d ' ' -f1`, and keep it encrypted.

    Source: Flux guide "Webhook Receivers".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: webhook
        namespace: default
      stringData:
        token: ↓hunter2
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: github
        namespace: default
      spec:
        type: github
        secretRef:
          name: webhook
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: webhook
        namespace: default
      data:
        token: ↓aHVudGVyMg==
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: gitlab
        namespace: default
      spec:
        type: gitlab
        secretRef:
          name: webhook
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: webhook
        namespace: default
      stringData:
        token: 3f786850e387550fdab836ed7e6dc881de23001b
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: github
        namespace: default
      spec:
        type: github
        secretRef:
          name: webhook
      """),
    .good(
      "no Receiver uses it",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: webhook
        namespace: default
      stringData:
        token: hunter2
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.compactMap { secret in
      guard let value = secret["token"], let bytes = value.bytes, !bytes.isEmpty, bytes.count < 16,
        let use = context.uses(of: secret).first(where: { $0.reader == .receiver })
      else { return nil }
      return finding(
        "the token of \(use.name) has \(bytes.count) characters, fewer than 16", at: value.place(in: secret),
        in: secret.manifest, related: [use.note])
    }
  }
}
