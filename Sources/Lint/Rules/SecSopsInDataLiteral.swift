import Diagnostics
import Manifests
import YAML

struct SecSopsInDataLiteral: Rule {
  static let id = "sec-sops-in-data-literal"
  static let severity = Severity.warning
  static let summary = "a value of `data` that sops encrypted in plain text instead of base64"
  static let explanation = """
    sops encrypts what it is given: under `data` that has to be base64 already. The ciphertext is as long as the text \
    was, and a length that is two or three more than a multiple of four is none of base64. After decryption the API \
    server refuses the Secret.

    Fix: encode the value before it is encrypted, or put it under `stringData`.

    Source: AES-GCM keeps the length; fluxcd/kustomize-controller#1020, #612.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        password: ↓ENC[AES256_GCM,data:hBlZ7R9wfw==,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        pin: ↓ENC[AES256_GCM,data:hBlZ7R9w,iv:BBBB,tag:CCCC,type:int]
      sops:
        version: 3.9.0
      """),
    .good(
      "a multiple of four",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        password: ENC[AES256_GCM,data:hBlZ7R9wf+8=,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
    .good(
      "stringData takes any text",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        password: ENC[AES256_GCM,data:hBlZ7R9wfw==,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.filter(\.manifest.isEncrypted).flatMap { secret in
      secret.values.compactMap { value -> Diagnostic? in
        guard value.section == .data, let length = length(value.written ?? "") else { return nil }
        // One line break at the end is common, and harmless.
        guard length % 4 == 2 || length % 4 == 3 else { return nil }
        return finding(
          "the value of '\(value.key)' was \(length) bytes long before sops encrypted it, which base64 never is",
          at: value.place(in: secret), in: secret.manifest)
      }
    }
  }

  /// The length of the text that was encrypted, in bytes; nil where `text` is no value of sops.
  private func length(_ text: String) -> Int? {
    let opening = "ENC[AES256_GCM,data:"
    guard text.hasPrefix(opening) else { return nil }
    let data = text.utf8.dropFirst(opening.utf8.count).prefix { $0 != UInt8(ascii: ",") }
    return (try? Base64.decode(Array(data)))?.count
  }
}
