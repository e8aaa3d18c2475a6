import Diagnostics
import Manifests
import YAML

struct SafeNoSa: Rule {
  static let id = "safe-no-sa"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a tenant's Kustomization or HelmRelease without a service account"
  static let explanation = """
    Without `serviceAccountName` Flux applies with the rights of its controllers, those of a cluster administrator. \
    The lockdown of a shared cluster names one for every object of a tenant.

    Fix: set `spec.serviceAccountName`.

    Source: Flux documentation "Multi-tenancy lockdown".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: ↓app
        namespace: apps
        labels:
          toolkit.fluxcd.io/tenant: team-a
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: fleet}
      """),
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: ↓app
        namespace: apps
        labels: {toolkit.fluxcd.io/tenant: team-a}
      spec:
        interval: 5m
        chartRef: {kind: OCIRepository, name: app}
      """),
    .good(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: app
        namespace: apps
        labels:
          toolkit.fluxcd.io/tenant: team-a
      spec:
        serviceAccountName: team-a
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: fleet}
      """),
    .good(
      "nothing says that this is a tenant's",
      """
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
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let objects = context.flux("HelmRelease", "helm") + context.flux("Kustomization", "kustomize")
    return objects.compactMap { object in
      guard object.root["metadata"]?["labels"]?["toolkit.fluxcd.io/tenant"] != nil,
        object.root["spec"]?["serviceAccountName"] == nil,
        !context.maySet("serviceAccountName", in: object)
      else { return nil }
      return finding(
        "\(object.id.kind) '\(object.id.name)' of a tenant has no service account, and applies as an administrator",
        at: object.nameRange, in: object)
    }
  }
}
