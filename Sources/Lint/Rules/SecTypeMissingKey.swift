import Diagnostics
import Manifests
import YAML

struct SecTypeMissingKey: Rule {
  static let id = "sec-type-missing-key"
  static let severity = Severity.error
  static let summary = "a Secret without a key that its type requires"
  static let explanation = """
    The API server refuses a Secret of a built-in type that lacks the key which the type is for: a dockerconfigjson \
    without `.dockerconfigjson`, a TLS pair without `tls.key`. kubectl and kustomize do not check it.

    Fix: name the entry as the type wants it, or use type Opaque.

    Source: Kubernetes validation of Secret types. `kubectl create secret generic --type=… --from-file=config.json` \
    makes this mistake without a word.
    """
  static let examples: [Example] = [
    .bad(
      "the file's name became the key",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        ↓config.json: eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: kubernetes.io/dockerconfigjson
        data:
          .dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
        """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: web-tls
        namespace: default
      type: ↓kubernetes.io/tls
      stringData:
        tls.crt: |
          -----BEGIN CERTIFICATE-----
          -----END CERTIFICATE-----
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/basic-auth
      stringData:
        password: hunter2
      """),
    .good(
      "a Secret without data is filled by a controller",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: web-tls
        namespace: default
        annotations:
          replicator.v1.mittwald.de/replicate-from: certs/web-tls
      type: kubernetes.io/tls
      """),
    .good(
      "a token of a service account holds nothing in git",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ci-token
        namespace: default
        annotations:
          kubernetes.io/service-account.name: ci
      type: kubernetes.io/service-account-token
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret -> [Diagnostic] in
      guard secret.hasValues else { return [] }
      let missing = SecretKeys.missing(secret).filter { SecretKeys.misspelt($0, in: secret).isEmpty }
      return missing.filter { !context.maySet($0, in: secret.manifest) }.prefix(1).map { key in
        report(key, secret, context)
      }
    }
  }

  private func report(_ key: String, _ secret: Secret, _ context: LintContext) -> Diagnostic {
    let found = secret.values.map { "'\($0.key)'" }
    let has = found.count <= 4 ? ", but " + found.joined(separator: ", ") : ""
    let sole = secret.values.count == 1 && secret.isDockerType ? secret.values.first?.keyRange : nil
    let place = sole ?? secret.manifest.root["type"]?.origin ?? secret.manifest.nameRange
    return finding(
      "Secret '\(secret.manifest.id.name)' is of type '\(secret.type)' and has no '\(key)'\(has)", at: place,
      in: secret.manifest, related: context.uses(of: secret).map(\.note),
      fix: sole.flatMap { fix(key, secret, $0) })
  }

  /// Renames the only key where its value is what the type is for.
  private func fix(_ key: String, _ secret: Secret, _ place: SourceRange) -> Fix? {
    guard let bytes = secret.values.first?.bytes,
      (try? DockerConfig(bytes, isLegacy: key == ".dockercfg")) != nil
    else { return nil }
    return Fix("rename the key to '\(key)'", .unsafe, [TextEdit(range: place, replacement: key)])
  }
}
