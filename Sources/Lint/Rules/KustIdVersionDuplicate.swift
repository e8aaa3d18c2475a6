import Diagnostics
import Flux
import Kustomize
import Manifests

struct KustIdVersionDuplicate: Rule {
  static let id = "kust-id-version-duplicate"
  static let severity = Severity.error
  static let summary = "one object that a build yields in two API versions"
  static let explanation = """
    To kustomize the API version is part of an object's id, to the cluster it is not: both are one object, and which of \
    the two is applied last changes with every reconciliation.

    Fix: keep the one of the newer version.

    Source: kustomize 5.7.1, measured: it builds without a word.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - new.yaml
        - old.yaml
      -- new.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      -- old.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2beta2
      kind: HelmRelease
      metadata:
        name: ↓podinfo
        namespace: default
      """),
    .bad(
      "in a list that Flux generates; no namespace is 'default'",
      """
      -- sync.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 10m
        path: ./apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
      -- apps/a.yaml --
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata:
        name: web
        namespace: default
      -- apps/b.yaml --
      apiVersion: policy/v1beta1
      kind: PodDisruptionBudget
      metadata:
        name: ↓web
      """),
    .good(
      "the same name in two groups",
      """
      -- kustomization.yaml --
      resources:
        - both.yaml
      -- both.yaml --
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      ---
      apiVersion: other.example.com/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      """),
    .good(
      "one version in each of two clusters",
      """
      -- old/kustomization.yaml --
      resources:
        - release.yaml
      -- old/release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2beta2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      -- new/kustomization.yaml --
      resources:
        - release.yaml
      -- new/release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let builds =
      context.clusters.flatMap(\.kustomizations).map(\.objects) + context.standaloneBuilds.map(\.objects)
    let listing = ListingOrder(context.tree)
    var seen: Set<SourceRange> = []
    return builds.filter(Self.mayRepeat).flatMap { objects -> [Diagnostic] in
      var first: [ObjectID: Manifest] = [:]
      return objects.sorted { listing.precedes($0.source, $1.source) }.compactMap { object in
        let key = ObjectID(
          apiVersion: object.id.group, kind: object.id.kind, namespace: object.id.namespace ?? "default",
          name: object.id.name)
        guard let earlier = first[key] else {
          first[key] = object
          return nil
        }
        guard earlier.id.apiVersion != object.id.apiVersion, context.isJudged(object.nameRange.path),
          seen.insert(object.nameRange).inserted
        else { return nil }
        return finding(
          "the \(object.id.kind) '\(object.id.name)' is in this build twice, as \(earlier.id.version) and as \(object.id.version)",
          at: object.nameRange, in: object, related: [Note(earlier.nameRange, "the other one")])
      }
    }
  }

  private struct Name: Hashable {
    let kind: String
    let name: String
  }

  /// Whether two objects have one kind and name, which in most builds none have.
  private static func mayRepeat(_ objects: [Manifest]) -> Bool {
    var names: Set<Name> = []
    return objects.contains { !names.insert(Name(kind: $0.id.kind, name: $0.id.name)).inserted }
  }
}
