import Diagnostics
import Kustomize
import Manifests
import YAML

struct KustResourceMissing: Rule {
  static let id = "kust-resource-missing"
  static let aliases = ["kust-resource-extension"]
  static let severity = Severity.error
  static let summary = "an entry of resources or components to which there is no file or directory"
  static let explanation = """
    kustomize refuses the whole directory, and Flux applies nothing of it, when one entry cannot be read. Files that \
    .gitignore leaves out do not reach the cluster either, nor do symbolic links.

    Fix: write the name of the file as it is now, add the file, or remove the entry.

    Source: kustomize 5.7.1, "evalsymlink failure: no such file or directory".
    """
  static let examples: [Example] = [
    .bad(
      "the file was renamed",
      """
      -- kustomization.yaml --
      resources:
        - ↓apache-helmrelease.yaml
      -- apache-helm-release.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
        namespace: default
      """),
    .bad(
      "a directory of another level",
      """
      -- apps/kustomization.yaml --
      resources:
        - ↓./base
      components:
        - ↓../components/alerts
      -- base/kustomization.yaml --
      resources: []
      """),
    .good(
      "a plugin of Argo CD decrypts the file before the build",
      """
      -- demo/kustomization.yaml --
      resources:
        - secret.yaml
      -- demo/secret.enc.yaml --
      apiVersion: v1
      kind: Secret
      metadata:
        name: demo
      -- application.yaml --
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata:
        name: demo
        namespace: argocd
      spec:
        source:
          repoURL: https://example.com/apps.git
          path: demo
          plugin:
            name: sops-decrypt-kustomize
      """),
    .good(
      "an entry that is fetched",
      """
      -- kustomization.yaml --
      resources:
        - https://github.com/fluxcd/flux2/releases/download/v2.9.4/install.yaml
        - github.com/org/repo//deploy?ref=v1.0.0
      """),
    .good(
      "a file and a directory above",
      """
      -- apps/kustomization.yaml --
      resources:
        - ../namespace.yaml
        - ../base/
      -- namespace.yaml --
      apiVersion: v1
      kind: Namespace
      metadata:
        name: apps
      -- base/kustomization.yaml --
      resources: []
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    let orphans = Set(context.orphans.map(\.path))
    let completed = pluginDirectories(context.tree)
    return context.judgedKustomizations.filter { !completed.contains($0.directory) }.flatMap {
      kustomization in
      var missing = 0
      return context.localPaths(of: kustomization).compactMap { local -> Diagnostic? in
        guard local.entry.use == .resource || local.entry.use == .component, let path = local.path,
          local.kind == .missing || local.kind == .symlink
        else { return nil }
        missing += 1
        let isLooked = missing <= BuildFailure.hintLimit
        if isOtherMistake(local.entry) || isLooked && context.otherCase(of: path) != nil { return nil }
        if local.kind == .symlink { return link(local.entry) }
        return self.missing(
          local.entry, path, in: kustomization, orphans: isLooked ? orphans : [], context.tree)
      }
    }
  }

  /// The directories that Argo CD hands to a plugin, which may write files before kustomize reads them.
  private func pluginDirectories(_ tree: Tree) -> Set<String> {
    let applications = tree.manifests.filter {
      $0.id.kind == "Application" && $0.id.group == "argoproj.io"
    }
    return Set(
      applications.flatMap { application -> [String] in
        let spec = application.root["spec"]
        let sources = [spec?["source"]].compactMap { $0 } + (spec?["sources"]?.elements ?? [])
        return sources.filter { $0["plugin"] != nil }.compactMap { source in
          source["path"]?.text.flatMap { TreePath.resolve($0, from: "") }
        }
      })
  }

  /// Whether `kust-glob` or `kust-entry-space` reports the entry; `kust-resource-case` does where a path in other
  /// letters exists.
  private func isOtherMistake(_ entry: Kustomization.PathEntry) -> Bool {
    entry.isPattern || entry.trimmed != entry.path
  }

  private func link(_ entry: Kustomization.PathEntry) -> Diagnostic {
    finding(
      "'\(entry.path)' in '\(entry.field)' is a symbolic link, which Flux leaves out of what it fetches",
      at: entry.node.range)
  }

  private func missing(
    _ entry: Kustomization.PathEntry, _ path: String, in kustomization: Kustomization, orphans: Set<String>,
    _ tree: Tree
  ) -> Diagnostic? {
    let directory = TreePath.directory(of: path)
    let name = TreePath.name(of: path)
    let near = NearFile.name(to: name, in: directory, orphans: orphans, tree)
    let hint = near.map { "; did you mean '\($0)'?" } ?? ""
    let written = String(entry.path.dropLast(name.utf8.count))
    let fix = near.flatMap { near in
      entry.path.hasSuffix(name) ? ListEdits.replace(entry.node, with: written + near) : nil
    }
    return finding(
      "'\(entry.path)' in '\(entry.field)' does not exist\(hint)", at: entry.node.range,
      related: near.map {
        [Note(SourceRange(path: TreePath.join(directory, $0), bytes: 0..<0), "this file is listed nowhere")]
      }
        ?? [],
      fix: fix.map { Fix("write '\(written)\(near ?? "")'", .unsafe, [$0]) })
  }
}

/// The file that a missing entry most likely means.
enum NearFile {
  /// The unlisted manifest of a directory with the nearest name, else the only unlisted one; nil where neither is clear.
  static func name(to name: String, in directory: String, orphans: Set<String>, _ tree: Tree) -> String? {
    guard !orphans.isEmpty else { return nil }
    let unlisted = tree.names(in: directory).filter { orphans.contains(TreePath.join(directory, $0)) }
    if let near = nearest(to: name, among: unlisted) { return near }
    let stem = words(name)
    let base = name.prefix { $0 != "." }
    let alike = unlisted.filter { candidate in
      let other = words(candidate)
      return candidate.hasPrefix(base) || name.hasPrefix(candidate.prefix { $0 != "." })
        || stem.starts(with: other) || other.starts(with: stem) || stem.joined() == other.joined()
        || zip(stem, other).count { $0 == $1 } * 2 > max(stem.count, other.count)
    }
    return alike.count == 1 ? alike.first : nil
  }

  private static func words(_ name: String) -> [Substring] {
    let stem = name.split(separator: ".").first ?? ""
    return stem.split { $0 == "-" || $0 == "_" }
  }
}
