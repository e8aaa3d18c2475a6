import Diagnostics
import Flux
import Manifests

struct RefSubstituteUnused: Rule {
  static let id = "ref-substitute-unused"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a variable that nothing uses"
  static let explanation = """
    No object that the Flux Kustomization builds has the variable; often its name was changed on one side only.

    Fix: take it away, or write its name where it is meant.

    Source: Flux API reference, Kustomization spec.postBuild.substitute.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- clusters/dev/apps.yaml --
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
        postBuild:
          substitute:
            ↓DOMAINE: example.com
      -- apps/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        a: ${DOMAIN:=x}
      """),
    .bad(
      """
      -- clusters/dev/apps.yaml --
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
        postBuild:
          substitute:
            DOMAIN: example.com
            ↓TIMEZONE: UTC
      -- apps/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        a: ${DOMAIN}
      """),
    .good(
      """
      -- clusters/dev/apps.yaml --
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
        postBuild:
          substitute:
            DOMAIN: example.com
      -- apps/web.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: default
      data:
        a: ${DOMAIN}
      """),
    .good(
      "what is built is not in the tree",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: web
        namespace: flux-system
      spec:
        interval: 5m
        url: https://git.example.com/group/project
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: true
        sourceRef: {kind: GitRepository, name: web}
        path: ./deploy
        postBuild:
          substitute:
            DOMAIN: example.com
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var used: Set<SourceRange> = []
    var unused: [(place: SourceRange, key: String, owner: Manifest)] = []
    for kustomization in context.clusters.flatMap(\.kustomizations) {
      let isKnown = kustomization.failures.isEmpty && kustomization.directory != nil
      for entry in kustomization.spec?["postBuild"]?["substitute"]?.entries ?? [] {
        guard let place = entry.keyOrigin else { continue }
        if isKnown, !kustomization.substitutionReport.used.contains(entry.key) {
          unused.append((place, entry.key, kustomization.manifest))
        } else {
          used.insert(place)
        }
      }
    }
    return unused.filter { context.isJudged($0.place.path) && used.insert($0.place).inserted }.map {
      finding(
        "nothing that Kustomization '\($0.owner.id.name)' builds uses the variable '\($0.key)'", at: $0.place,
        in: $0.owner)
    }
  }
}
