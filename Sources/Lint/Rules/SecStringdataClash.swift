import Diagnostics
import Manifests
import YAML

struct SecStringdataClash: Rule {
  static let id = "sec-stringdata-clash"
  static let severity = Severity.warning
  static let summary = "a key that stands in both `data` and `stringData`"
  static let explanation = """
    The value of `stringData` wins and the other is lost without a word, in the API server and in Flux alike.

    Fix: remove one of the two.

    Source: fluxcd/pkg ssa/normalize; Kubernetes Secret `stringData`.
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
        password: aHVudGVyMg==
      stringData:
        ↓password: hunter3
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
        ↓a: b
        c: d
      data:
        a: Yg==
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
      stringData:
        username: johnsmith
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
        Password: aHVudGVyMg==
      stringData:
        password: hunter2
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret -> [Diagnostic] in
      let data = secret.values.filter { $0.section == .data }
      return secret.values.filter { $0.section == .stringData }.compactMap { value in
        guard let other = data.first(where: { $0.key == value.key }) else { return nil }
        return finding(
          "the key '\(value.key)' stands in 'data' as well, and only this value reaches the cluster",
          at: value.keyRange ?? value.place(in: secret), in: secret.manifest,
          related: other.keyRange.map { [Note($0, "the value that is lost")] } ?? [])
      }
    }
  }
}
