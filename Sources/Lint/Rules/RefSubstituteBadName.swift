import Diagnostics
import Flux
import Manifests

struct RefSubstituteBadName: Rule {
  static let id = "ref-substitute-bad-name"
  static let severity = Severity.error
  static let summary = "a variable whose name is none"
  static let explanation = """
    Names of variables are letters, digits and `_`, and begin with no digit. The kustomize-controller refuses \
    to build anything with another one, and a ConfigMap or Secret that `substituteFrom` names is taken whole.

    Fix: write `_` in place of `-` and `.`.

    Source: kustomize-controller, varsubst; fluxcd/kustomize-controller#290.
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
            ↓cluster-name: dev
      -- apps/kustomization.yaml --
      resources: []
      """),
    .bad(
      "in a ConfigMap that is read",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: cluster-settings
        namespace: flux-system
      data:
        DOMAIN: example.com
        ↓kubelet-identity-client-id: abc
      ---
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
          substituteFrom:
            - kind: ConfigMap
              name: cluster-settings
      -- apps/kustomization.yaml --
      resources: []
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
            cluster_name: dev
            _2: x
      -- apps/kustomization.yaml --
      resources: []
      """),
    .good(
      "a ConfigMap that nothing reads variables from",
      """
      -- clusters/dev/apps.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: cluster-settings
        namespace: flux-system
      data:
        cluster-name: dev
      ---
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
      -- apps/kustomization.yaml --
      resources: []
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    let inline = context.flux("Kustomization", "kustomize").flatMap { manifest in
      (manifest.root["spec"]?["postBuild"]?["substitute"]?.entries ?? []).compactMap { entry in
        report(entry.key, at: entry.keyOrigin, in: manifest, [])
      }
    }
    let read = context.references.filter(\.isSubstituteFrom).flatMap { reference -> [Diagnostic] in
      guard let target = reference.target else { return [] }
      let note = Note(
        reference.nameRange, "Kustomization '\(reference.source.id.name)' reads its variables here")
      return DataKeys.entries(of: target).compactMap { report($0.key, at: $0.keyOrigin, in: target, [note]) }
    }
    return (inline + read).filter { context.isJudged($0.range.path) && seen.insert($0.range).inserted }
  }

  private func report(_ key: String, at place: SourceRange?, in manifest: Manifest, _ notes: [Note])
    -> Diagnostic?
  {
    guard let place, !isName(key), !key.isTemplated else { return nil }
    return finding(
      "'\(key)' is no name of a variable: letters, digits and '_' only", at: place, in: manifest,
      related: notes)
  }

  private func isName(_ text: String) -> Bool {
    text.utf8.first.map { !$0.isDigit } ?? false
      && text.utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0.isLetterOrDigit }
  }
}
