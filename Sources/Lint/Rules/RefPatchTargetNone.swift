import Diagnostics
import Flux
import Kustomize
import Manifests

struct RefPatchTargetNone: Rule {
  static let id = "ref-patch-target-none"
  static let severity = Severity.warning
  static let summary = "a patch or an image that finds nothing to change"
  static let explanation = """
    kustomize passes over a patch whose `target` matches no object, and an entry of `images` whose name no \
    container has, without a word: what was meant to be changed stays as it is.

    Only reported where no build of the tree that takes the entry in finds anything.

    Fix: write the kind and the name of the object as they are before the patch, or the name of the image \
    without its tag.

    Source: measured with kustomize 5.7.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      patches:
        - target:
            ↓kind: Deployment
            name: webb
          patch: |
            - op: add
              path: /spec/replicas
              value: 2
      resources:
        - web.yaml
      -- web.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
      """),
    .bad(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      images:
        - name: ↓ngnix
          newTag: '1.28'
      resources:
        - web.yaml
      -- web.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
      """),
    .good(
      """
      -- kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      patches:
        - target:
            kind: Deployment
            name: web.*
          patch: |
            - op: add
              path: /spec/replicas
              value: 2
      images:
        - name: nginx
          newTag: '1.28'
      resources:
        - web.yaml
      -- web.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
      """),
    .good(
      "a component's patch that one of its users has an object for",
      """
      -- a/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      components: [../patch]
      resources:
        - web.yaml
      -- a/web.yaml --
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: default
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.27
      -- b/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      components: [../patch]
      resources:
        - map.yaml
      -- b/map.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: b
        namespace: default
      data:
        a: b
      -- patch/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      patches:
        - target:
            kind: Deployment
            name: web
          patch: |
            - op: add
              path: /spec/replicas
              value: 2
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var targets: [SourceRange: TargetMatch] = [:]
    var unknown: Set<SourceRange> = []
    func add(_ found: [SourceRange: TargetMatch], isWhole: Bool) {
      targets.merge(found, uniquingKeysWith: TargetMatch.either)
      // What a build could not make may be what the patch is for.
      if !isWhole { unknown.formUnion(found.keys) }
    }
    for kustomization in context.clusters.flatMap(\.kustomizations) {
      add(kustomization.targets, isWhole: kustomization.failures.isEmpty)
    }
    for build in context.standaloneBuilds {
      add(build.targets, isWhole: build.failures.isEmpty && context.clusters.isEmpty)
    }
    return targets.compactMap { range, target in
      guard !target.isMatched, !unknown.contains(range), context.isJudged(range.path) else { return nil }
      return finding(
        target.field == .images
          ? "no container of the build has this image"
          : "this selects no object of the build, so nothing is changed",
        at: range)
    }
  }
}
