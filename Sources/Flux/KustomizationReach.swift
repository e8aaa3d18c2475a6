import Diagnostics
import Manifests
import YAML

/// Tells which directories can yield no Flux Kustomization, without building them: those from which no path leads to a
/// file that writes one.
struct KustomizationReach {
  private let tree: Tree
  /// The files that write one.
  private let files: Set<String>
  /// What each directory names; nil where that cannot be told without a build.
  private var named: [String: [String]?] = [:]

  init(_ tree: Tree, _ written: [Manifest]) {
    self.tree = tree
    files = Set(written.map(\.source.path))
  }

  /// - Parameter manifest: the Kustomization of the directory, which may add components to it.
  mutating func mayHold(from directory: String, components manifest: Manifest) -> Bool {
    var queue = [directory]
    for component in manifest.root["spec"]?["components"]?.elements ?? [] {
      guard let text = component.text, let path = TreePath.resolve(text, from: directory) else { continue }
      queue.append(path)
    }
    var seen = Set(queue)
    while let next = queue.popLast() {
      if files.contains(next) { return true }
      guard tree.kind(of: next) == .directory else { continue }
      guard let paths = paths(of: next) else { return true }
      for path in paths where seen.insert(path).inserted { queue.append(path) }
    }
    return false
  }

  private mutating func paths(of directory: String) -> [String]? {
    if let known = named[directory] { return known }
    let made = read(directory)
    named[directory] = .some(made)
    return made
  }

  private func read(_ directory: String) -> [String]? {
    let files = tree.kustomizationPaths(in: directory)
    guard !files.isEmpty else {
      return GeneratedResources.targets(in: directory, of: tree)
    }
    // Several files, or none that can be read, are a failure of the build, which has no objects then.
    guard let kustomization = tree.kustomization(in: directory) else { return [] }
    return kustomization.root.hasMergeKey ? nil : kustomization.paths.compactMap(\.target)
  }
}
