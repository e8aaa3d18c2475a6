import Diagnostics
import Manifests
import YAML

struct SecTlsPartial: Rule {
  static let id = "sec-tls-partial"
  static let severity = Severity.error
  static let summary = "half of a TLS pair, or no certificate at all, where Flux reads one"
  static let explanation = """
    A `certSecretRef` wants `tls.crt` together with `tls.key`, `ca.crt`, or all three. With half a pair or with none \
    of them the source fails.

    Fix: add the other half.

    Source: fluxcd/pkg runtime/secrets, 2026-07.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓registry-tls
        namespace: default
      stringData:
        tls.crt: ${CERTIFICATE}
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
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓registry-tls
        namespace: default
      stringData:
        bundle: ${CERTIFICATE}
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
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry-tls
        namespace: default
      stringData:
        ca.crt: ${CERTIFICATE}
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
    .good(
      "the names of old",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry-tls
        namespace: default
      stringData:
        certFile: ${CERTIFICATE}
        keyFile: ${KEY}
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
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.compactMap { secret in
      guard secret.hasValues, secret.type != "kubernetes.io/tls",
        let use = context.uses(of: secret).first(where: { $0.reader == .certificate }),
        let what = mistake(secret), !context.maySet("tls.", in: secret.manifest)
      else { return nil }
      return finding(
        "Secret '\(secret.manifest.id.name)' has \(what), which \(use.name) reads as its certificate",
        at: secret.manifest.nameRange, in: secret.manifest, related: [use.note])
    }
  }

  private func mistake(_ secret: Secret) -> String? {
    let names = ["tls.crt", "tls.key", "ca.crt"]
    guard names.allSatisfy({ SecretKeys.misspelt($0, in: secret).isEmpty }) else { return nil }
    let certificate = secret["tls.crt"] ?? secret["certFile"]
    let key = secret["tls.key"] ?? secret["keyFile"]
    if certificate != nil, key == nil { return "'tls.crt' but no 'tls.key'" }
    if key != nil, certificate == nil { return "'tls.key' but no 'tls.crt'" }
    let hasAny = certificate != nil || secret["ca.crt"] != nil || secret["caFile"] != nil
    return hasAny ? nil : "none of 'tls.crt', 'tls.key' and 'ca.crt'"
  }
}
