import Diagnostics
import Flux
import Manifests
import YAML

struct SecDockerAuthShape: Rule {
  static let id = "sec-docker-auth-shape"
  static let severity = Severity.error
  static let summary = "an `auth` inside a docker config that is not USER:PASSWORD"
  static let explanation = """
    What `auth` decodes to is split at its first colon. Without a colon the config is refused. An empty user or \
    password is refused by HelmRepository and sent as it is by OCIRepository. A line break at the end, from `echo` \
    without `-n`, becomes part of the password.

    Fix: write `printf %s USER:PASSWORD | base64 -w0` there.

    Source: docker/cli `decodeAuth`, go-containerregistry keyring.
    """
  static let examples: [Example] = [
    .bad(
      "the token alone",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJhbTlvYm5OdGFYUm8ifX19
      """),
    .bad(
      "a line break at the end of the password",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnpDZz09In19fQ==
      """),
    .bad(
      "no user",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJPbkJoYzNNPSJ9fX0=
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
      "a Google key is JSON, with colons of its own",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJnY3IuaW8iOnsiYXV0aCI6IlgycHpiMjVmYTJWNU9uc2lkSGx3WlNJNkluTmxjblpwWTJWZllXTmpiM1Z1ZENKOSJ9fX0=
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.flatMap { secret, value, config -> [Diagnostic] in
      let uses = context.uses(of: secret)
      return config.entries.compactMap { entry in
        guard let (why, severity) = mistake(entry, uses) else { return nil }
        return finding(
          "the auth of '\(entry.host)' in '\(value.key)' decodes to \(why)", at: value.place(in: secret),
          in: secret.manifest, severity: severity, related: uses.map(\.note))
      }
    }
  }

  private func mistake(_ entry: DockerConfig.Entry, _ uses: [SecretUse]) -> (why: String, Severity)? {
    let user: [UInt8]
    let password: [UInt8]
    switch entry.decodedAuth {
    case .noColon(let text):
      let isPlaceholder = Placeholder.isPlaceholder(String(decoding: text, as: UTF8.self))
      return isPlaceholder ? nil : ("\(text.count) bytes without a colon, not USER:PASSWORD", .error)
    case .pair(let first, let second), .unpadded(let first, let second): (user, password) = (first, second)
    case .absent, .undecodable: return nil
    }
    let severity = uses.contains { $0.reader == .helmRegistry } ? Severity.error : .warning
    if user.isEmpty { return ("an empty user", severity) }
    if password.isEmpty { return entry.identityToken == nil ? ("an empty password", severity) : nil }
    if password.last == UInt8(ascii: "\n") { return ("a password that ends in a line break", .warning) }
    return nil
  }
}
