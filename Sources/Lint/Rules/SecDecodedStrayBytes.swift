import Diagnostics
import Manifests
import YAML

struct SecDecodedStrayBytes: Rule {
  static let id = "sec-decoded-stray-bytes"
  static let aliases = [
    "sec-decoded-leading-space", "sec-decoded-crlf", "sec-decoded-bom", "sec-decoded-nul",
  ]
  static let severity = Severity.warning
  static let summary =
    "a credential with a leading blank, a carriage return, a byte order mark or a NUL in it"
  static let explanation = """
    Editors and shells of other systems leave bytes that nobody sees: a byte order mark at the start, CR before the \
    line break, a NUL of UTF-16. They become part of the password or token.

    Fix: encode the bare value again.

    Source: Kubernetes hands the bytes on as they are.
    """
  static let examples: [Example] = [
    .bad(
      "a byte order mark",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        token: ↓77u/aHVudGVyMg==
      """),
    .bad(
      "a carriage return",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        password: ↓aHVudGVyMg0K
      """),
    .bad(
      "a leading blank",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        password: ↓" hunter2"
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
        password: aHVudGVyMg==
      """),
    .good(
      "binary bytes may hold anything",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        key: AAECAwQF/w==
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret in
      secret.values.compactMap { value -> Diagnostic? in
        guard CredentialName.isSingleLine(value.key), let bytes = value.bytes, let what = stray(bytes) else {
          return nil
        }
        return finding(
          "the value of '\(value.key)' \(what)", at: value.place(in: secret), in: secret.manifest)
      }
    }
  }

  private func stray(_ bytes: [UInt8]) -> String? {
    let body = bytes.last == UInt8(ascii: "\n") ? Array(bytes.dropLast()) : bytes
    guard body.count > 1, !body.contains(UInt8(ascii: "\n")) else { return nil }
    if body.starts(with: [0xEF, 0xBB, 0xBF]) { return "begins with a byte order mark" }
    let isText = TextShape.isPrintable(body.filter { $0 != 0 })
    guard isText else { return nil }
    if body.contains(0) { return "holds a NUL byte, at byte \(body.firstIndex(of: 0) ?? 0)" }
    if body.last == UInt8(ascii: "\r") { return "ends in a carriage return" }
    return body.first == UInt8(ascii: " ") || body.first == UInt8(ascii: "\t") ? "begins with a blank" : nil
  }
}
