import Diagnostics
import Manifests
import YAML

struct SafePlainSecret: Rule {
  static let id = "safe-plain-secret"
  static let severity = Severity.warning
  static let summary = "a Secret with values in clear text or base64"
  static let explanation = """
    Whoever reads the repository, or any clone and backup of it, reads the Secret: base64 is no encryption. Git keeps \
    it after it was deleted.

    Fix: encrypt the file with SOPS, or keep an ExternalSecret or SealedSecret in its place; then change the \
    credential, for it has leaked.

    Source: Flux guides "Manage Kubernetes secrets with Mozilla SOPS" and "Sealed Secrets".
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
      """),
    .bad(
      "once for each Secret, at its first credential",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        host: db.example.com
        password: ↓hunter2
        token: hunter3
      """),
    .good(
      "encrypted by sops",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      data:
        password: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
    .good(
      "filled in by Flux; what else stands there is no credential",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        RESTIC_REPOSITORY: s3:http://minio.kube-system.svc:9000/restic/app
        RESTIC_PASSWORD: ${SECRET_RESTIC_PASSWORD}
      """),
    .good(
      "filled in by 1Password's op inject",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      stringData:
        token: op://kubernetes/1password/TOKEN
      """),
    .good(
      "only certificates, which are public",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        ca.crt: |
          -----BEGIN CERTIFICATE-----
          MIIB
          -----END CERTIFICATE-----
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.compactMap { secret in
      let plain = secret.values.filter(isReadable)
      let isFilled = secret.values.contains { value in
        switch value.content {
        case .encrypted, .substituted, .placeholder: true
        default: false
        }
      }
      guard let value = plain.first(where: isCredential) ?? (isFilled ? nil : plain.first) else { return nil }
      let how = value.section == .data ? "base64 only" : "clear text"
      return finding(
        "Secret '\(secret.manifest.id.name)' is not encrypted: the value of '\(value.key)' stands here in \(how)",
        at: value.place(in: secret), in: secret.manifest)
    }
  }

  private func isReadable(_ value: SecretValue) -> Bool {
    guard let bytes = value.bytes, !bytes.isEmpty else { return false }
    return TextShape.pemLabel(bytes) != "CERTIFICATE"
  }

  private func isCredential(_ value: SecretValue) -> Bool {
    CredentialName.isCredential(value.key) || value.text.map { CredentialName.looksSecret($0) } ?? true
  }
}
