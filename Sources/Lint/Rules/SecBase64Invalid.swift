import Diagnostics
import Manifests
import YAML

struct SecBase64Invalid: Rule {
  static let id = "sec-base64-invalid"
  static let aliases = [
    "sec-base64-length", "sec-base64-urlsafe", "sec-base64-whitespace", "sec-base64-concat",
    "sec-base64-prefix",
    "sec-plain-in-data",
  ]
  static let severity = Severity.error
  static let summary = "a value in the `data` of a Secret that is not base64"
  static let explanation = """
    The API server decodes every value of `data` and refuses the whole Secret when one does not decode; Flux then \
    fails with "illegal base64 data at input byte N". `kustomize build` and schema checks let it through.

    Base64 here is Go's standard encoding: letters, digits, `+` and `/`, padded with `=` to a multiple of four; line \
    breaks are passed over, nothing else is.

    Fix: encode the value again (`printf %s VALUE | base64 -w0`), or move it to `stringData` as plain text.

    Source: Go encoding/base64 StdEncoding; fluxcd/flux2#2690, fluxcd/kustomize-controller#1020.
    """
  static let examples: [Example] = [
    .bad(
      "an illegal character",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        token: ↓Zm9vYmFy*mJhem9vYmFyYmF6Zm9vYmFy
      """),
    .bad(
      "plain text",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        password: ↓hunter2!
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: Opaque
        stringData:
          password: hunter2!
        """),
    .bad(
      "the padding is missing",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        user: ↓am9obnNtaXRoMQ
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: Opaque
        data:
          user: am9obnNtaXRoMQ==
        """),
    .bad(
      "a folded scalar puts a blank between its lines",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        config: ↓>-
          aGVsbG8g
          d29ybGQh
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: Opaque
        data:
          config: aGVsbG8gd29ybGQh
        """),
    .bad(
      "the alphabet of URLs",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        query: ↓"fn5-Pz8_"
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: Opaque
        data:
          query: "fn5+Pz8/"
        """),
    .good(
      "line breaks are no mistake",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        config: |
          aGVsbG8g
          d29ybGQh
      """),
    .good(
      "sops has encrypted the value, Flux fills in the other",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        token: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
        other: ${SECRET_TOKEN_BASE64}
      sops:
        version: 3.9.0
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret in
      secret.values.compactMap { value -> Diagnostic? in
        guard case .undecodable(let error) = value.content, let text = value.written else { return nil }
        let mistake = Base64Mistake(Array(text.utf8), error)
        return finding(
          "the value of '\(value.key)' \(mistake.description)", at: value.place(in: secret),
          in: secret.manifest,
          related: context.uses(of: secret).map(\.note), fix: mistake.fix(value.value) ?? renaming(secret))
      }
    }
  }

  /// Turns `data` into `stringData` where all that stands there is plain text.
  private func renaming(_ secret: Secret) -> Fix? {
    guard secret.values.allSatisfy({ isPlain($0) }), secret.manifest.root["stringData"] == nil,
      let key = secret.manifest.root.entries.first(where: { $0.key == "data" })?.keyOrigin
    else { return nil }
    return Fix("rename 'data' to 'stringData'", .unsafe, [TextEdit(range: key, replacement: "stringData")])
  }

  private func isPlain(_ value: SecretValue) -> Bool {
    guard case .undecodable(let error) = value.content, let text = value.written else { return false }
    return Base64Mistake(Array(text.utf8), error).isPlain
  }
}
