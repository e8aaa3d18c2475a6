import Diagnostics
import Manifests
import YAML

struct SecDockerNoAuths: Rule {
  static let id = "sec-docker-no-auths"
  static let severity = Severity.error
  static let summary = "a docker config without any registry in `auths`"
  static let explanation = """
    Credentials stand under `auths`, by host. A config without it is accepted by the API server, and then every pull \
    with it is anonymous or fails: `helm registry login` writes `{"auths": {}}` where a credential helper keeps the \
    password.

    Fix: write `{"auths": {"HOST": {"auth": "…"}}}` with the host of the registry.

    Source: helm 4.1.4 with docker-credential-pass; docker/cli config file.
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
        .dockerconfigjson: ↓eyJhdXRocyI6e319
      """),
    .bad(
      "misspelt",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      stringData:
        .dockerconfigjson: ↓'{"auth": {"ghcr.io": {"auth": "dXNlcjpwYXNz"}}}'
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
        .dockerconfigjson: ↓e30=
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
    .good(
      "Go matches keys without regard to letter case",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJBdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.compactMap { secret, value, config in
      guard config.entries.isEmpty, config.credentialStore == nil, config.credentialHelpers.isEmpty,
        secret.isDockerType || context.uses(of: secret).contains(where: { $0.isRegistry })
      else { return nil }
      let what = config.hasAuths ? "has no registry in 'auths'" : "has no 'auths'"
      let meant = config.hasAuths ? nil : nearest(to: "auths", among: config.keys)
      return finding(
        "the docker config in '\(value.key)' \(what)" + (meant.map { ", but '\($0)'" } ?? ""),
        at: value.place(in: secret), in: secret.manifest, related: context.uses(of: secret).map(\.note))
    }
  }
}
