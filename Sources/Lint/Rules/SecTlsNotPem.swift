import Diagnostics
import Manifests
import YAML

struct SecTlsNotPem: Rule {
  static let id = "sec-tls-not-pem"
  static let severity = Severity.error
  static let summary = "a TLS certificate or key that is not in PEM form"
  static let explanation = """
    `tls.crt`, `tls.key` and `ca.crt` hold PEM: `-----BEGIN CERTIFICATE-----`, lines of base64, `-----END …`. What is \
    not PEM cannot be read by Flux or by an ingress controller; usually a file was encoded twice, cut, or is DER.

    Fix: encode the PEM file as it is.

    Source: Go crypto/tls `X509KeyPair`; Kubernetes does not check the content.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry-tls
        namespace: default
      data:
        ca.crt: ↓bm8gY2VydGlmaWNhdGU=
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://registry.gitlab.com/johnsmith/labs-flux
        certSecretRef:
          name: registry-tls
      """),
    .bad(
      "cut off",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/tls
      stringData:
        tls.crt: ↓|
          -----BEGIN CERTIFICATE-----
          MIIB
        tls.key: ${KEY}
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/tls
      stringData:
        tls.crt: |
          -----BEGIN CERTIFICATE-----
          MIIB
          -----END CERTIFICATE-----
        tls.key: ${KEY}
      """),
    .good(
      "text before the certificate is allowed",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/tls
      stringData:
        tls.crt: |
          subject=CN = web
          -----BEGIN CERTIFICATE-----
          MIIB
          -----END CERTIFICATE-----
        tls.key: ${KEY}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret -> [Diagnostic] in
      let uses = context.uses(of: secret).filter { $0.reader == .certificate }
      guard !uses.isEmpty || secret.type == "kubernetes.io/tls" else { return [] }
      return secret.values.compactMap { value in
        guard ["tls.crt", "tls.key", "ca.crt"].contains(value.key), let bytes = value.bytes, !bytes.isEmpty,
          !TextShape.isPEM(bytes), DoubleEncoding(of: bytes) == nil
        else { return nil }
        return finding(
          "the value of '\(value.key)' is not PEM, which has a line '-----BEGIN …-----'",
          at: value.place(in: secret), in: secret.manifest,
          severity: uses.isEmpty ? .warning : nil, related: uses.map(\.note))
      }
    }
  }
}
