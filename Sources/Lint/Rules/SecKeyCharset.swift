import Diagnostics
import Manifests
import YAML

struct SecKeyCharset: Rule {
  static let id = "sec-key-charset"
  static let aliases = ["sec-key-length"]
  static let severity = Severity.error
  static let summary = "a key of a Secret or ConfigMap that Kubernetes refuses"
  static let explanation = """
    A key is at most 253 letters, digits, dots, dashes and underscores, and neither `.` nor begins with `..`. The API \
    server refuses the object otherwise; kustomize builds it.

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
    .bad(
      """
      -- kustomization.yaml --
      configMapGenerator:
      - name: settings
        namespace: default
        literals:
        - ↓log level=debug
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
    var seen: Set<SourceRange> = []
    return context.objects.flatMap { object -> [Diagnostic] in
      guard object.id.group.isEmpty, ["Secret", "ConfigMap"].contains(object.id.kind) else { return [] }
      let entries = ["data", "stringData", "binaryData"].flatMap { object.root[$0]?.entries ?? [] }
      return entries.compactMap { entry in
        guard !SecretValue.isSubstituted(entry.key), let why = mistake(entry.key) else { return nil }
        let range = entry.keyOrigin ?? object.nameRange
        guard context.isJudged(range.path), seen.insert(range).inserted else { return nil }
        return finding("the key '\(entry.key)' \(why)", at: range, in: object)
      }
    }
  }

  private func mistake(_ key: String) -> String? {
    if key.utf8.count > 253 { return "has \(key.utf8.count) characters, more than 253" }
    if key == "." || key.hasPrefix("..") { return "is one that Kubernetes keeps for itself" }
    let isLegal = key.utf8.allSatisfy { $0.isLetterOrDigit || "-._".utf8.contains($0) }
    if key.isEmpty { return "is empty" }
    return isLegal ? nil : "may hold only letters, digits, '-', '_' and '.'"
  }
}
