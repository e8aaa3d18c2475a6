import Diagnostics
import Flux
import Manifests
import YAML

struct SafeRemoteBase: Rule {
  static let id = "safe-remote-base"
  static let severity = Severity.warning
  static let profile = Profile.strict
  static let summary = "a remote resource of a kustomization that is not pinned to a commit or a version"
  static let explanation = """
    kustomize fetches it at every build. What a branch holds may change at any time, without a commit in this \
    repository, and a host that does not answer stops the build.

    Fix: pin a tag or commit with `?ref=`, or make it a GitRepository of its own.

    Source: Flux security best practices: no remote bases (`--no-remote-bases`).
    """
  static let examples: [Example] = [
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - ↓https://raw.githubusercontent.com/johnsmith/fleet/main/app.yaml
      """),
    .bad(
      """
      -- kustomization.yaml --
      resources:
        - ↓github.com/johnsmith/fleet//base
      """),
    .good(
      """
      -- kustomization.yaml --
      resources:
        - github.com/johnsmith/fleet//base?ref=v1.2.3
        - https://raw.githubusercontent.com/johnsmith/fleet/v1.2.3/app.yaml
        - https://github.com/johnsmith/fleet/releases/download/v1.2.3/app.yaml
      """),
    .good(
      """
      -- kustomization.yaml --
      resources:
        - app.yaml
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.tree.kustomizations.filter { context.tree[$0.path]?.isJudged ?? true }.flatMap { kustomization in
      kustomization.paths.filter { $0.isRemote && !isPinned($0.path) }.map { entry in
        finding(
          "the remote '\(shown(entry.path))' is not pinned to a version or commit", at: entry.node.range)
      }
    }
  }

  private func isPinned(_ url: String) -> Bool {
    if let ref = url.split(separator: "?").last, url.contains("?") {
      return ref.contains("ref=") || ref.contains("version=")
    }
    return url.split(separator: "/").contains { part in
      let isCommit = part.utf8.count == 40 && part.allSatisfy(\.isHexDigit)
      return isCommit || SemanticVersion(String(part)) != nil
    }
  }

  /// Without a user and a password.
  private func shown(_ url: String) -> String {
    guard let user = RegistryURL(url).userInfo else { return url }
    let bytes = Array(url.utf8)
    return String(
      decoding: bytes[..<user.bytes.lowerBound] + bytes[(user.bytes.upperBound + 1)...], as: UTF8.self)
  }
}
