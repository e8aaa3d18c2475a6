import Diagnostics
import Flux
import Manifests
import YAML

struct SecGithubappPartial: Rule {
  static let id = "sec-githubapp-partial"
  static let severity = Severity.error
  static let summary = "a Secret of a GitHub App that lacks a part"
  static let explanation = """
    A GitRepository with `provider: github` needs `githubAppID`, `githubAppPrivateKey`, and one of \
    `githubAppInstallationID` and `githubAppInstallationOwner`.

    Fix: `flux create secret githubapp` writes them.

    Source: source-controller 1.9; Flux documentation of GitRepository.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓github-app
        namespace: default
      stringData:
        githubAppID: "123"
        githubAppInstallationID: "456"
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: https://github.com/johnsmith/fleet
        secretRef:
          name: github-app
        provider: github
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: ↓github-app
        namespace: default
      stringData:
        githubAppID: "123"
        githubAppPrivateKey: ${KEY}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: https://github.com/johnsmith/fleet
        secretRef:
          name: github-app
        provider: github
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: github-app
        namespace: default
      stringData:
        githubAppID: "123"
        githubAppInstallationID: "456"
        githubAppPrivateKey: ${KEY}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: https://github.com/johnsmith/fleet
        secretRef:
          name: github-app
        provider: github
      """),
    .good(
      "without the provider it is an ordinary Secret",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: github-app
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
        url: https://github.com/johnsmith/fleet
        secretRef:
          name: github-app
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.compactMap { secret in
      guard secret.hasValues, let use = context.uses(of: secret).first(where: { $0.reader == .gitHubApp }),
        !context.maySet("githubApp", in: secret.manifest), let what = mistake(secret, use)
      else { return nil }
      return finding(
        "Secret '\(secret.manifest.id.name)' \(what), as \(use.name) needs for its GitHub App",
        at: secret.manifest.nameRange, in: secret.manifest, related: [use.note])
    }
  }

  private func mistake(_ secret: Secret, _ use: SecretUse) -> String? {
    let missing = SecretKeys.needed(by: use, of: secret)
    guard missing.allSatisfy({ SecretKeys.misspelt($0, in: secret).isEmpty }) else { return nil }
    if !missing.isEmpty { return "has no " + missing.map { "'\($0)'" }.joined(separator: " and no ") }
    let installations = ["githubAppInstallationID", "githubAppInstallationOwner"].filter { secret[$0] != nil }
    if installations.isEmpty { return "has no 'githubAppInstallationID' or 'githubAppInstallationOwner'" }
    return installations.count == 2
      ? "has not one, but both of 'githubAppInstallationID' and 'githubAppInstallationOwner'" : nil
  }
}
