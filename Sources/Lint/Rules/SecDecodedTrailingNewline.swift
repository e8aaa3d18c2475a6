import Diagnostics
import Manifests
import YAML

struct SecDecodedTrailingNewline: Rule {
  static let id = "sec-decoded-trailing-newline"
  static let severity = Severity.warning
  static let summary = "a credential that ends in a line break"
  static let explanation = """
    `echo token | base64` encodes the line break that `echo` adds, and a block scalar `|` keeps its last one. It \
    becomes part of the token: every sign-in fails, and the value looks right when printed. It is an error where Flux \
    itself signs in with it.

    Fix: encode with `printf %s` or `echo -n`; in `stringData`, write `|-` or put the value in one line.

    Source: fluxcd/kustomize-controller#1020.
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
        token: ↓dG9rZW4K
      """),
    .bad(
      "a block scalar",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        password: ↓|
          hunter2
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: Opaque
        stringData:
          password: |-
            hunter2
        """),
    .good(
      "a file of several lines",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        credentials: |
          [default]
          aws_access_key_id = abc
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
        password: |-
          hunter2
      """),
    .good(
      "a file by its name, a private key by its content",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        age.agekey: |
          AGE
        identity: |
          -----BEGIN KEY-----
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret in
      secret.values.compactMap { value -> Diagnostic? in
        guard CredentialName.isSingleLine(value.key), let bytes = value.bytes, bytes.count > 1,
          bytes.last == UInt8(ascii: "\n"), !bytes.dropLast().contains(UInt8(ascii: "\n")), isWord(bytes)
        else { return nil }
        let isRead = context.uses(of: secret).contains { $0.object.id.group.hasSuffix(".toolkit.fluxcd.io") }
        return finding(
          "the value of '\(value.key)' ends in a line break, which becomes part of it",
          at: value.place(in: secret),
          in: secret.manifest, severity: isRead ? .error : nil, fix: fix(value))
      }
    }
  }

  private func isWord(_ bytes: [UInt8]) -> Bool {
    TextShape.isPrintable(bytes) && !bytes.starts(with: "{".utf8) && !bytes.starts(with: "-----".utf8)
  }

  private func fix(_ value: SecretValue) -> Fix? {
    guard value.section == .stringData, let node = value.value.node, !node.isAlias,
      node.style == .literal || node.style == .folded
    else { return nil }
    let header = node.stream.source.bytes[node.bytes].prefix { $0 != UInt8(ascii: "\n") }
    guard header.dropFirst().allSatisfy({ $0 <= 0x20 }) else { return nil }
    return Fix("strip the last line break", .unsafe, [node.range.edit(1..<1, "-")])
  }
}
