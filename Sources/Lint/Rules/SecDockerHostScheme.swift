import Diagnostics
import Manifests
import YAML

struct SecDockerHostScheme: Rule {
  static let id = "sec-docker-host-scheme"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a registry in a docker config that is written with `https://`"
  static let explanation = """
    Every reader cuts the scheme off, so it works; the plain host is what docker writes today and what the other \
    tools that read such a file expect. Docker Hub's `https://index.docker.io/v1/` is the one key that has to be so.

    Fix: write the host alone.

    Source: docker/cli `ConvertToHostname`; go-containerregistry keyring.
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJodHRwczovL2doY3IuaW8iOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJodHRwOi8vcmVnaXN0cnkuZXhhbXBsZS5jb206NTAwMCI6eyJhdXRoIjoiZFhObGNqcHdZWE56In19fQ==
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
      "Docker Hub",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJodHRwczovL2luZGV4LmRvY2tlci5pby92MS8iOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.flatMap { secret, value, config in
      config.entries.compactMap { entry -> Diagnostic? in
        let key = entry.address
        guard let scheme = key.scheme, !key.hasForeignScheme, !DockerHub.isHost(key.host) else { return nil }
        return finding(
          "the registry '\(entry.host)' in '\(value.key)' needs no '\(scheme)://'",
          at: value.place(in: secret),
          in: secret.manifest)
      }
    }
  }
}
