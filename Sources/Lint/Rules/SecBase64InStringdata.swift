import Diagnostics
import Manifests
import YAML

struct SecBase64InStringdata: Rule {
  static let id = "sec-base64-in-stringdata"
  static let severity = Severity.warning
  static let summary = "base64 in `stringData`, which takes plain text"
  static let explanation = """
    `stringData` is encoded by the API server. A value that is encoded already reaches its reader as base64. For a \
    docker config it is an error, since the API server refuses what is no JSON.

    Fix: move the value to `data`, or write it in plain text (and encrypt the file).

    Source: Kubernetes Secret `stringData`.
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
        password: ↓Y29ycmVjdCBob3JzZSBiYXR0ZXJ5
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: Opaque
        data:
          password: Y29ycmVjdCBob3JzZSBiYXR0ZXJ5
        """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      stringData:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: kubernetes.io/dockerconfigjson
        data:
          .dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
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
        password: correct horse battery
      """),
    .good(
      "random bytes, such as a key that is written in base64 by its nature",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        key: q83vASNFZ4mrze8BI0VniavN7wEjRWeJ
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret in
      secret.values.compactMap { value -> Diagnostic? in
        guard isEncoded(value) else { return nil }
        let isDocker = secret.isDockerType && secret.docker?.value.key == value.key
        return finding(
          "the value of '\(value.key)' is base64, but 'stringData' takes plain text",
          at: value.place(in: secret),
          in: secret.manifest, severity: isDocker ? .error : nil,
          related: context.uses(of: secret).map(\.note),
          fix: fix(secret))
      }
    }
  }

  private func isEncoded(_ value: SecretValue) -> Bool {
    value.section == .stringData && (value.bytes.flatMap { DoubleEncoding(of: $0) } != nil)
  }

  /// Turns `stringData` into `data` where every value is encoded.
  private func fix(_ secret: Secret) -> Fix? {
    guard secret.values.allSatisfy({ isEncoded($0) }), secret.manifest.root["data"] == nil,
      let key = secret.manifest.root.entries.first(where: { $0.key == "stringData" })?.keyOrigin
    else { return nil }
    return Fix("rename 'stringData' to 'data'", .unsafe, [TextEdit(range: key, replacement: "data")])
  }
}
