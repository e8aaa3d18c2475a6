import Diagnostics
import Manifests
import YAML

struct SecDockerHostOciScheme: Rule {
  static let id = "sec-docker-host-oci-scheme"
  static let severity = Severity.error
  static let summary = "a registry in a docker config that is written with `oci://` or `docker://`"
  static let explanation = """
    OCIRepository, ImageRepository and the kubelet cut off only `http://` and `https://`: with another scheme the key \
    never matches and the pull is anonymous. A HelmRepository does match it.

    Fix: write the host alone: `ghcr.io`, not `oci://ghcr.io`.

    Source: go-containerregistry pkg/authn/kubernetes, run against both matchers.
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJvY2k6Ly9yZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
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
    .bad(
      "only a HelmRepository reads it",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJvY2k6Ly9yZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
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
        .dockerconfigjson: eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
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
        .dockerconfigjson: eyJhdXRocyI6eyJodHRwczovL3JlZ2lzdHJ5LmdpdGxhYi5jb20iOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.flatMap { secret, value, config -> [Diagnostic] in
      let uses = context.uses(of: secret)
      let isHarmless = !uses.isEmpty && uses.allSatisfy { $0.reader == .helmRegistry }
      return config.entries.compactMap { entry in
        let key = entry.address
        guard key.hasForeignScheme else { return nil }
        let severity: Severity = isHarmless ? .info : uses.isEmpty ? .warning : .error
        return finding(
          "the registry '\(entry.host)' in '\(value.key)' should be '\(key.authority)': a pull never matches it",
          at: value.place(in: secret), in: secret.manifest, severity: severity, related: uses.map(\.note))
      }
    }
  }
}
