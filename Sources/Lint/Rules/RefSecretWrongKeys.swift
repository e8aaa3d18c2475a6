import Diagnostics
import Flux
import Manifests

struct RefSecretWrongKeys: Rule {
  static let id = "ref-secret-wrong-keys"
  static let severity = Severity.error
  static let summary = "a Secret that lacks the keys which its reader takes"
  static let explanation = """
    Each field reads its own keys: a proxy `address`, a webhook receiver `token`, cosign `*.pub`, notation \
    `trustpolicy.json`, a kubeconfig `value`, a bucket `accesskey` and `secretkey`, a signing key `git.asc` or \
    `identity`. Without them the object fails, or goes on without the credential.

    Secrets of registries, Git and certificates have rules of their own in the family `sec`.

    Fix: name the keys as the field wants them.

    Source: Flux documentation of each `secretRef`; the controllers of Flux 2.9.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓proxy
        namespace: flux-system
      stringData:
        url: http://proxy.example.com:3128
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        url: https://git.example.com/group/project
        proxySecretRef:
          name: proxy
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓cosign
        namespace: flux-system
      stringData:
        key.pem: ${KEY}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        url: oci://ghcr.io/group/podinfo
        verify:
          provider: cosign
          secretRef:
            name: cosign
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: cosign
        namespace: flux-system
      stringData:
        first.pub: ${KEY}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        url: oci://ghcr.io/group/podinfo
        verify:
          provider: cosign
          secretRef:
            name: cosign
      """),
    .good(
      "the values are encrypted, the keys are not",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: webhook
        namespace: flux-system
      stringData:
        token: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata:
        name: github
        namespace: flux-system
      spec:
        type: github
        secretRef:
          name: webhook
        resources:
          - kind: GitRepository
            name: flux-system
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.references.compactMap { reference in
      guard reference.isFluxSecret, let target = reference.target, let keys = DataKeys(target),
        let wanted = Self.wanted(reference), !wanted.isMet(by: keys), context.isJudged(target.nameRange.path),
        !isMisspelt(wanted, target), seen.insert(target.nameRange).inserted
      else { return nil }
      return finding(
        "Secret '\(target.id.name)' has \(keys.phrase), but '\(reference.plainField)' of \(reference.source.id.kind) '\(reference.source.id.name)' reads \(wanted.phrase)",
        at: target.nameRange, in: target, related: [Note(reference.nameRange, "it is read here")])
    }
  }

  /// A key in another spelling is the business of sec-key-case, for the readers that it knows.
  private func isMisspelt(_ wanted: WantedKeys, _ target: Manifest) -> Bool {
    let secret = Secret(target)
    return ["address", "token"].contains {
      wanted.names == [$0] && !SecretKeys.misspelt($0, in: secret).isEmpty
    }
  }

  /// The keys that a field reads; nil for those of which another rule speaks, and where it reads any.
  private static func wanted(_ reference: Reference) -> WantedKeys? {
    let spec = reference.source.root["spec"]
    switch reference.field {
    case "spec.proxySecretRef": return WantedKeys(names: ["address"])
    case "spec.kubeConfig.secretRef":
      let key = reference.holder["key"]?.text ?? ""
      return key.isEmpty ? WantedKeys(anyOf: ["value", "value.yaml"]) : WantedKeys(names: [key])
    case "spec.git.commit.signingKey.secretRef":
      let isSSH = spec?["git"]?["commit"]?["signingKey"]?["type"]?.is("ssh") ?? false
      return isSSH ? WantedKeys(names: ["identity"]) : WantedKeys(names: ["git.asc"])
    case "spec.verify.trustedRootSecretRef": return WantedKeys(names: ["trusted_root.json"])
    case "spec.verify.secretRef", "spec.chart.spec.verify.secretRef": return verification(reference)
    case "spec.secretRef" where reference.source.id.kind == "Receiver": return WantedKeys(names: ["token"])
    case "spec.secretRef" where reference.source.id.kind == "Bucket": return bucket(spec)
    default: return nil
    }
  }

  private static func verification(_ reference: Reference) -> WantedKeys? {
    if reference.source.id.kind == "GitRepository" { return WantedKeys(endings: [".asc", ".sshpub"]) }
    let spec = reference.source.root["spec"]
    let verify = spec?["verify"] ?? spec?["chart"]?["spec"]?["verify"]
    return verify?["provider"]?.is("notation") ?? false
      ? WantedKeys(names: ["trustpolicy.json"]) : WantedKeys(endings: [".pub"])
  }

  private static func bucket(_ spec: Value?) -> WantedKeys? {
    switch spec?["provider"]?.text ?? "generic" {
    case "generic", "aws": WantedKeys(names: ["accesskey", "secretkey"])
    case "gcp": WantedKeys(names: ["serviceaccount"])
    case "azure":
      WantedKeys(anyOf: ["tenantId", "clientId", "accountKey", "sasKey"])
    default: nil
    }
  }
}

/// What one field wants of a Secret: all of some keys, one of some, or one with one of some endings.
private struct WantedKeys {
  var names: [String] = []
  var anyOf: [String] = []
  var endings: [String] = []

  func isMet(by keys: DataKeys) -> Bool {
    names.allSatisfy(keys.contains) && (anyOf.isEmpty || anyOf.contains(where: keys.contains))
      && (endings.isEmpty || keys.names.contains { key in endings.contains { key.hasSuffix($0) } })
  }

  var phrase: String {
    let quoted = names.map { "'\($0)'" }.joined(separator: " and ")
    let choice = (anyOf.map { "'\($0)'" } + endings.map { "'*\($0)'" }).joined(separator: " or ")
    return quoted.isEmpty ? choice : quoted
  }
}
