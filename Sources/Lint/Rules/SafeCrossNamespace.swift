import Diagnostics
import Flux
import Manifests
import YAML

struct SafeCrossNamespace: Rule {
  static let id = "safe-cross-namespace"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a reference of a Flux object to a source in another namespace"
  static let explanation = """
    In a cluster with several tenants the controllers run with `--no-cross-namespace-refs=true`, and refuse such a \
    reference; without that flag any tenant can use the sources of any other.

    Fix: keep source and user in one namespace.

    Source: Flux documentation "Multi-tenancy lockdown".
    """
  static let examples: [Example] = [
    .bad(
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
              namespace: ↓flux-system
      """),
    .bad(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: app
        namespace: apps
      spec:
        interval: 5m
        prune: true
        sourceRef:
          kind: GitRepository
          name: fleet
          namespace: ↓flux-system
      """),
    .good(
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
              namespace: default
      """),
    .good(
      "the object's own namespace is given elsewhere",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: app
      spec:
        interval: 5m
        prune: true
        sourceRef:
          kind: GitRepository
          name: fleet
          namespace: flux-system
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let releases = context.flux("HelmRelease", "helm")
    return (releases + context.flux("Kustomization", "kustomize")).flatMap { object -> [Diagnostic] in
      guard let own = object.id.namespace else { return [] }
      let spec = object.root["spec"]
      let references = [spec?["sourceRef"], spec?["chartRef"], spec?["chart"]?["spec"]?["sourceRef"]]
      return references.compactMap { reference in
        guard let value = reference?["namespace"], let namespace = value.text, let place = value.origin,
          namespace != own, !namespace.isEmpty, !SecretValue.isSubstituted(namespace),
          !SecretValue.isSubstituted(own)
        else { return nil }
        return finding(
          "\(object.id.kind) '\(object.id.name)' in '\(own)' refers to a source in '\(namespace)'", at: place,
          in: object)
      }
    }
  }
}
