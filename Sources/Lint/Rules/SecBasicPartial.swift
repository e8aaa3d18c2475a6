import Diagnostics
import Manifests
import YAML

struct SecBasicPartial: Rule {
  static let id = "sec-basic-partial"
  static let severity = Severity.error
  static let summary = "a Secret with a username and no password, or the reverse, where Flux needs both"
  static let explanation = """
    HelmRepository and GitRepository over HTTP sign in with `username` and `password` of the Secret. With one of the \
    two they stop with "invalid secret data"; a HelmRepository of type oci that finds neither pulls anonymously.

    Fix: add the other key. For a token that needs no user any name will do, such as `git`.

    Source: fluxcd/pkg runtime/secrets `BasicAuthMalformed`; source-controller 1.9.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓gitlab-credentials
        namespace: default
      stringData:
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
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓gitlab-credentials
        namespace: default
      stringData:
        username: johnsmith
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
      "a bearer token",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      stringData:
        bearerToken: hunter2
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
      "nobody in the tree says what the Secret is for",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      stringData:
        password: hunter2
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.compactMap { secret in
      guard secret.hasValues, !secret.isDockerType, secret[".dockerconfigjson"] == nil,
        secret["bearerToken"] == nil
      else { return nil }
      let uses = context.uses(of: secret).filter {
        $0.reader == .helmRegistry || $0.reader == .helmIndex || $0.reader == .gitHTTP
      }
      guard let use = uses.first else { return nil }
      let missing = ["username", "password"].filter { secret[$0] == nil }
      guard
        missing.allSatisfy({
          SecretKeys.misspelt($0, in: secret).isEmpty && !context.maySet($0, in: secret.manifest)
        }),
        missing.count == 1 || (missing.count == 2 && use.reader == .helmRegistry)
      else { return nil }
      let what = missing.count == 1 ? "no '\(missing[0])'" : "neither 'username' nor 'password'"
      return finding(
        "Secret '\(secret.manifest.id.name)' has \(what), and \(use.name) needs both",
        at: secret.manifest.nameRange,
        in: secret.manifest, related: uses.map(\.note))
    }
  }
}
