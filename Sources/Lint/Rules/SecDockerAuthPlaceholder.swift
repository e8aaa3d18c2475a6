import Diagnostics
import Manifests
import YAML

struct SecDockerAuthPlaceholder: Rule {
  static let id = "sec-docker-auth-placeholder"
  static let severity = Severity.error
  static let summary = "a placeholder for the user, the password or the `auth` inside a docker config"
  static let explanation = """
    The config was made from a template, and the credential never put in. The API server accepts it; the registry \
    does not.

    Fix: put in the user and the token, and encode the config again.

    Source: placeholders found in public Flux repositories.
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJhbTlvYm5OdGFYUm9Pbmx2ZFhKZmRHOXJaVzVmYUdWeVpRPT0ifX19
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
        .dockerconfigjson: ↓'{"auths": {"ghcr.io": {"username": "johnsmith", "password": "<token>"}}}'
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
        .dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJhbTlvYm5OdGFYUm9PbWgxYm5SbGNqST0ifX19
      """),
    .good(
      "a template of an ExternalSecret fills it in",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      stringData:
        .dockerconfigjson: '{"auths": {"ghcr.io": {"username": "{{ .user }}", "password": "{{ .token }}"}}}'
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.flatMap { secret, value, config in
      config.entries.compactMap { entry -> Diagnostic? in
        guard let field = placeholder(entry) else { return nil }
        return finding(
          "the \(field) of '\(entry.host)' in '\(value.key)' is a placeholder", at: value.place(in: secret),
          in: secret.manifest, related: context.uses(of: secret).map(\.note))
      }
    }
  }

  private func placeholder(_ entry: DockerConfig.Entry) -> String? {
    if let auth = entry.auth {
      if Placeholder.isPlaceholder(auth) { return "auth" }
      if case .noColon(let text) = entry.decodedAuth {
        return Placeholder.isPlaceholder(String(decoding: text, as: UTF8.self)) ? "auth" : nil
      }
    }
    guard let credential = entry.credential else { return nil }
    if Placeholder.isPlaceholder(String(decoding: credential.password, as: UTF8.self)) { return "password" }
    return Placeholder.isPlaceholder(String(decoding: credential.user, as: UTF8.self)) ? "user" : nil
  }
}
