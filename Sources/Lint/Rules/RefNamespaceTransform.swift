import Diagnostics
import Flux
import Manifests

struct RefNamespaceTransform: Rule {
  static let id = "ref-namespace-transform"
  static let severity = Severity.error
  static let summary = "a reference to a namespace that a build moved the target out of"
  static let explanation = """
    `namespace:` of a kustomization and `targetNamespace` of a Flux Kustomization move objects, but do not \
    rewrite the namespace that a Flux reference names: it stays as it was written and finds nothing.

    Fix: write the namespace that the build gives, or leave it out where both objects get the same.

    Source: measured with kustomize 5.7: the namespace transformer sets metadata.namespace only.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      namespace: apps
      resources:
        - repository.yaml
        - release.yaml
      -- repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        url: https://charts.example.com
      -- release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: podinfo
              namespace: ↓flux-system
      """,
      fixed: """
        -- kustomization.yaml --
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: apps
        resources:
          - repository.yaml
          - release.yaml
        -- repository.yaml --
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: podinfo
          namespace: flux-system
        spec:
          url: https://charts.example.com
        -- release.yaml --
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
          chart:
            spec:
              chart: podinfo
              version: '1.0.0'
              sourceRef:
                kind: HelmRepository
                name: podinfo
                namespace: apps
        """),
    .bad(
      """
      -- clusters/dev/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
        targetNamespace: apps
      -- apps/redis.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: redis
        namespace: default
      spec:
        interval: 5m
      -- apps/web.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
        namespace: default
      spec:
        interval: 5m
        dependsOn:
          - name: redis
            namespace: ↓default
      """,
      fixed: """
        -- clusters/dev/ks.yaml --
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
          namespace: flux-system
        spec:
          interval: 5m
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
          path: ./apps
          targetNamespace: apps
        -- apps/redis.yaml --
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: redis
          namespace: default
        spec:
          interval: 5m
        -- apps/web.yaml --
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: web
          namespace: default
        spec:
          interval: 5m
          dependsOn:
            - name: redis
              namespace: apps
        """),
    .good(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      namespace: apps
      resources:
        - repository.yaml
        - release.yaml
      -- repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        url: https://charts.example.com
      -- release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: podinfo
      """),
    .good(
      "another build leaves one in the namespace",
      """
      -- clusters/dev/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: a
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./a
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: b
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./b
        targetNamespace: apps
      -- a/repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: podinfo
        namespace: flux-system
      spec:
        url: https://charts.example.com
      -- b/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - ../a/repository.yaml
        - release.yaml
      -- b/release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: '1.0.0'
            sourceRef:
              kind: HelmRepository
              name: podinfo
              namespace: flux-system
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.brokenReferences.compactMap { broken in
      guard let near = broken.near, near.difference == .moved else { return nil }
      let namespace = near.candidate.id.namespace ?? "default"
      let reference = broken.reference
      return finding(
        "\(reference.phrase)\(reference.placePhrase), but the build moves it to the namespace '\(namespace)'",
        at: reference.namespaceRange ?? reference.nameRange, in: reference.source,
        related: broken.notes(near.candidate, "is built into '\(namespace)'"),
        fix: reference.move(to: namespace))
    }
  }
}
