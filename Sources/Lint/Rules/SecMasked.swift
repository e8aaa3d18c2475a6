import Diagnostics
import Manifests
import YAML

struct SecMasked: Rule {
  static let id = "sec-masked"
  static let severity = Severity.error
  static let summary = "the mask that Flux prints in place of a Secret's value"
  static let explanation = """
    `flux build` and `flux diff` print `**SOPS**` and the like instead of encrypted values. A file made from that \
    output has lost the value; applied, it overwrites the true one.

    Fix: restore the encrypted value from the history of the repository.

    Source: fluxcd/flux2#2690.
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
        token: ↓KipTT1BTKio=
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
        token: ↓"**SOPS**"
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
        motto: "never commit **SOPS** output"
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        token: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret in
      secret.values.compactMap { value -> Diagnostic? in
        guard case .masked = value.content else { return nil }
        return finding(
          "the value of '\(value.key)' is the mask that flux prints, not the value itself",
          at: value.place(in: secret), in: secret.manifest)
      }
    }
  }
}
