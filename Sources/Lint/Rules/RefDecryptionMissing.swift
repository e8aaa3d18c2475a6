import Diagnostics
import Flux
import Manifests

struct RefDecryptionMissing: Rule {
  static let id = "ref-decryption-missing"
  static let severity = Severity.error
  static let summary = "files encrypted by sops that a Flux Kustomization without decryption applies"
  static let explanation = """
    The kustomize-controller decrypts only where `spec.decryption` says so. Without it it stops at the first \
    encrypted object: "is SOPS encrypted, configuring decryption is required", and nothing of the Kustomization \
    is applied.

    Fix: add `decryption` with `provider: sops` and the Secret of the key, or leave the file out.

    Source: kustomize-controller, decryptor; fluxcd/flux2#4982, #2206.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: ↓apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
      -- apps/secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      data:
        token: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
    .bad(
      "the parent has it, the child that applies the file has not",
      """
      -- clusters/dev/flux-system/gotk-sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./clusters/dev
        decryption:
          provider: sops
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: ↓apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
      -- apps/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - secret.yaml
      -- apps/secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      stringData:
        token: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
    .good(
      """
      -- clusters/dev/apps.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        decryption:
          provider: sops
          secretRef:
            name: sops-age
      -- apps/secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      stringData:
        token: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
    .good(
      "a patch of the parent adds it",
      """
      -- clusters/dev/cluster.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: cluster
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        patches:
          - patch: |
              - op: add
                path: /spec/decryption
                value: {provider: sops}
            target:
              kind: Kustomization
      -- apps/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - ks.yaml
      -- apps/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: web
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./web
      -- web/secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      stringData:
        token: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
      sops:
        version: 3.9.0
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    // A key that the controller itself is started with decrypts everything.
    guard !context.patches.anySets("sops-age-secret", of: "Deployment") else { return [] }
    return context.kustomizations(knowing: "decryption").compactMap { kustomization in
      let manifest = kustomization.manifest
      guard !(kustomization.spec?.has("decryption") ?? false), context.isJudged(manifest.nameRange.path)
      else {
        return nil
      }
      let encrypted = kustomization.objects.filter(\.isEncrypted)
      guard let first = encrypted.first, seen.insert(manifest.nameRange).inserted else { return nil }
      let more = encrypted.count > 1 ? " and \(encrypted.count - 1) more" : ""
      return finding(
        "Kustomization '\(manifest.id.name)' has no 'decryption', but the \(first.id.kind) '\(first.id.name)'\(more) that it applies is encrypted by sops",
        at: manifest.nameRange, in: manifest,
        related: encrypted.prefix(5).map { Note($0.nameRange, "encrypted by sops") })
    }
  }
}
