import Diagnostics
import Flux
import Manifests
import YAML

struct SecTypeMismatch: Rule {
  static let id = "sec-type-mismatch"
  static let aliases = ["ref-secret-wrong-type"]
  static let severity = Severity.error
  static let summary = "a Secret whose type its reader does not take, or whose keys belong to another type"
  static let explanation = """
    OCIRepository, ImageRepository and the kubelet read docker configs only from Secrets of type \
    kubernetes.io/dockerconfigjson; any other type is passed over and the pull is anonymous. A HelmRepository reads \
    an Opaque Secret as username and password, and finds neither beside `.dockerconfigjson`.

    Fix: set the type. It cannot be changed in the cluster: delete the Secret there, Flux makes it again.

    Source: fluxcd/pkg runtime/secrets and auth, 2026-07; Flux documentation of `secretRef`.
    """
  static let examples: [Example] = [
    .bad(
      "Opaque",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: ↓Opaque
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
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
        type: kubernetes.io/dockerconfigjson
        data:
          .dockerconfigjson: eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJkWE5sY2pwd1lYTnoifX19
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
      "an OCIRepository takes no username and password",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓gitlab-credentials
        namespace: default
      stringData:
        username: johnsmith
        password: hunter2
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
    .good(
      "a HelmRepository does",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
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
    .good(
      "the type is what the reader wants, the value encrypted",
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
        version: 3.9.0
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
    context.secrets.compactMap { secret in
      guard secret.hasKnownType, SecretTypes.meant(by: secret.type) == nil, secret.hasValues,
        !context.maySet("type", in: secret.manifest)
      else {
        return nil
      }
      let uses = context.uses(of: secret)
      let key = secret[".dockerconfigjson"] ?? secret[".dockercfg"]
      let wanted = key.map { "kubernetes.io/" + $0.key.dropFirst() }
      let place = secret.manifest.root["type"]?.origin ?? key?.keyRange ?? secret.manifest.nameRange
      if let use = uses.first(where: { isRefused(secret, by: $0) }) {
        let type = secret.isDockerType ? "a docker config" : "a Secret of type '\(secret.type)'"
        return finding(
          "\(use.name) reads nothing from \(type): it takes \(expected(use))", at: place, in: secret.manifest,
          related: uses.map(\.note), fix: wanted.flatMap { secret.isDockerType ? nil : fix($0, secret) })
      }
      guard let key, let wanted, !secret.isDockerType, SecretTypes.required[secret.type] == nil else {
        return nil
      }
      return finding(
        "the key '\(key.key)' belongs to type '\(wanted)', but the Secret is of type '\(secret.type)'",
        at: place,
        in: secret.manifest, severity: .info, related: uses.map(\.note), fix: fix(wanted, secret))
    }
  }

  private func isRefused(_ secret: Secret, by use: SecretUse) -> Bool {
    switch use.reader {
    case .registry, .pod: !secret.isDockerType
    case .helmRegistry:
      !secret.isDockerType && secret[".dockerconfigjson"] != nil && secret["username"] == nil
    case .helmIndex: secret.isDockerType && secret["username"] == nil
    default: false
    }
  }

  private func expected(_ use: SecretUse) -> String {
    use.reader == .helmIndex ? "username and password" : "kubernetes.io/dockerconfigjson"
  }

  private func fix(_ type: String, _ secret: Secret) -> Fix? {
    secret.manifest.root["type"]?.edit(to: type).map { Fix("set the type to '\(type)'", .unsafe, [$0]) }
  }
}
