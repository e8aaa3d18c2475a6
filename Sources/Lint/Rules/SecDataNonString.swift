import Diagnostics
import Manifests
import YAML

struct SecDataNonString: Rule {
  static let id = "sec-data-non-string"
  static let severity = Severity.error
  static let summary = "a value of a Secret that YAML reads as a number, a boolean, a list or a mapping"
  static let explanation = """
    `data` and `stringData` are maps of strings. An unquoted `12345`, `true` or `1e3` is none, and the object is \
    refused when Flux applies it; kustomize passes it on.

    Fix: put quotes around the value in `stringData`; in `data`, encode it.

    Source: fluxcd/kustomize-controller#503, fluxcd/flux2#2095, fluxcd/flux2#4122.
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
        port: ↓5432
        host: db
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: Opaque
        stringData:
          port: "5432"
          host: db
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
        pin: ↓12345
      """),
    .bad(
      "a mapping",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        config: ↓{debug: true}
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
        port: "5432"
        on: 'true'
      """),
    .good(
      "a date and yes are strings to Kubernetes",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        answer: yes
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret in
      secret.values.compactMap { value -> Diagnostic? in
        guard case .notString = value.content else { return nil }
        let isNull = value.value.isNull
        return finding(
          "the value of '\(value.key)' is \(kind(value.value)), but '\(value.section.rawValue)' takes strings only",
          at: value.place(in: secret), in: secret.manifest, severity: isNull ? .warning : nil, fix: fix(value)
        )
      }
    }
  }

  private func kind(_ value: Value) -> String {
    switch value.scalarType {
    case .null: "null"
    case .bool: "a boolean"
    case .int, .float: "a number"
    case .timestamp: "a date"
    case .string: "a string"
    case nil: value.kind == .sequence ? "a list" : "a mapping"
    }
  }

  /// In `data` there is none: the edit would carry the value.
  private func fix(_ value: SecretValue) -> Fix? {
    guard value.section == .stringData, !value.value.isNull else { return nil }
    return value.value.quotingEdits.map { Fix("put '\(value.key)' in quotes", .safe, $0) }
  }
}
