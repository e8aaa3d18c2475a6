import Diagnostics
import Manifests
import YAML

struct SecSopsPartial: Rule {
  static let id = "sec-sops-partial"
  static let severity = Severity.error
  static let summary = "a value in clear text in a Secret that sops has encrypted"
  static let explanation = """
    A value was added or changed by hand after the file was encrypted. It lies open in the repository, and sops \
    refuses to decrypt the file, because the checksum no longer fits: Flux stops.

    Fix: decrypt with an editor, `sops FILE`, and let sops write all values.

    Source: sops 3.9 message authentication code; Flux guide "Manage Kubernetes secrets with SOPS".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: app
        namespace: default
      stringData:
        user: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
        password: ↓hunter2
      sops:
        encrypted_regex: ^(data|stringData)$
        version: 3.9.0
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: app
        namespace: default
      data:
        user: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
        password: ↓aHVudGVyMg==
      sops:
        encrypted_regex: ^(data|stringData)$
        version: 3.9.0
      """),
    .bad(
      "an expression without regard to case",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: app
        namespace: default
      stringData:
        API-KEY: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
        ADMIN-KEY: ↓hunter2
      sops:
        encrypted_regex: ((?i)(pass|secret($|[^N])|key|token|^data$))
        version: 3.9.0
      """),
    .good(
      "an expression of names, of which this is none",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: app
        namespace: default
      stringData:
        API-KEY: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
        user: anna
      sops:
        encrypted_regex: (?i)(pass|secret($|[^N])|key|token|^data$)
        version: 3.9.0
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        user: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
        empty: ""
      sops:
        encrypted_regex: ^(data|stringData)$
        version: 3.9.0
      """),
    .good(
      "the expression leaves this key alone",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        user: johnsmith
        password: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        encrypted_regex: ^password$
        version: 3.9.0
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.filter(\.manifest.isEncrypted).flatMap { secret -> [Diagnostic] in
      guard let sops = secret.manifest.root["sops"] else { return [] }
      return secret.values.compactMap { value in
        guard let text = value.written, !text.isEmpty, !value.value.isNull, !SecretValue.isSOPS(text),
          SopsScope(sops).covers(value)
        else { return nil }
        return finding(
          "the value of '\(value.key)' is in clear text, although sops has encrypted the Secret",
          at: value.place(in: secret), in: secret.manifest)
      }
    }
  }
}
