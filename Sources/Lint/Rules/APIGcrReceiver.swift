import Diagnostics
import Manifests
import YAML

struct APIGcrReceiver: Rule {
  static let id = "api-gcr-receiver"
  static let severity = Severity.error
  static let summary = "a gcr Receiver whose Secret lacks email or audience"
  static let explanation = """
    Since Flux 2.9 a Receiver of type gcr checks whom the token of a call was made for: its Secret must hold `email` and \
    `audience` besides `token`, else every call is refused.

    Fix: add both keys to the Secret.

    Source: Flux 2.9, release notes; CVE-2026-40109.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: images
        namespace: flux-system
      spec:
        type: gcr
        resources: [{kind: ImageRepository, name: podinfo}]
        secretRef: {name: ↓receiver}
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: receiver
        namespace: flux-system
      stringData:
        token: x
      """),
    .bad(
      """
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: images
        namespace: flux-system
      spec:
        type: gcr
        resources: [{kind: ImageRepository, name: podinfo}]
        secretRef:
          name: ↓receiver
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: receiver
        namespace: flux-system
      stringData:
        token: x
        email: x
      """),
    .good(
      """
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: images
        namespace: flux-system
      spec:
        type: gcr
        resources: [{kind: ImageRepository, name: podinfo}]
        secretRef: {name: receiver}
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: receiver
        namespace: flux-system
      stringData:
        token: x
        email: x
        audience: x
      """),
    .good(
      "a Secret that is made elsewhere",
      """
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: images
        namespace: flux-system
      spec:
        type: gcr
        resources: [{kind: ImageRepository, name: podinfo}]
        secretRef: {name: receiver}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    guard context.api.flux >= FluxVersion(major: 2, minor: 9) else { return [] }
    return context.api.fluxObjects("Receiver").compactMap { object in
      let manifest = object.manifest
      guard manifest.text("spec", "type") == "gcr", let name = manifest.text("spec", "secretRef", "name"),
        let range = manifest.value("spec", "secretRef", "name")?.origin
      else { return nil }
      let secrets = context.manifests("Secret").filter {
        $0.id.name == name && $0.id.namespace == manifest.id.namespace
      }
      let lacking = secrets.map { secret in ["email", "audience"].filter { !hasKey($0, secret) } }
      guard let first = lacking.first, !lacking.contains([]) else { return nil }
      return finding(
        "the Secret '\(name)' of this gcr Receiver lacks \(listed(first))", at: range, in: manifest,
        related: secrets.map { Note($0.nameRange, "the Secret") })
    }
  }

  private func hasKey(_ key: String, _ secret: Manifest) -> Bool {
    (secret.root["data"]?[named: key] ?? secret.root["stringData"]?[named: key]) != nil
  }
}
