import Flux
import Manifests

/// The directories that builds take in: their own, and those that kustomizations list from there.
struct ReachedDirectories {
  private let tree: Tree
  private(set) var directories: Set<String> = []

  init(_ tree: Tree) { self.tree = tree }

  /// Takes in what a build of a directory reads; one without a kustomization as Flux generates it.
  mutating func visit(_ directory: String) {
    guard directories.insert(directory).inserted else { return }
    for path in listed(in: directory) where tree.kind(of: path) == .directory { visit(path) }
  }

  private func listed(in directory: String) -> [String] {
    guard let kustomization = tree.kustomization(in: directory) else {
      return GeneratedResources.targets(in: directory, of: tree)
    }
    return kustomization.paths.filter { $0.use == .resource || $0.use == .component }.compactMap(\.target)
  }
}
