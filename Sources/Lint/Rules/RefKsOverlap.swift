import Diagnostics
import Flux
import Manifests

struct RefKsOverlap: Rule {
  static let id = "ref-ks-overlap"
  static let aliases = ["ref-ks-path-overlap"]
  static let severity = Severity.warning
  static let summary = "an object that two Flux Kustomizations of one cluster apply"
  static let explanation = """
    Where the path of one Flux Kustomization contains that of another and includes it, both apply the same \
    objects. They take turns in owning them, and when one prunes, it deletes what the other wants.

    Fix: leave the inner path out of the outer build, or remove the inner Kustomization.

    Source: fluxcd/kustomize-controller#871; Flux documentation, Kustomization prune.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- clusters/dev/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: all
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: web
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ↓./apps/web
      -- apps/web/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        a: b
      """),
    .bad(
      """
      -- clusters/dev/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: all
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: web
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ↓./apps/web
      -- apps/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web
        - db.yaml
      -- apps/db.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: db
        namespace: default
      data:
        a: b
      -- apps/web/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      -- apps/web/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        a: b
      """),
    .good(
      "the outer build leaves the inner out",
      """
      -- clusters/dev/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: all
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: web
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps/web
      -- apps/kustomization.yaml --
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - db.yaml
      -- apps/db.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: db
        namespace: default
      data:
        a: b
      -- apps/web/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        a: b
      """),
    .good(
      "two clusters",
      """
      -- clusters/a/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: all
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps
      -- clusters/b/ks.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: web
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: flux-system}
        path: ./apps/web
      -- apps/web/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        a: b
      """),
    .good(
      "one base in two namespaces is two sets of objects",
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
        path: ./apps
        targetNamespace: a
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
        path: ./apps/web
        targetNamespace: b
      -- apps/web/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        a: b
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.clusters.flatMap { overlaps(in: $0) }.filter {
      context.isJudged($0.range.path) && seen.insert($0.range).inserted
    }
  }

  /// The inner Kustomization of each pair of paths that share an object.
  private func overlaps(in cluster: Cluster) -> [Diagnostic] {
    var owners: [ObjectID: [(position: Int, object: Manifest)]] = [:]
    for (position, kustomization) in cluster.kustomizations.enumerated() {
      for object in kustomization.objects { owners[object.id, default: []].append((position, object)) }
    }
    var found: [Int: Diagnostic] = [:]
    for shared in owners.values where shared.count > 1 {
      for inner in shared {
        for outer in shared
        where outer.position != inner.position && outer.object.source == inner.object.source {
          let pair = (cluster.kustomizations[outer.position], cluster.kustomizations[inner.position])
          guard let report = report(pair.0, pair.1, inner.object) else { continue }
          let known = found[inner.position]
          found[inner.position] = known.map { Linter.precedes($0, report) ? $0 : report } ?? report
        }
      }
    }
    return Array(found.values)
  }

  /// Nil where the two paths are not one inside the other.
  private func report(_ outer: FluxKustomization, _ inner: FluxKustomization, _ object: Manifest)
    -> Diagnostic?
  {
    guard let wide = outer.directory, let narrow = inner.directory, wide != narrow,
      TreePath.contains(wide, narrow), TreePath.contains(narrow, object.source.path),
      let place = inner.path?.origin
    else { return nil }
    let outerPlace = outer.path?.origin ?? outer.manifest.nameRange
    return finding(
      "Kustomization '\(outer.manifest.id.name)' applies what lies at '\(inner.path?.text ?? "")' too, such as the \(object.id.kind) '\(object.id.name)'",
      at: place, in: inner.manifest,
      related: [Note(outerPlace, "its path contains this one"), Note(object.nameRange, "applied by both")])
  }
}
