import Diagnostics
import Flux
import Manifests
import YAML

struct LayoutSecretOutOfLab: Rule {
  static let id = "layout-secret-out-of-lab"
  static let severity = Severity.info
  static let profile = Profile.strict
  static let summary = "a Secret in another kustomization's directory than the object that needs it"
  static let explanation = """
    A lab that holds its own Secret can be moved, copied and removed as a whole. Where the Secret lies elsewhere, \
    removing one directory breaks the other, and nothing there says so.

    Fix: move the Secret beside what uses it, or put what several share into a directory of its own and say so there.

    Source: the layout of the labs that this program writes.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - one
        - two
      -- one/kustomization.yaml --
      resources:
        - repository.yaml
      -- one/repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: default
      spec:
        url: https://example.com/charts
        secretRef:
          name: ↓creds
      -- two/kustomization.yaml --
      resources:
        - secret.yaml
      -- two/secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      """),
    .bad(
      "two users",
      """
      -- kustomization.yaml --
      resources: [one, two]
      -- one/kustomization.yaml --
      resources: [sources.yaml]
      -- one/sources.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: default
      spec:
        url: https://example.com/charts
        secretRef:
          name: ↓creds
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: code
        namespace: default
      spec:
        url: https://example.com/code.git
        secretRef:
          name: ↓creds
      -- two/kustomization.yaml --
      resources: [secret.yaml]
      -- two/secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      """),
    .good(
      "in the same directory",
      """
      -- kustomization.yaml --
      resources: [repository.yaml, secret.yaml]
      -- repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: default
      spec:
        url: https://example.com/charts
        secretRef:
          name: creds
      -- secret.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      """),
    .good(
      "in a directory of the same kustomization",
      """
      -- kustomization.yaml --
      resources: [repository.yaml, secrets/creds.yaml]
      -- repository.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: default
      spec:
        url: https://example.com/charts
        secretRef:
          name: creds
      -- secrets/creds.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: creds
        namespace: default
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    var seen: Set<SourceRange> = []
    return context.references.compactMap { reference in
      guard let target = reference.target, target.isKind("Secret", group: ""),
        let own = lab(of: reference.nameRange.path, context.tree),
        let other = lab(of: target.source.path, context.tree),
        own != other, context.isJudged(reference.nameRange.path), seen.insert(reference.nameRange).inserted
      else { return nil }
      return finding(
        "the Secret '\(target.id.name)' lies in '\(other.isEmpty ? "." : other)', not beside what needs it",
        at: reference.nameRange, in: reference.source,
        related: [Note(target.nameRange, "the Secret is defined here")])
    }
  }

  /// The nearest directory above a file that has a kustomization.
  private func lab(of path: String, _ tree: Tree) -> String? {
    var directory = TreePath.directory(of: path)
    while tree.kustomizationPaths(in: directory).isEmpty {
      guard !directory.isEmpty else { return nil }
      directory = TreePath.directory(of: directory)
    }
    return directory
  }
}
