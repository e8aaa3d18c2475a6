import Diagnostics
import Manifests
import YAML

struct SafeTokenPattern: Rule {
  static let id = "safe-token-pattern"
  static let severity = Severity.error
  static let summary = "a token of a known shape or a private key, in clear text or base64"
  static let explanation = """
    GitLab, GitHub, AWS, Docker and others give their tokens a prefix by which they are known, wherever they stand: \
    in a Secret, in its base64, in chart values or a ConfigMap. Bots find them within minutes of a push.

    Fix: revoke the token now, then keep its successor in an encrypted Secret.

    Source: the issuers' documentation of their token prefixes.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        username: johnsmith
        password: ↓glpat-\("FAKEFAKEFAKEFAKE0000")
      """),
    .bad(
      "in the values of a chart",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
        values:
          github:
            token: ↓ghp_\("FAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKE")
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        username: johnsmith
        password: ${GITLAB_TOKEN}
      """),
    .good(
      "a certificate is public",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: ca
        namespace: default
      data:
        ca.crt: |
          -----BEGIN CERTIFICATE-----
          MIIB
          -----END CERTIFICATE-----
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let secrets = context.secrets.flatMap { secret in secret.values.compactMap { report($0, in: secret) } }
    let known = Set(secrets.map(\.range))
    return secrets + context.tree.files.flatMap { texts(of: $0) }.filter { !known.contains($0.range) }
  }

  /// A token in the value of a Secret, also behind its base64 and behind that of a docker config in it.
  private func report(_ value: SecretValue, in secret: Secret) -> Diagnostic? {
    guard let bytes = value.bytes, let range = value.range, let found = token(in: bytes, of: secret) else {
      return nil
    }
    return finding(
      "the value of '\(value.key)' holds \(found), \(value.section == .data ? "in base64" : "in clear text")",
      at: range, in: secret.manifest)
  }

  private func token(in bytes: [UInt8], of secret: Secret) -> String? {
    if let found = TokenPattern.first(in: bytes) { return found.pattern.name }
    if let inner = DoubleEncoding(of: bytes)?.inner, let found = TokenPattern.first(in: inner) {
      return found.pattern.name
    }
    guard let docker = secret.docker, docker.value.bytes == bytes, case .success(let config) = docker.config
    else {
      return nil
    }
    return config.entries.lazy.compactMap { entry in
      entry.credential.flatMap { TokenPattern.first(in: $0.password)?.pattern.name }
    }.first
  }

  /// Tokens in every other scalar of a file.
  private func texts(of file: Tree.File) -> [Diagnostic] {
    guard file.isJudged, let stream = file.stream, TokenPattern.first(in: stream.source.bytes) != nil else {
      return []
    }
    var found: [Diagnostic] = []
    for document in stream.documents {
      let manifest = document.root.flatMap { Manifest($0, source: document.range) }
      document.root?.forEachDescendant { node in
        guard node.kind == .scalar, !node.isAlias,
          let token = node.withValue({ TokenPattern.first(in: Array($0)) })?.map({ $0.pattern.name })
        else { return }
        found.append(finding("a text holds \(token), in clear text", at: node.range, in: manifest))
      }
    }
    return found
  }
}
