import Diagnostics
import Manifests
import YAML

struct SecDockerEntryEmpty: Rule {
  static let id = "sec-docker-entry-empty"
  static let severity = Severity.error
  static let summary = "a registry in `auths` without any credential"
  static let explanation = """
    docker and helm leave `"HOST": {}` in `auths` when a credential helper keeps the password. In a cluster such an \
    entry matches its host and then signs in with nothing.

    Fix: give the entry an `auth` field, the base64 of USER:PASSWORD, or remove it.

    Source: bazel-contrib/rules_oci#124; docker/cli config file.
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvIjp7fX19
      """),
    .bad(
      "only an e-mail address",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      stringData:
        .dockerconfigjson: ↓'{"auths": {"ghcr.io": {"email": "me@example.com"}}}'
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      stringData:
        .dockerconfigjson: '{"auths": {"ghcr.io": {"username": "user", "password": "pass"}}}'
      """),
    .good(
      "a helper is named: that is the other rule's finding",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvIjp7fX0sImNyZWRzU3RvcmUiOiJkZXNrdG9wIn0=
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.flatMap { secret, value, config -> [Diagnostic] in
      guard config.credentialStore == nil else { return [] }
      return config.entries.filter { $0.isEmpty && config.credentialHelpers[$0.key] == nil }.map { entry in
        finding(
          "the entry of '\(entry.host)' in '\(value.key)' holds no credential: expected 'auth', or a user and a password",
          at: value.place(in: secret), in: secret.manifest, related: context.uses(of: secret).map(\.note))
      }
    }
  }
}
