import Diagnostics
import Manifests
import YAML

struct SecShortLived: Rule {
  static let id = "sec-short-lived"
  static let severity = Severity.warning
  static let summary = "a cloud registry's token that expires within hours, in a Secret of the repository"
  static let explanation = """
    The passwords that go with the users `AWS` (12 hours), `oauth2accesstoken` (one hour) and the zero GUID of Azure \
    (three hours) expire before anybody notices that the lab worked.

    Fix: set `provider: aws`, `gcp` or `azure` on the source and drop the Secret, or let an operator renew it.

    Source: documentation of Amazon ECR, Google Artifact Registry and Azure Container Registry.
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyIxMjM0NTY3ODkwMTIuZGtyLmVjci5ldS13ZXN0LTEuYW1hem9uYXdzLmNvbSI6eyJhdXRoIjoiUVZkVE9tVjVTbmM9In19fQ==
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
        username: ↓00000000-0000-0000-0000-000000000000
        password: hunter2
      """),
    .good(
      "a long-lived key of Google",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJldXJvcGUtZG9ja2VyLnBrZy5kZXYiOnsiYXV0aCI6IlgycHpiMjVmYTJWNU9udDkifX19
      """),
    .good(
      "a user AWS of another registry",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: eyJhdXRocyI6eyJyZWdpc3RyeS5leGFtcGxlLmNvbSI6eyJhdXRoIjoiUVZkVE9taDFiblJsY2pJPSJ9fX0=
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.registryUsers.compactMap { secret, value, user, host in
      let life: String
      switch String(decoding: user, as: UTF8.self) {
      case "AWS" where host.flatMap { CloudProvider(host: DockerKey($0).host) } == .aws: life = "12 hours"
      case "oauth2accesstoken": life = "one hour"
      case "00000000-0000-0000-0000-000000000000": life = "three hours"
      default: return nil
      }
      let whose = host.map { " for '\($0)'" } ?? ""
      return finding(
        "the user\(whose) in '\(value.key)' is one whose password lives \(life)", at: value.place(in: secret),
        in: secret.manifest, related: context.uses(of: secret).map(\.note))
    }
  }
}
