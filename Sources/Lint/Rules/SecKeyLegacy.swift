import Diagnostics
import Manifests
import YAML

struct SecKeyLegacy: Rule {
  static let id = "sec-key-legacy"
  static let severity = Severity.warning
  static let summary = "`caFile`, `certFile` or `keyFile` in a Secret that Flux reads"
  static let explanation = """
    The three old names of TLS files are deprecated since Flux 2.0 and read with a warning in the controller's log; \
    they will not be read for ever.

    Fix: rename them to `ca.crt`, `tls.crt` and `tls.key`.

    Source: fluxcd/pkg runtime/secrets, 2026-07.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry-ca
        namespace: default
      stringData:
        ↓caFile: |
          -----BEGIN CERTIFICATE-----
          -----END CERTIFICATE-----
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
          name: registry-ca
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: registry-ca
          namespace: default
        stringData:
          ca.crt: |
            -----BEGIN CERTIFICATE-----
            -----END CERTIFICATE-----
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
            name: registry-ca
        """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      data:
        ↓certFile: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
        ↓keyFile: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: https://gitlab.com/johnsmith/fleet
        secretRef:
          name: gitlab-credentials
      """),
    .good(
      "a Secret of an application",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        caFile: /etc/ssl/ca.pem
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: registry-ca
        namespace: default
      stringData:
        ca.crt: |
          -----BEGIN CERTIFICATE-----
          -----END CERTIFICATE-----
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
          name: registry-ca
      """),
  ]

  private let names = ["caFile": "ca.crt", "certFile": "tls.crt", "keyFile": "tls.key"]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret -> [Diagnostic] in
      let old = secret.values.filter { names[$0.key] != nil }
      guard !old.isEmpty else { return [] }
      let uses = context.uses(of: secret).filter {
        $0.reader == .certificate || $0.reader == .helmIndex || $0.reader == .gitHTTP
      }
      guard !uses.isEmpty else { return [] }
      return old.compactMap { value in
        guard let name = names[value.key], let range = value.keyRange else { return nil }
        let isFree = secret[name] == nil && !secret.manifest.isEncrypted
        return finding(
          "the key '\(value.key)' is deprecated: Flux calls it '\(name)'", at: range, in: secret.manifest,
          related: uses.map(\.note),
          fix: isFree
            ? Fix("rename the key to '\(name)'", .safe, [TextEdit(range: range, replacement: name)]) : nil)
      }
    }
  }
}
