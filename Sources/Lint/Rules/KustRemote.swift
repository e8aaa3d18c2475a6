import Diagnostics
import Manifests
import YAML

struct KustRemote: Rule {
  static let id = "kust-remote"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "an entry that is fetched from the network while building"
  static let explanation = """
    The kustomize-controller fetches it on every build, without credentials and outside of what Flux verifies. The \
    rules of this program cannot see what it holds.

    Fix: copy it into the repository, or make it a source of its own (GitRepository, OCIRepository).

    Source: Flux documentation, "remote bases"; the controller's flag --no-remote-bases.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - ↓https://github.com/fluxcd/flux2/releases/download/v2.9.4/install.yaml
      """),
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - ↓github.com/org/repo//deploy?ref=v1.0.0
      components:
        - ↓git@github.com:org/repo.git//component?ref=v1.0.0
      """),
    .good(
      """
      -- kustomization.yaml --
      resources:
        - github.com
      -- github.com/kustomization.yaml --
      resources: []
      """),
    .good(
      "the URL of an object is no entry",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        url: https://github.com/stefanprodan/podinfo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.flatMap { kustomization in
      kustomization.paths.filter(\.isRemote).map { entry in
        finding("'\(entry.path)' is fetched from the network on every build", at: entry.node.range)
      }
    }
  }
}
