import Diagnostics
import Flux
import Manifests
import YAML

struct SecDockerAuthBase64: Rule {
  static let id = "sec-docker-auth-base64"
  static let severity = Severity.error
  static let summary = "an `auth` inside a docker config that is not base64"
  static let explanation = """
    `auth` is the base64 of USER:PASSWORD, in Go's standard encoding. One `auth` that does not decode spoils the \
    whole config, for every host. Without its padding it is still read by OCIRepository and the kubelet, but not by \
    HelmRepository.

    Fix: write `printf %s USER:PASSWORD | base64 -w0` there.

    Source: docker/cli `decodeAuth`, go-containerregistry keyring; kubernetes/kubernetes#82147.
    """
  static let examples: [Example] = [
    .bad(
      "plain text",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJ1c2VyOnBhc3MifX19
      """),
    .bad(
      "a HelmRepository wants the padding",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnpNUSJ9fX0=
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
        .dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      """),
    .good(
      "an OCIRepository does not",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnpNUSJ9fX0=
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
      return config.entries.compactMap { entry in
        let why: String
        var severity = Severity.error
        switch entry.decodedAuth {
        case .undecodable(let error):
          guard !Placeholder.isPlaceholder(entry.auth ?? "") else { return nil }
          why = "is not base64, wrong at its byte \(error.offset)"
        case .unpadded:
          guard !uses.contains(where: { $0.reader == .registry || $0.reader == .pod }) || isForHelm(uses)
          else { return nil }
          why = "lacks its padding, which a HelmRepository does not forgive"
          severity = isForHelm(uses) ? .error : .warning
        default: return nil
        }
        return finding(
          "the auth of '\(entry.host)' in '\(value.key)' \(why)", at: value.place(in: secret),
          in: secret.manifest,
          severity: severity, related: uses.map(\.note))
      }
    }
  }

  private func isForHelm(_ uses: [SecretUse]) -> Bool { uses.contains { $0.reader == .helmRegistry } }
}
