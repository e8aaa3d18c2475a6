import Diagnostics
import Manifests
import YAML

struct SecPlainLooksBase64: Rule {
  static let id = "sec-plain-looks-base64"
  static let severity = Severity.warning
  static let summary = "a plain word in `data` that happens to be valid base64"
  static let explanation = """
    `password` is eight letters of the base64 alphabet: the API server decodes it to six binary bytes without a word, \
    and nobody can sign in with those.

    Fix: encode the value, or move it to `stringData`.

    Source: Go encoding/base64; any text of letters and digits whose length is a multiple of four decodes.
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
        password: ↓postgres
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
        user: ↓root
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
        password: cG9zdGdyZXM=
      """),
    .good(
      "binary bytes, encoded",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        key: q83vASNFZ4k=
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret in
      secret.values.compactMap { value -> Diagnostic? in
        guard value.section == .data, let bytes = value.bytes, !TextShape.isPrintable(bytes),
          let text = value.written, text.utf8.count <= 32,
          text.utf8.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") })
        else { return nil }
        return finding(
          "the value of '\(value.key)' reads as a word of \(text.utf8.count) letters, but decodes to \(bytes.count) "
            + "binary bytes", at: value.place(in: secret), in: secret.manifest)
      }
    }
  }
}
