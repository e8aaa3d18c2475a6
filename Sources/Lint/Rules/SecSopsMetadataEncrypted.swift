import Diagnostics
import Manifests
import YAML

struct SecSopsMetadataEncrypted: Rule {
  static let id = "sec-sops-metadata-encrypted"
  static let severity = Severity.error
  static let summary = "a name, namespace, kind or type that sops has encrypted"
  static let explanation = """
    kustomize builds the object before Flux decrypts it, and needs its apiVersion, kind, name and namespace in clear \
    text.

    Fix: encrypt with `--encrypted-regex '^(data|stringData)$'`, best set in `.sops.yaml`.

    Source: Flux guide "Manage Kubernetes secrets with SOPS".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
        namespace: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
    .bad(
      """
      apiVersion: ↓ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      kind: Secret
      metadata:
        name: app
      sops:
        version: 3.9.0
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
        .dockerconfigjson: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        encrypted_regex: ^(data|stringData)$
        version: 3.9.0
      """),
    .good(
      "values of a HelmRelease may be encrypted",
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
          password: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        encrypted_regex: ^password$
        version: 3.9.0
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let listed = Set(
      context.tree.kustomizations.flatMap { kustomization in
        kustomization.paths.compactMap(\.target)
      })
    return context.tree.manifests.filter(\.isEncrypted).compactMap { manifest in
      let metadata = manifest.root["metadata"]
      let fields = [
        ("apiVersion", manifest.root["apiVersion"]), ("kind", manifest.root["kind"]),
        ("name", metadata?["name"]),
        ("namespace", metadata?["namespace"]),
      ]
      let encrypted = fields.filter { $1?.text.map { SecretValue.isSOPS($0) } ?? false }
      guard let place = encrypted.first?.1?.origin else { return nil }
      let names = encrypted.map { "'\($0.0)'" }.joined(separator: ", ")
      return finding(
        "sops has encrypted \(names), which kustomize needs in clear text", at: place,
        severity: listed.contains(place.path) ? nil : .info)
    }
  }
}
