import Diagnostics
import Manifests
import YAML

struct SecDockerCredsstore: Rule {
  static let id = "sec-docker-credsstore"
  static let severity = Severity.error
  static let summary = "a docker config that leaves the credentials to a helper program"
  static let explanation = """
    `credsStore` and `credHelpers` name a program of the machine that the config was copied from. A HelmRepository \
    tries to run it inside source-controller and fails, even when `auths` is complete; OCIRepository and the kubelet \
    ignore it, and pull anonymously when `auths` lacks the host.

    Fix: write a config of your own with the one `auths` entry that is needed.

    Source: docker/cli config/credentials; fluxcd/website#968, kubernetes/website#15166.
    """
  static let examples: [Example] = [
    .bad(
      "what helm writes on a machine with pass",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6e30sImNyZWRzU3RvcmUiOiJwYXNzIn0=
      """),
    .bad(
      "a HelmRepository runs the helper of its host",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX0sImNyZWRIZWxwZXJzIjp7InJlZ2lzdHJ5LmdpdGxhYi5jb20iOiJnY2xvdWQifX0=
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry.gitlab.com/johnsmith/labs-flux
        secretRef:
          name: gitlab-credentials
      """),
    .good(
      "a helper for another host does no harm",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX0sImNyZWRIZWxwZXJzIjp7Imdjci5pbyI6ImdjbG91ZCJ9fQ==
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry.gitlab.com/johnsmith/labs-flux
        secretRef:
          name: gitlab-credentials
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
        .dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX0sImNyZWRzU3RvcmUiOiIifQ==
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.compactMap { secret, value, config in
      let uses = context.uses(of: secret)
      let helmHosts = Set(uses.filter { $0.reader == .helmRegistry }.compactMap { $0.url?.authority })
      let isComplete = !config.entries.isEmpty && config.entries.allSatisfy { !$0.isEmpty }
      let what: String
      if config.credentialStore != nil {
        what = "'credsStore'"
      } else if let host = config.credentialHelpers.keys.sorted().first(where: { helmHosts.contains($0) }) {
        what = "'credHelpers' for '\(host)'"
      } else if !config.credentialHelpers.isEmpty, config.entries.isEmpty {
        what = "'credHelpers'"
      } else {
        return nil
      }
      let isFatal = !helmHosts.isEmpty || !isComplete
      return finding(
        "the docker config in '\(value.key)' names a helper program in \(what), which no cluster has",
        at: value.place(in: secret), in: secret.manifest, severity: isFatal ? nil : .warning,
        related: uses.map(\.note))
    }
  }
}
