import Manifests
import YAML

/// The list of resources that Flux writes for a directory without a kustomization: each sub-directory that has one,
/// not entered, and every YAML file of the others. Source: fluxcd/pkg kustomize generator, scanManifests.
package enum GeneratedResources {
  /// Paths relative to the directory, in the order of the walk.
  package static func paths(in directory: String, of files: any FileSource) -> [String] {
    targets(in: directory, of: files).map { TreePath.relative($0, to: directory) }
  }

  /// The same, relative to the root of the tree.
  package static func targets(in directory: String, of files: any FileSource) -> [String] {
    var paths: [String] = []
    walk(directory, files, &paths, depth: 0)
    return paths
  }

  private static func walk(
    _ directory: String, _ files: any FileSource, _ paths: inout [String], depth: Int
  ) {
    guard depth < 64 else { return }
    for name in files.names(in: directory) {
      let path = TreePath.join(directory, name)
      switch files.kind(of: path) {
      case .directory where !files.kustomizationPaths(in: path).isEmpty:
        paths.append(path)
      case .directory: walk(path, files, &paths, depth: depth + 1)
      case .file where TreePath.isYAML(path): paths.append(path)
      case .file, .symlink, .leftOut, .missing: break
      }
    }
  }
}
