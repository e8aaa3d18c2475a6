import Diagnostics
import Manifests
import YAML

struct SecDockerDockercfgShape: Rule {
  static let id = "sec-docker-dockercfg-shape"
  static let severity = Severity.error
  static let summary = "the layout of a `.dockercfg` in a `.dockerconfigjson`, or the reverse"
  static let explanation = """
    A `.dockercfg` has the hosts at its top level; a `.dockerconfigjson` has them under `auths`. The one in the place \
    of the other is read as a config without credentials.

    Fix: put the hosts under `auths`, and use the type kubernetes.io/dockerconfigjson.

    Source: Kubernetes Secret types; docker/cli config file.
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
        .dockerconfigjson: ↓eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX0=
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockercfg
      data:
        .dockercfg: ↓eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockercfg
      data:
        .dockercfg: eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX0=
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
    context.secrets.compactMap { secret in
      guard let docker = secret.docker, case .failure(let fault) = docker.config else { return nil }
      let what: String
      switch fault {
      case .legacyShape: what = "has its hosts at the top level, where they belong under 'auths'"
      case .currentShape: what = "has its hosts under 'auths', where '.dockercfg' wants them at the top level"
      case .notJSON, .notObject: return nil
      }
      return finding(
        "the docker config in '\(docker.value.key)' \(what)", at: docker.value.place(in: secret),
        in: secret.manifest,
        related: context.uses(of: secret).map(\.note))
    }
  }
}
