import Diagnostics
import Manifests
import YAML

struct GitUrlScp: Rule {
  static let id = "git-url-scp"
  static let severity = Severity.error
  static let summary = "the short form `git@host:path` as the URL of a GitRepository"
  static let explanation = """
    git understands `git@host:group/project`, the API server does not: a URL has to begin with `http://`, `https://` \
    or `ssh://`.

    Fix: write `ssh://git@host/group/project`.

    Source: CRD of GitRepository v1, pattern `^(http|https|ssh)://.*$`.
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
        url: ↓git@gitlab.com:johnsmith/fleet.git
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata:
          name: fleet
          namespace: default
        spec:
          interval: 5m
          url: ssh://git@gitlab.com/johnsmith/fleet.git
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
        url: ↓"github.com:johnsmith/fleet"
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
        url: ssh://git@gitlab.com:2222/johnsmith/fleet.git
      """),
    .good(
      "Flux fills it in",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: fleet
        namespace: default
      spec:
        interval: 5m
        url: ${REPOSITORY}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.flux("GitRepository").compactMap { source in
      guard let value = source.root["spec"]?["url"], let text = value.string, let place = value.origin,
        !text.contains("://"), !SecretValue.isSubstituted(text), let colon = text.firstIndex(of: ":")
      else { return nil }
      let host = text[..<colon]
      let path = text[colon...].dropFirst()
      guard !host.contains("/"), !host.isEmpty, !path.isEmpty, !path.hasPrefix("/") else { return nil }
      let full = "ssh://\(host)/\(path)"
      let edit = host.contains("@") ? value.edit(to: full) : nil
      return finding(
        "the URL of GitRepository '\(source.id.name)' has git's short form: expected 'ssh://…/\(path)'",
        at: place,
        in: source, fix: edit.map { Fix("write it with 'ssh://'", .safe, [$0]) })
    }
  }
}
