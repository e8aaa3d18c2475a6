import Diagnostics
import Manifests
import YAML

struct SecDoubleBase64: Rule {
  static let id = "sec-double-base64"
  static let severity = Severity.warning
  static let summary = "a value of `data` that was encoded twice"
  static let explanation = """
    The API server decodes once; what the reader gets is base64 again, and no password. It happens when an encoded \
    value is pasted into `kubectl create secret`, or encoded by a template once more. For a docker config it is an \
    error, since the API server refuses what is no JSON.

    Fix: encode the value once.

    Source: Kubernetes Secret `data`.
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
        password: ↓WTI5eWNtVmpkQ0JvYjNKelpTQmlZWFIwWlhKNQ==
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓ZXlKaGRYUm9jeUk2ZXlKbmFHTnlMbWx2SWpwN0ltRjFkR2dpT2lKa1dFNXNZMnB3ZDFsWVRub2lmWDE5
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
        password: Y29ycmVjdCBob3JzZSBiYXR0ZXJ5
      """),
    .good(
      "a key that is random bytes in base64 by its nature",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        encryption-key: cTgzdkFTTkZaNG1yemU4QkkwVm5pYXZON3dFalJXZUo=
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.filter { $0.type != "helm.sh/release.v1" }.flatMap { secret in
      secret.values.compactMap { value -> Diagnostic? in
        guard value.section == .data, let bytes = value.bytes, DoubleEncoding(of: bytes) != nil else {
          return nil
        }
        let isDocker = secret.isDockerType && secret.docker?.value.key == value.key
        return finding(
          "the value of '\(value.key)' decodes to base64: it was encoded twice", at: value.place(in: secret),
          in: secret.manifest, severity: isDocker ? .error : nil,
          related: context.uses(of: secret).map(\.note))
      }
    }
  }
}
