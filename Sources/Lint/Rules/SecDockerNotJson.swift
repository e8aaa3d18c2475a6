import Diagnostics
import Manifests
import YAML

struct SecDockerNotJson: Rule {
  static let id = "sec-docker-not-json"
  static let severity = Severity.error
  static let summary = "a docker config that is not a JSON object"
  static let explanation = """
    The API server reads the value of `.dockerconfigjson` and refuses the Secret when it is not one JSON object: no \
    comment, no trailing comma, no byte order mark, nothing behind it. `kubectl create --dry-run` and kustomize do \
    not look inside.

    Fix: encode the whole config file, `base64 -w0 < config.json`, and nothing else.

    Source: Kubernetes validation of kubernetes.io/dockerconfigjson; RFC 8259.
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
        .dockerconfigjson: ↓bm90IGpzb24gYXQgYWxs
      """),
    .bad(
      "a trailing comma",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      stringData:
        .dockerconfigjson: ↓|
          {"auths": {"ghcr.io": {"auth": "dXNlcjpwYXNz"},}}
      """),
    .bad(
      "a byte order mark before it",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓77u/eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
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
      "a value that is not base64 at all is another rule's finding",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: abc
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.compactMap { secret in
      guard let docker = secret.docker, case .failure(let fault) = docker.config,
        secret.isDockerType || context.uses(of: secret).contains(where: { $0.isRegistry }),
        docker.value.bytes.flatMap({ DoubleEncoding(of: $0) }) == nil
      else { return nil }
      let why: String
      switch fault {
      case .notJSON(let error): why = "is not JSON: \(error.message), at byte \(error.offset)"
      case .notObject: why = "is JSON, but no object"
      case .legacyShape, .currentShape: return nil
      }
      let how = docker.value.section == .data ? "decodes to a text that " : ""
      return finding(
        "the value of '\(docker.value.key)' \(how)\(why)", at: docker.value.place(in: secret),
        in: secret.manifest,
        related: context.uses(of: secret).map(\.note))
    }
  }
}
