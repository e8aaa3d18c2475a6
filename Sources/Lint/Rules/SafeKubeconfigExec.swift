import Diagnostics
import Flux
import Manifests
import YAML

struct SafeKubeconfigExec: Rule {
  static let id = "safe-kubeconfig-exec"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a kubeconfig for Flux that runs a program or reads files of the controller"
  static let explanation = """
    Flux passes over `exec` and `cmd-path` in the kubeconfig of another cluster, unless its controllers are told to \
    run them, and paths to files mean nothing inside their pods.

    Fix: hold certificate and token in the kubeconfig itself, or use `kubeConfig.configMapRef`.

    Source: Flux documentation of Kustomization, "Remote clusters".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: prod-kubeconfig
        namespace: default
      stringData:
        value: ↓|
          apiVersion: v1
          kind: Config
          users:
            - name: admin
              user:
                exec:
                  command: aws
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: prod
        namespace: default
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: fleet}
        kubeConfig:
          secretRef:
            name: prod-kubeconfig
      """),
    .bad(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: prod-kubeconfig
        namespace: default
      stringData:
        value.yaml: ↓|
          users:
            - user: {auth-provider: {config: {cmd-path: gcloud}}}
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
        kubeConfig:
          secretRef:
            name: prod-kubeconfig
      """),
    .good(
      "no one gives it to Flux",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: prod-kubeconfig
        namespace: default
      stringData:
        value: |
          users:
            - user: {exec: {command: aws}}
      """),
    .good(
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: prod-kubeconfig
        namespace: default
      stringData:
        value: |
          users:
            - user: {token: hunter2}
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            version: '0.1.0'
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo
        kubeConfig:
          secretRef:
            name: prod-kubeconfig
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.secrets.flatMap { secret -> [Diagnostic] in
      let users = context.references(to: secret.manifest).filter { $0.field.contains("kubeConfig") }
      guard let user = users.first else { return [] }
      return secret.values.compactMap { value in
        guard let bytes = value.bytes,
          let what = ["exec:", "cmd-path:", "client-key:"].first(where: { TextShape.contains(bytes, $0) })
        else { return nil }
        return finding(
          "the kubeconfig in '\(value.key)' has '\(what.dropLast())', which Flux does not follow",
          at: value.place(in: secret),
          in: secret.manifest,
          related: [Note(user.nameRange, "\(user.source.id.kind) '\(user.source.id.name)' uses it")])
      }
    }
  }
}
