import Diagnostics
import Manifests
import YAML

struct SecSshKeys: Rule {
  static let id = "sec-ssh-keys"
  static let severity = Severity.error
  static let summary = "a Secret for Git over SSH without `identity` or `known_hosts`"
  static let explanation = """
    A GitRepository with an `ssh://` URL needs the private key under `identity` and the host's keys under \
    `known_hosts`. `ssh-privatekey`, the key of Kubernetes' own type ssh-auth, is not read.

    Fix: `flux create secret git` writes both.

    Source: source-controller 1.9; Flux documentation of GitRepository.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓git-ssh
        namespace: default
      data:
        identity: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]
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
        url: ssh://git@gitlab.com/johnsmith/fleet
        secretRef:
          name: git-ssh
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓git-ssh
        namespace: default
      type: kubernetes.io/ssh-auth
      stringData:
        ssh-privatekey: ${KEY}
        known_hosts: gitlab.com ssh-ed25519 AAAA
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: ssh://git@gitlab.com/johnsmith/fleet
        secretRef:
          name: git-ssh
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: git-ssh
        namespace: default
      stringData:
        identity: ${KEY}
        known_hosts: gitlab.com ssh-ed25519 AAAA
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: ssh://git@gitlab.com/johnsmith/fleet
        secretRef:
          name: git-ssh
      """),
    .good(
      "a Secret without values is filled from elsewhere",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: git-ssh
        namespace: default
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: ssh://git@gitlab.com/johnsmith/fleet
        secretRef:
          name: git-ssh
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.compactMap { secret in
      guard secret.hasValues, let use = context.uses(of: secret).first(where: { $0.reader == .gitSSH }) else {
        return nil
      }
      let missing = SecretKeys.needed(by: use, of: secret).filter {
        SecretKeys.misspelt($0, in: secret).isEmpty && !context.maySet($0, in: secret.manifest)
      }
      guard !missing.isEmpty, secret["username"] == nil || secret["identity"] != nil else { return nil }
      let keys = missing.map { "'\($0)'" }.joined(separator: " and ")
      let has = secret["ssh-privatekey"] == nil ? "" : "; 'ssh-privatekey' is not read"
      return finding(
        "Secret '\(secret.manifest.id.name)' has no \(keys), which \(use.name) needs for SSH\(has)",
        at: secret.manifest.nameRange, in: secret.manifest, related: [use.note])
    }
  }
}
