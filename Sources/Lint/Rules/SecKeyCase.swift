import Diagnostics
import Flux
import Manifests
import YAML

struct SecKeyCase: Rule {
  static let id = "sec-key-case"
  static let severity = Severity.error
  static let summary = "a key of a Secret that misspells the one its type or its reader needs"
  static let explanation = """
    Controllers look for a key by its exact name: `.dockerconfigjson` with its dot, `username` in lower case, \
    `tls.crt` and not `tls.cert`. With another spelling the value is not found; the API server refuses the Secret, \
    or Flux signs in with nothing.

    Fix: rename the key.

    Source: Kubernetes Secret types; the Flux documentation of each `secretRef`.
    """
  static let examples: [Example] = [
    .bad(
      "the dot is missing",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        ↓dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
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
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        ↓Username: johnsmith
        password: hunter2
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
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: Opaque
        stringData:
          username: johnsmith
          password: hunter2
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
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/tls
      stringData:
        ↓tls.cert: a
        tls.key: b
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: kubernetes.io/tls
        stringData:
          tls.crt: a
          tls.key: b
        """),
    .good(
      "nobody in the tree needs another spelling",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        USERNAME: johnsmith
        PASSWORD: hunter2
      """),
    .good(
      "the right key is there as well",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/tls
      stringData:
        tls.crt: a
        tls.key: b
        tls.cert: c
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret -> [Diagnostic] in
      let uses = context.uses(of: secret)
      var found: [Diagnostic] = []
      for key in needed(secret, uses) where !context.maySet(key, in: secret.manifest) {
        let near = SecretKeys.misspelt(key, in: secret)
        guard let value = near.first else { continue }
        found.append(report(value, as: key, secret, uses, isOnly: near.count == 1))
      }
      if found.isEmpty, secret.type == "Opaque", secret[".dockerconfigjson"] == nil, uses.isEmpty,
        let value = secret.values.first(where: { SecretKeys.spelling($0.key) == "dockerconfigjson" })
      {
        found.append(report(value, as: ".dockerconfigjson", secret, uses, isOnly: false, severity: .info))
      }
      return found
    }
  }

  private func needed(_ secret: Secret, _ uses: [SecretUse]) -> [String] {
    var keys = SecretKeys.missing(secret)
    for key in uses.flatMap({ SecretKeys.needed(by: $0, of: secret) }) where !keys.contains(key) {
      keys.append(key)
    }
    return keys
  }

  private func report(
    _ value: SecretValue, as key: String, _ secret: Secret, _ uses: [SecretUse], isOnly: Bool,
    severity: Severity? = nil
  ) -> Diagnostic {
    let edit = value.keyRange.map { TextEdit(range: $0, replacement: key) }
    return finding(
      "the key '\(value.key)' is read by nothing: expected '\(key)'",
      at: value.keyRange ?? secret.manifest.nameRange, in: secret.manifest, severity: severity,
      related: uses.map(\.note),
      fix: isOnly ? edit.map { Fix("rename the key to '\(key)'", .safe, [$0]) } : nil)
  }
}
