import Diagnostics
import Manifests
import YAML

struct SecDockerIdentitytoken: Rule {
  static let id = "sec-docker-identitytoken"
  static let severity = Severity.error
  static let summary = "a docker config with only an identity token for a HelmRepository"
  static let explanation = """
    `az acr login` writes an `identitytoken` in place of a password. A HelmRepository reads user and password only: \
    without them it pulls anonymously, with a user and an empty password it fails with "invalid secret data". And the \
    token lives three hours.

    Fix: use a service principal or a token of the registry, or `provider: azure` without a Secret.

    Source: source-controller 1.9 `LoginOptionFromSecret`.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJtaW5lLmF6dXJlY3IuaW8iOnsiaWRlbnRpdHl0b2tlbiI6ImV5SmgifX19
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://mine.azurecr.io/charts
        secretRef:
          name: gitlab-credentials
      """),
    .bad(
      "with the user that az writes",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: ↓eyJhdXRocyI6eyJtaW5lLmF6dXJlY3IuaW8iOnsiYXV0aCI6Ik1EQXdNREF3TURBdE1EQXdNQzB3TURBd0xUQXdNREF0TURBd01EQXdNREF3TURBd09nPT0iLCJpZGVudGl0eXRva2VuIjoiZXlKaCJ9fX0=
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://mine.azurecr.io/charts
        secretRef:
          name: gitlab-credentials
      """),
    .good(
      "an OCIRepository uses the token",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJtaW5lLmF6dXJlY3IuaW8iOnsiaWRlbnRpdHl0b2tlbiI6ImV5SmgifX19
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        url: oci://mine.azurecr.io/charts/apache
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
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJtaW5lLmF6dXJlY3IuaW8iOnsiYXV0aCI6ImRYTmxjanB3WVhOeiJ9fX0=
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: gitlab-oci-repo
        namespace: default
      spec:
        type: oci
        url: oci://mine.azurecr.io/charts
        secretRef:
          name: gitlab-credentials
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.dockerConfigs.compactMap { secret, value, config in
      let uses = context.uses(of: secret).filter { use in
        guard use.reader == .helmRegistry, let entry = use.entry(of: config) else { return false }
        let hasToken = entry.identityToken != nil || entry.registryToken != nil
        return hasToken && (entry.credential?.password.isEmpty ?? true)
      }
      guard let use = uses.first, let entry = use.entry(of: config) else { return nil }
      return finding(
        "the entry of '\(entry.host)' in '\(value.key)' has only a token, and \(use.name) reads user and password",
        at: value.place(in: secret), in: secret.manifest, related: uses.map(\.note))
    }
  }
}
