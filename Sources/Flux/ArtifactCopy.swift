import Manifests

/// An artifact that an ArtifactGenerator makes of directories of this repository, each where it stands in the tree but
/// for a common directory above. Source: source-watcher API, ArtifactGenerator v1beta1.
struct ArtifactCopy: Sendable {
  let name: String
  /// The name of the GitRepository.
  let source: String
  /// The directory that the artifact's root stands for.
  let base: String
  private let directories: [String]

  static func isGenerator(_ manifest: Manifest) -> Bool {
    manifest.isKind("ArtifactGenerator", group: "source.extensions.fluxcd.io")
  }

  /// Those of a generator that are known: copies of whole directories, all moved by the same path.
  static func all(of generator: Manifest, _ sources: SourceTable) -> [ArtifactCopy] {
    var own: [String: String] = [:]
    for source in generator.root["spec"]?["sources"]?.elements ?? [] {
      guard let alias = source["alias"]?.text, let kind = source["kind"]?.text,
        let name = source["name"]?.text
      else { continue }
      let namespace = source["namespace"]?.text ?? generator.id.namespace
      if sources.origin(kind: kind, namespace: namespace, name: name) == .thisRepository { own[alias] = name }
    }
    return (generator.root["spec"]?["artifacts"]?.elements ?? []).compactMap { ArtifactCopy($0, own) }
  }

  /// - Parameter own: the names of the sources that are this repository, by alias.
  private init?(_ artifact: Value, _ own: [String: String]) {
    guard let name = artifact["name"]?.text, let copies = artifact["copy"]?.elements, !copies.isEmpty else {
      return nil
    }
    var bases: Set<String> = []
    var names: Set<String> = []
    var directories: [String] = []
    for copy in copies {
      guard copy.entries.allSatisfy({ ["from", "to"].contains($0.key) }),
        let from = Self.parts(copy["from"]?.text), let source = own[from.alias], from.path.hasSuffix("/**"),
        let to = Self.parts(copy["to"]?.text), to.alias == "artifact"
      else { return nil }
      let directory = TreePath.clamped(String(from.path.dropLast(3)))
      guard !directory.contains("*"), let base = Self.base(of: directory, movedTo: TreePath.clamped(to.path))
      else { return nil }
      bases.insert(base)
      names.insert(source)
      directories.append(directory)
    }
    guard bases.count == 1, names.count == 1, let base = bases.first, let source = names.first else {
      return nil
    }
    self.name = name
    self.source = source
    self.base = base
    self.directories = directories
  }

  /// `@ALIAS/PATH`.
  private static func parts(_ text: String?) -> (alias: String, path: String)? {
    guard let text, text.hasPrefix("@"), let slash = text.firstIndex(of: "/") else { return nil }
    return (String(text[text.index(after: text.startIndex)..<slash]), String(text[slash...]))
  }

  /// What is left of a directory without the path that it has in the artifact; nil where that is not its end.
  private static func base(of directory: String, movedTo path: String) -> String? {
    guard !path.isEmpty else { return directory }
    if directory == path { return "" }
    return directory.hasSuffix("/" + path) ? String(directory.dropLast(path.count + 1)) : nil
  }

  /// Whether a path of the tree is in the artifact, or above something that is.
  func holds(_ path: String) -> Bool {
    directories.contains { TreePath.contains($0, path) || TreePath.contains(path, $0) }
  }
}
