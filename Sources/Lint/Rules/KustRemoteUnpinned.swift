import Diagnostics
import Manifests
import YAML

struct KustRemoteUnpinned: Rule {
  static let id = "kust-remote-unpinned"
  static let severity = Severity.warning
  static let summary = "a remote entry whose content changes without a commit here"
  static let explanation = """
    Without a tag or commit, what is applied changes whenever the other repository does, and nobody can tell later \
    what was applied. Files that a generator reads, such as dashboards, are data and are not judged.

    Fix: add `?ref=` with a tag or commit, or take the file of a tag or release.

    Source: kustomize, "Remote build"; GitHub's URLs of raw files and releases.
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - ↓https://github.com/org/repo//deploy
        - ↓github.com/org/repo/deploy?ref=main
      """),
    .bad(
      "a file of a branch, and of the latest release",
      """
      -- kustomization.yaml --
      resources:
        - ↓https://raw.githubusercontent.com/org/repo/master/deploy/crds.yaml
        - ↓https://raw.githubusercontent.com/org/repo/refs/heads/next/crds.yaml
        - ↓https://github.com/org/repo/releases/latest/download/install.yaml
      """),
    .good(
      """
      -- kustomization.yaml --
      resources:
        - https://github.com/org/repo//deploy?ref=v1.2.0
        - https://github.com/org/repo//deploy?timeout=90s&version=5c2a9d1
        - https://raw.githubusercontent.com/org/repo/v1.2.0/deploy/crds.yaml
        - https://github.com/org/repo/releases/download/v1.2.0/install.yaml
      """),
    .good(
      "a dashboard that a generator reads",
      """
      -- kustomization.yaml --
      configMapGenerator:
        - name: dashboards
          files:
            - https://raw.githubusercontent.com/org/repo/main/dashboard.json
      """),
    .good(
      "a host of which nothing is known",
      """
      -- kustomization.yaml --
      resources:
        - https://example.com/install.yaml
        - https://docs.example.com/manifests/calico.yaml
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.judgedKustomizations.flatMap { kustomization in
      kustomization.paths.compactMap { entry -> Diagnostic? in
        guard entry.isRemote, entry.use != .generatorInput, !entry.path.contains("${"),
          let reason = reason(entry.path)
        else { return nil }
        return finding(
          "'\(entry.path)' \(reason), so what it yields changes without a commit here", at: entry.node.range)
      }
    }
  }

  private static let branches: Set<String> = ["main", "master", "HEAD", "develop", "latest", "trunk"]

  private func reason(_ url: String) -> String? {
    let parts = url.split(separator: "?", maxSplits: 1)
    let path = parts.first ?? ""
    let query = (parts.count > 1 ? parts[1] : "").split(separator: "&")
    let ref = query.first { $0.hasPrefix("ref=") || $0.hasPrefix("version=") }?.split(separator: "=").last
    if let ref { return Self.branches.contains(String(ref)) ? "names the branch '\(ref)'" : nil }
    let names = path.split(separator: "/").map(String.init)
    if TreePath.isYAML(String(path)) || path.hasSuffix(".json") { return fileReason(names) }
    return isRepository(String(path), names) ? "names no tag or commit" : nil
  }

  /// What is wrong with the URL of a file; nil where it is that of a tag, or cannot be told.
  private func fileReason(_ names: [String]) -> String? {
    if names.contains("raw.githubusercontent.com"), names.count > 5 {
      if names[4] == "refs", names[5] == "heads", names.count > 6 {
        return "is the file of the branch '\(names[6])'"
      }
      return Self.branches.contains(names[4]) ? "is the file of the branch '\(names[4])'" : nil
    }
    if names.contains("github.com"), names.contains("releases"), names.contains("latest") {
      return "is the file of the latest release"
    }
    return nil
  }

  private func isRepository(_ path: String, _ names: [String]) -> Bool {
    if path.hasPrefix("git@") || path.hasPrefix("git::") || path.hasPrefix("ssh://") || path.contains(".git")
    {
      return true
    }
    return names.contains { $0 == "github.com" || $0 == "gitlab.com" }
  }
}
