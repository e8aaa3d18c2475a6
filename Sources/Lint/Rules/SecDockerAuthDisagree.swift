import Diagnostics
import Manifests
import YAML

struct SecDockerAuthDisagree: Rule {
  static let id = "sec-docker-auth-disagree"
  static let severity = Severity.warning
  static let summary =
    "an entry of a docker config whose `auth` says another thing than its username and password"
  static let explanation = """
    Where `auth` is there, every reader takes it and passes over `username` and `password`. After a rotation that \
    changed only those two, the old credential is still in use.

    Fix: write the three from one source, or `auth` alone.

    Source: docker/cli config file; go-containerregistry keyring.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvIjp7InVzZXJuYW1lIjoidXNlciIsInBhc3N3b3JkIjoibmV3IiwiYXV0aCI6ImRYTmxjanB2YkdRPSJ9fX0=
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
        .dockerconfigjson: ↓'{"auths": {"ghcr.io": {"username": "other", "auth": "dXNlcjpwYXNz"}}}'
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvIjp7InVzZXJuYW1lIjoidXNlciIsInBhc3N3b3JkIjoicGFzcyIsImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.flatMap { secret, value, config in
      config.entries.compactMap { entry -> Diagnostic? in
        guard case .pair(let user, let password) = entry.decodedAuth else { return nil }
        let isOther = entry.username.map { Array($0.utf8) != user } ?? false
        let hasOther = entry.password.map { Array($0.utf8) != password } ?? false
        guard isOther || hasOther else { return nil }
        let field = isOther ? "username" : "password"
        return finding(
          "the entry of '\(entry.host)' in '\(value.key)' has another \(field) in its auth, which wins",
          at: value.place(in: secret), in: secret.manifest)
      }
    }
  }
}
