import Diagnostics
import Manifests
import YAML

struct SecDockerHostPath: Rule {
  static let id = "sec-docker-host-path"
  static let severity = Severity.warning
  static let summary = "a registry in a docker config that is written with a path"
  static let explanation = """
    A HelmRepository cuts the path off and sends the credential to the whole host; OCIRepository and the kubelet use \
    it only for repositories below the path. The same Secret then means two things.

    Fix: write the host alone, unless only OCIRepositories and pods read the Secret.

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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tL2pvaG5zbWl0aCI6eyJhdXRoIjoiZFhObGNqcHdZWE56In19fQ==
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tL2pvaG5zbWl0aC9sYWJzLWZsdXgiOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
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
      "what docker used to write",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJodHRwczovL2doY3IuaW8vdjIvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      """),
    .good(
      "two paths of one host, for an OCIRepository",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tL2pvaG5zbWl0aCI6eyJhdXRoIjoiZFhObGNqcHdZWE56In0sInJlZ2lzdHJ5LmdpdGxhYi5jb20vb3RoZXIiOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://registry.gitlab.com/johnsmith/labs-flux/apache
        secretRef:
          name: gitlab-credentials
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.flatMap { secret, value, config -> [Diagnostic] in
      let uses = context.uses(of: secret)
      let isMeant = !uses.isEmpty && uses.allSatisfy { $0.reader == .registry || $0.reader == .pod }
      return config.entries.compactMap { entry in
        let key = entry.address
        let bare = key.effectivePath.split(separator: "/")
        guard !isMeant, !bare.isEmpty, !key.hasTag, !key.hasForeignScheme else { return nil }
        return finding(
          "the registry '\(entry.host)' in '\(value.key)' has a path, which a HelmRepository cuts off and others need",
          at: value.place(in: secret), in: secret.manifest, related: uses.map(\.note))
      }
    }
  }
}
