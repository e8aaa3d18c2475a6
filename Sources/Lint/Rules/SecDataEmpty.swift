import Diagnostics
import Manifests
import YAML

struct SecDataEmpty: Rule {
  static let id = "sec-data-empty"
  static let severity = Severity.warning
  static let summary = "an empty value under a key that the Secret's type or reader needs"
  static let explanation = """
    The key is there and holds nothing: the API server refuses an empty docker config or SSH key, and Flux signs in \
    with an empty password.

    Fix: put in the value, or remove the Secret if another program makes it.

    Source: Kubernetes Secret types; Flux documentation of `secretRef`.
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
        .dockerconfigjson: ↓""
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        username: johnsmith
        password: ↓""
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
      "a replicator fills it in",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: web-tls
        namespace: default
        annotations:
          replicator.v1.mittwald.de/replicate-from: certs/web-tls
      type: kubernetes.io/tls
      data:
        tls.crt: ""
        tls.key: ""
      """),
    .good(
      "nobody needs it",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        comment: ""
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret -> [Diagnostic] in
      let empty = secret.values.filter { $0.bytes?.isEmpty ?? false }
      guard !empty.isEmpty else { return [] }
      let uses = context.uses(of: secret)
      let needed = Set((SecretTypes.required[secret.type] ?? []) + uses.flatMap { SecretKeys.read(by: $0) })
      return empty.filter { value in
        needed.contains(value.key) && !context.maySet(value.key, in: secret.manifest)
      }.map { value in
        finding(
          "the value of '\(value.key)' is empty, but \(uses.first?.name ?? "the type '\(secret.type)'") needs it",
          at: value.place(in: secret), in: secret.manifest,
          related: uses.map(\.note))
      }
    }
  }
}
