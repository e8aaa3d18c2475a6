import Diagnostics
import Manifests
import YAML

struct GitNoRef: Rule {
  static let id = "git-no-ref"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a GitRepository without `ref`, which follows the branch `master`"
  static let explanation = """
    Without `ref` Flux checks out `master`, whatever the repository's default branch is called.

    Fix: set `ref.branch`, `ref.tag` or `ref.semver`.

    Source: Flux documentation of GitRepository, "Reference".
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: ↓https://gitlab.com/johnsmith/fleet
      """),
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        ref: ↓{}
        url: https://gitlab.com/johnsmith/fleet
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: https://gitlab.com/johnsmith/fleet
        ref:
          branch: main
      """),
    .good(
      "a patch sets it",
      """
      -- git.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: https://gitlab.com/johnsmith/fleet
      -- kustomization.yaml --
      resources: [git.yaml]
      patches:
        - target:
            kind: GitRepository
          patch: |
            - op: add
              path: /spec/ref
              value: {branch: main}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("GitRepository").compactMap { source in
      let spec = source.root["spec"]
      let ref = spec?["ref"]
      guard ref?.entries.isEmpty ?? true, let url = spec?["url"], let place = ref?.origin ?? url.origin,
        !context.maySet("ref", in: source)
      else { return nil }
      return finding(
        "GitRepository '\(source.id.name)' has no 'ref' and follows the branch 'master'", at: place,
        in: source)
    }
  }
}
