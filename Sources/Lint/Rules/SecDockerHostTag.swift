import Diagnostics
import Manifests
import YAML

struct SecDockerHostTag: Rule {
  static let id = "sec-docker-host-tag"
  static let severity = Severity.error
  static let summary = "a registry in a docker config that is written with a tag"
  static let explanation = """
    The key of an entry is a host, at most with a port and a path. One with the tag of an image matches nothing that \
    is ever pulled.

    Fix: write the host alone.

    Source: go-containerregistry pkg/authn/kubernetes; docker/cli config file.
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvL2pvaG5zbWl0aC9hcHA6MS4wLjAiOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvOmxhdGVzdCI6eyJhdXRoIjoiZFhObGNqcHdZWE56In19fQ==
      """),
    .good(
      "a port",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJyZWdpc3RyeS5leGFtcGxlLmNvbTo1MDUwIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
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
        .dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvL2pvaG5zbWl0aCI6eyJhdXRoIjoiZFhObGNqcHdZWE56In19fQ==
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.flatMap { secret, value, config in
      config.entries.compactMap { entry -> Diagnostic? in
        let key = entry.address
        guard key.hasTag, !entry.key.contains("@") else { return nil }
        return finding(
          "the registry '\(entry.host)' in '\(value.key)' ends in a tag, which matches no pull",
          at: value.place(in: secret), in: secret.manifest, related: context.uses(of: secret).map(\.note))
      }
    }
  }
}
