import Diagnostics
import Manifests
import YAML

struct SecBase64Newline: Rule {
  static let id = "sec-base64-newline"
  static let severity = Severity.info
  static let summary = "base64 that is broken into lines"
  static let explanation = """
    `base64` without `-w0` breaks its output after 76 characters. The API server passes over the line breaks, but \
    the value is easily cut or, in a folded scalar, spoilt when somebody edits it.

    Fix: write the value in one line.

    Source: Go encoding/base64 passes over CR and LF.
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
        config: ↓|
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
      "in double quotes",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        config: ↓"aGVsbG8g\\nd29ybGQh"
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: Opaque
        data:
          config: "aGVsbG8gd29ybGQh"
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
        config: aGVsbG8gd29ybGQh
      """),
    .good(
      "a line break at the very end comes from the block scalar",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        config: |
          aGVsbG8gd29ybGQh
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret in
      secret.values.compactMap { value -> Diagnostic? in
        guard value.section == .data, value.bytes != nil, let text = value.written else { return nil }
        let lines = text.utf8.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        guard lines.count > 1 else { return nil }
        let joined = value.value.node?.edits(joiningTo: Array(lines.joined()))
        return finding(
          "the value of '\(value.key)' is base64 in \(lines.count) lines", at: value.place(in: secret),
          in: secret.manifest,
          fix: joined.map { Fix("join the lines of '\(value.key)'", .safe, $0) })
      }
    }
  }
}
