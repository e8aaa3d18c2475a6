import Diagnostics
import Manifests
import YAML

struct GitAuthScheme: Rule {
  static let id = "git-auth-scheme"
  static let severity = Severity.error
  static let summary = "a Secret for SSH with an `https://` URL, or the reverse"
  static let explanation = """
    A GitRepository reads `identity` and `known_hosts` for an `ssh://` URL, and `username` and `password` or \
    `bearerToken` for `https://`. The keys of the other way are passed over, and the clone is denied.

    Fix: change the URL or the Secret.

    Source: source-controller 1.9; Flux documentation of GitRepository, "Secret reference".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: git-auth
        namespace: default
      stringData:
        username: git
        password: ${TOKEN}
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
          name: ↓git-auth
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: git-auth
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
        url: https://gitlab.com/johnsmith/fleet
        secretRef:
          name: ↓git-auth
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: git-auth
        namespace: default
      stringData:
        username: git
        password: ${TOKEN}
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
          name: git-auth
      """),
    .good(
      "the Secret is not in the tree",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: ssh://git@gitlab.com/johnsmith/fleet
        secretRef:
          name: git-auth
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret -> [Diagnostic] in
      let isSSH = secret["identity"] != nil
      let isBasic = secret["username"] != nil || secret["password"] != nil || secret["bearerToken"] != nil
      // A passphrase of the SSH key is a 'password' as well.
      guard secret.hasValues, isSSH != isBasic else { return [] }
      return context.uses(of: secret).compactMap { use in
        guard (use.reader == .gitSSH && isBasic) || (use.reader == .gitHTTP && isSSH) else { return nil }
        let holds = isSSH ? "a key for SSH" : "a password for HTTPS"
        return finding(
          "\(use.name) has \(isSSH ? "an https" : "an ssh"):// URL, but Secret '\(secret.manifest.id.name)' holds \(holds)",
          at: use.nameRange, in: use.object, related: [Note(secret.manifest.nameRange, "the Secret")])
      }
    }
  }
}
