import Diagnostics
import Manifests
import YAML

struct OciCredentialDuplicate: Rule {
  static let id = "oci-credential-duplicate"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "two keys in a docker config that mean one registry"
  static let explanation = """
    `ghcr.io`, `https://ghcr.io` and `ghcr.io/v2/` are one registry. Which of the two credentials is used depends on \
    the reader, and a rotation easily changes only one.

    Fix: keep the plain host.

    Source: docker/cli `fileStore.Get`; go-containerregistry keyring.
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifSwiaHR0cHM6Ly9naGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwdmJHUT0ifX19
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifSwiZ2hjci5pby92Mi8iOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
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
        .dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifSwiZ2hjci5pby9qb2huc21pdGgiOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
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
        .dockerconfigjson: eyJhdXRocyI6eyJodHRwczovL2luZGV4LmRvY2tlci5pby92MS8iOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9LCJyZWdpc3RyeS0xLmRvY2tlci5pbyI6eyJhdXRoIjoiZFhObGNqcHdZWE56In19fQ==
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.flatMap { secret, value, config -> [Diagnostic] in
      var seen: [String: String] = [:]
      return config.entries.compactMap { entry in
        let key = entry.address
        let place = key.authority + key.effectivePath
        guard let first = seen[place], first != entry.host else {
          seen[place] = entry.host
          return nil
        }
        return finding(
          "the keys '\(first)' and '\(entry.host)' in '\(value.key)' mean one registry, and only one of them is used",
          at: value.place(in: secret),
          in: secret.manifest)
      }
    }
  }
}
