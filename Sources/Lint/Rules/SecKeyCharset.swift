import Diagnostics
import Manifests
import YAML

struct SecKeyCharset: Rule {
  static let id = "sec-key-charset"
  static let aliases = ["sec-key-length"]
  static let severity = Severity.error
  static let summary = "a key of a Secret that Kubernetes refuses"
  static let explanation = """
    A key is at most 253 letters, digits, dots, dashes and underscores, and neither `.` nor begins with `..`. The API \
    server refuses the Secret otherwise.

    Fix: rename the key; a volume's `items` can mount it under another path.

    Source: Kubernetes `IsConfigMapKey`.
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
      stringData:
        ↓my key: hunter2
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
        ↓conf/app.yaml: hunter2
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
        my-key_1.txt: hunter2
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
        ${KEY}: hunter2
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret in
      secret.values.compactMap { value -> Diagnostic? in
        guard !SecretValue.isSubstituted(value.key), let why = mistake(value.key) else { return nil }
        return finding(
          "the key '\(value.key)' \(why)", at: value.keyRange ?? value.place(in: secret), in: secret.manifest)
      }
    }
  }

  private func mistake(_ key: String) -> String? {
    if key.utf8.count > 253 { return "has \(key.utf8.count) characters, more than 253" }
    if key == "." || key.hasPrefix("..") { return "is one that Kubernetes keeps for itself" }
    let isLegal = key.utf8.allSatisfy { byte in
      (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
        || "-._".utf8.contains(byte)
    }
    if key.isEmpty { return "is empty" }
    return isLegal ? nil : "may hold only letters, digits, '-', '_' and '.'"
  }
}
