import Diagnostics
import Manifests
import YAML

struct APIWaitTimeout: Rule {
  static let id = "api-wait-timeout"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a Flux Kustomization that waits without a timeout"
  static let explanation = """
    With `wait` or `healthChecks` Flux waits until everything is ready, and without `timeout` as long as the interval \
    says; until then nothing that depends on it moves.

    Fix: write a timeout that fits what is waited for.

    Source: Flux, Kustomization API docs, "Timeout".
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
        interval: 10m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        ↓wait: true
      """),
    .bad(
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
        ↓healthChecks:
          - {apiVersion: apps/v1, kind: Deployment, name: web, namespace: default}
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
        wait: true
        timeout: 2m
      """),
    .good(
      "it does not wait",
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
        wait: false
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.wholeFluxObjects("Kustomization").compactMap { manifest in
      guard let spec = manifest.root["spec"], !spec.has("timeout") else { return nil }
      let field =
        spec.isTrue("wait") ? "wait" : spec["healthChecks"]?.elements.isEmpty ?? true ? nil : "healthChecks"
      guard let place = field.flatMap({ spec.place(of: $0) }), seen.insert(place).inserted else { return nil }
      return finding("\(manifest.title) waits without a timeout of its own", at: place, in: manifest)
    }
  }
}
