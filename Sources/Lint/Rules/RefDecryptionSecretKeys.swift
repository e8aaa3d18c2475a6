import Diagnostics
import Flux
import Manifests

struct RefDecryptionSecretKeys: Rule {
  static let id = "ref-decryption-secret-keys"
  static let severity = Severity.error
  static let summary = "a Secret for decryption without a key that sops takes"
  static let explanation = """
    The ending of each key says what it holds: `.agekey` a key of age, `.asc` one of PGP, and the names \
    `sops.vault-token`, `sops.aws-kms`, `sops.azure-kv`, `sops.gcp-kms` the credentials of a service. \
    Everything else, such as `age.txt`, is passed over, and nothing is decrypted.

    Fix: name the key `age.agekey`.

    Source: kustomize-controller, internal/decryptor.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: sops-age
        namespace: flux-system
      stringData:
        ↓age.txt: ${KEY}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        decryption:
          provider: sops
          secretRef:
            name: sops-age
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: sops-gpg
        namespace: flux-system
      stringData:
        ↓private.key: ${KEY}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        decryption:
          provider: sops
          secretRef:
            name: sops-gpg
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: sops-age
        namespace: flux-system
      stringData:
        age.agekey: ${KEY}
        README: the key of the cluster
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        decryption:
          provider: sops
          secretRef:
            name: sops-age
      """),
    .good(
      "a Secret that another controller fills",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: sops-age
        namespace: flux-system
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        decryption:
          provider: sops
          secretRef:
            name: sops-age
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.references.compactMap { reference in
      guard reference.field == "spec.decryption.secretRef", let target = reference.target,
        let keys = DataKeys(target), !keys.names.contains(where: isKey)
      else { return nil }
      let place = keys.places.first ?? target.nameRange
      guard context.isJudged(place.path), seen.insert(place).inserted else { return nil }
      return finding(
        "Secret '\(target.id.name)' has \(keys.phrase), and no key that decryption reads, such as 'age.agekey'",
        at: place, in: target,
        related: [Note(reference.nameRange, "Kustomization '\(reference.source.id.name)' decrypts with it")])
    }
  }

  private func isKey(_ name: String) -> Bool {
    name.hasSuffix(".agekey") || name.hasSuffix(".asc") || name.hasPrefix("sops.")
  }
}
