import Diagnostics
import Manifests
import YAML

struct SecGitlabJobToken: Rule {
  static let id = "sec-gitlab-job-token"
  static let severity = Severity.error
  static let summary = "the credential of a GitLab CI job in a Secret"
  static let explanation = """
    The token of the user `gitlab-ci-token` dies with the job that it was made for: minutes later every pull is \
    denied.

    Fix: make a deploy token with the scope read_registry, whose user is `gitlab+deploy-token-N`.

    Source: GitLab documentation "CI/CD job token" and "Deploy tokens".
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
        .dockerconfigjson: ↓eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJaMmwwYkdGaUxXTnBMWFJ2YTJWdU9taDFiblJsY2pJPSJ9fX0=
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
        username: ↓gitlab-ci-token
        password: hunter2
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
        .dockerconfigjson: eyJhdXRocyI6eyJyZWdpc3RyeS5naXRsYWIuY29tIjp7ImF1dGgiOiJaMmwwYkdGaUsyUmxjR3h2ZVMxMGIydGxiaTAzT21oMWJuUmxjakk9In19fQ==
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: gitlab-credentials
        namespace: default
      type: Opaque
      stringData:
        comment: gitlab-ci-token is not used here
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.registryUsers.compactMap { secret, value, user, host in
      guard user.elementsEqual("gitlab-ci-token".utf8) else { return nil }
      let whose = host.map { " for '\($0)'" } ?? ""
      return finding(
        "the user\(whose) in '\(value.key)' is 'gitlab-ci-token', whose token ends with its job",
        at: value.place(in: secret), in: secret.manifest)
    }
  }
}
