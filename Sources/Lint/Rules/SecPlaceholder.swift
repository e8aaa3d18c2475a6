import Diagnostics
import Manifests
import YAML

struct SecPlaceholder: Rule {
  static let id = "sec-placeholder"
  static let severity = Severity.error
  static let summary = "a placeholder where a Secret should hold a value"
  static let explanation = """
    A text such as `changeme`, `<token>`, `***` or a run of the alphabet was never replaced by the real value. Where \
    it stands in `data` and is no base64, the API server refuses the Secret; elsewhere every sign-in with it fails.

    Fix: put in the value, encrypted with SOPS or fetched by an ExternalSecret.

    Source: placeholders found in public Flux repositories; fluxcd/flux#353.
    """
  static let examples: [Example] = [
    .bad(
      "copied from a tutorial",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓abcdefghijklmopqrstuvwyx1234567890
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        username: johnsmith
        password: ↓<your token>
      """),
    .bad(
      "decoded",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        password: ↓Y2hhbmdlbWU=
      """),
    .good(
      "a weak password is no placeholder",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        password: immich
      """),
    .good(
      "Flux fills it in",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        password: ${SECRET_PASSWORD}
      """),
    .good(
      "Argo CD's vault plugin fills it in",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: demo
        namespace: default
        annotations:
          avp.kubernetes.io/path: kv/data/demo
      stringData:
        password: <password>
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret in
      secret.values.compactMap { value -> Diagnostic? in
        guard case .placeholder = value.content, !context.maySet(value.key, in: secret.manifest) else {
          return nil
        }
        let why = refusal(value).map { ", and no base64: " + $0 } ?? ""
        return finding(
          "the value of '\(value.key)' is a placeholder\(why)", at: value.place(in: secret),
          in: secret.manifest,
          related: context.uses(of: secret).map(\.note))
      }
    }
  }

  private func refusal(_ value: SecretValue) -> String? {
    guard value.section == .data, let text = value.written else { return nil }
    do {
      _ = try Base64.decode(Array(text.utf8))
      return nil
    } catch {
      return "Go stops at byte \(error.offset)"
    }
  }
}
