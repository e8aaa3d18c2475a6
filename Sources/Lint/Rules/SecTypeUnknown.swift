import Diagnostics
import Manifests
import YAML

struct SecTypeUnknown: Rule {
  static let id = "sec-type-unknown"
  static let severity = Severity.error
  static let summary = "a misspelt built-in type of Secret"
  static let explanation = """
    The API server takes any type; one that is nearly built in is an ordinary Secret of an unknown type, and neither \
    the kubelet nor Flux reads its docker config.

    Fix: write the type as Kubernetes spells it.

    Source: Kubernetes Secret types.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: ↓kubernetes.io/dockerconfig
      stringData:
        .dockerconfigjson: '{"auths": {"ghcr.io": {"auth": "dXNlcjpwYXNz"}}}'
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: gitlab-credentials
          namespace: default
        type: kubernetes.io/dockerconfigjson
        stringData:
          .dockerconfigjson: '{"auths": {"ghcr.io": {"auth": "dXNlcjpwYXNz"}}}'
        """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
        namespace: default
      type: ↓kubernetes.io/TLS
      """,
      fixed: """
        apiVersion: v1
        kind: Secret
        metadata:
          name: web
          namespace: default
        type: kubernetes.io/tls
        """),
    .good(
      "a type of somebody else",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: helm.sh/release.v1
      """),
    .good(
      "a type of one's own below the same name",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/rook
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.compactMap { secret in
      guard secret.hasKnownType, !SecretTypes.all.contains(secret.type),
        let type = secret.manifest.root["type"],
        let place = type.origin,
        let meant = SecretTypes.meant(by: secret.type)
      else { return nil }
      let isOpaque = meant == "Opaque"
      return finding(
        "the type '\(secret.type)' is unknown: did you mean '\(meant)'?", at: place, in: secret.manifest,
        severity: isOpaque ? .warning : nil, related: context.uses(of: secret).map(\.note),
        fix: type.edit(to: meant).map { Fix("set the type to '\(meant)'", .unsafe, [$0]) })
    }
  }
}
