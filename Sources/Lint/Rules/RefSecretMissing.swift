import Diagnostics
import Flux
import Manifests

struct RefSecretMissing: Rule {
  static let id = "ref-secret-missing"
  static let severity = Severity.error
  static let summary = "a reference to a Secret that does not exist under that name"
  static let explanation = """
    The controller looks the Secret up by its exact name in the namespace of the object that refers. Without it a \
    source stays unready, or pulls without credentials and is refused by the registry.

    An error where a Secret of nearly the same name stands beside it; an info where nothing in the tree comes near, \
    since Secrets are often made by hand or by another controller. `external:` in .lintrc names those.

    Fix: write the name of the Secret, or add the Secret.

    Source: Flux API reference, every `secretRef` is local to its namespace.
    """
  static let examples: [Example] = [
    .bad(
      "the Secret was renamed, the reference was not",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credential
        namespace: default
      stringData:
        username: john
        password: ${PASSWORD}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: ↓gitlab-credentials
      """),
    .bad(
      "nothing near: an info, it may be made outside the tree",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        url: https://git.example.com/apps.git
        secretRef:
          name: ↓deploy-key
      """),
    .good(
      "an ExternalSecret makes the Secret",
      """
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata:
        name: registry
        namespace: default
      spec:
        target:
          name: gitlab-credentials
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: gitlab-credentials
      """),
    .good(
      "the Secret that flux bootstrap makes",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: flux-system
        namespace: flux-system
      spec:
        interval: 1m
        url: https://git.example.com/fleet.git
        secretRef:
          name: flux-system
      """),
    .good(
      "a name that is substituted later",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab
        namespace: default
      spec:
        url: https://charts.example.com
        secretRef:
          name: ${APP}-credentials
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.broken(where: \.isFluxSecret).compactMap { missing($0) }
  }
}
