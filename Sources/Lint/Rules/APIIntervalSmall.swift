import Diagnostics
import Manifests
import YAML

struct APIIntervalSmall: Rule {
  static let id = "api-interval-small"
  static let severity = Severity.warning
  static let summary = "an interval of less than a minute"
  static let explanation = """
    Flux reconciles the object again and again at this pace; below a minute that is load on the API server, the Git host \
    or the registry (which answers with rate limits) and next to nothing gained: a webhook (Receiver) is faster.

    Fix: write a minute or more, and a Receiver where speed matters.

    Source: Flux, Kustomization and source API docs: at least 60s.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: ↓30s
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
      """),
    .bad(
      "a source",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: ↓500ms
        url: https://github.com/stefanprodan/podinfo
      """),
    .good(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
      """),
    .good(
      "the interval of an OCI HelmRepository has no effect at all",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        type: oci
        interval: 10s
        url: oci://ghcr.io/stefanprodan/charts
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.fluxObjects(
      "Kustomization", "GitRepository", "OCIRepository", "HelmRepository", "HelmChart", "Bucket",
      "ImageRepository"
    ).compactMap { object in
      guard let spec = object.manifest.root["spec"], let text = spec.known("interval"),
        let range = spec["interval"]?.origin,
        let seconds = FluxDuration.seconds(text), seconds < 60, spec.known("type") != "oci"
      else { return nil }
      return finding(
        "the interval '\(text)' of \(object.manifest.title) is below a minute", at: range, in: object.manifest
      )
    }
  }
}
