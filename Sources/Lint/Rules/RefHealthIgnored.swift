import Diagnostics
import Flux
import Manifests
import YAML

struct RefHealthIgnored: Rule {
  static let id = "ref-health-ignored"
  static let severity = Severity.warning
  static let summary = "healthChecks beside `wait: true`"
  static let explanation = """
    With `wait: true` Flux waits for everything that it applied and ignores `healthChecks`: an object in the \
    list that another program makes is not waited for.

    Fix: keep one of the two.

    Source: Flux documentation, Kustomization health checks: ignored when `wait` is set.
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
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        wait: true
        ↓healthChecks:
          - apiVersion: apps/v1
            kind: Deployment
            name: web
            namespace: default
      """,
      fixed: """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 5m
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
          path: ./
          wait: false
          healthChecks:
            - apiVersion: apps/v1
              kind: Deployment
              name: web
              namespace: default
        """),
    .bad(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        ↓healthChecks:
          - {apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, name: web, namespace: default}
        wait: true
      """,
      fixed: """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 5m
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
          path: ./
          healthChecks:
            - {apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, name: web, namespace: default}
          wait: false
        """),
    .good(
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        wait: false
        healthChecks:
          - apiVersion: apps/v1
            kind: Deployment
            name: web
            namespace: default
      """),
    .good(
      "expressions say how health is told, and count with `wait` too",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./
        wait: true
        healthCheckExprs:
          - apiVersion: example.com/v1
            kind: Database
            current: status.ready
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("Kustomization", "kustomize").compactMap { manifest in
      guard let spec = manifest.root["spec"], spec.isTrue("wait"), let checks = spec["healthChecks"],
        !checks.elements.isEmpty, let place = spec.place(of: "healthChecks")
      else { return nil }
      return finding(
        "Kustomization '\(manifest.id.name)' has 'wait: true', which makes Flux ignore 'healthChecks'",
        at: place,
        in: manifest, related: spec.place(of: "wait").map { [Note($0, "it waits for everything")] } ?? [],
        fix: spec["wait"]?.node?.valueRange.map {
          Fix("write 'wait: false'", .unsafe, [TextEdit(range: $0, replacement: "false")])
        })
    }
  }
}
