import Diagnostics
import Kustomize
import Manifests
import YAML

/// What a Flux Kustomization takes its files from, as far as that is this repository.
struct Artifact: Sendable {
  /// The directory of the tree that the artifact's root stands for.
  let base: String
  let files: any FileSource
  let builder: Builder
  /// Whether ``files`` is all of the tree.
  var isWhole = false
  /// What ``files`` still has although the source leaves it out.
  var defaults: [IgnoreRules] = []

  /// The list that Flux writes for a directory without a kustomization; nil for one that has its own.
  func generatedPaths(in directory: String) -> [String]? {
    guard files.kustomizationPaths(in: directory).isEmpty else { return nil }
    return GeneratedResources.targets(in: directory, of: files).filter { !defaults.leavesOut($0) }
      .map { TreePath.relative($0, to: directory) }
  }
}

/// The artifacts that are made of a tree: by source-controller, which leaves files out, and by ArtifactGenerators, which
/// copy directories.
struct Artifacts: Sendable {
  private let whole: Artifact
  /// Those of sources that leave out something, by kind and name; "" for every other source.
  private let filtered: [String: Artifact]
  /// Those that an ArtifactGenerator copies, by `namespace/name`.
  private let copied: [String: [(generator: Manifest, artifact: Artifact)]]

  init(_ tree: Tree, _ builder: Builder, _ sources: SourceTable) {
    let ignored = SourceIgnore(tree)
    whole = Artifact(
      base: "", files: tree, builder: builder, isWhole: true, defaults: [SourceIgnore.defaults])
    var filtered: [String: Artifact] = [:]
    for (key, rules) in ignored.explicit { filtered[key] = Self.view(of: tree) { rules.leavesOut($0) } }
    self.filtered = filtered
    var copied: [String: [(generator: Manifest, artifact: Artifact)]] = [:]
    for generator in tree.manifests where ArtifactCopy.isGenerator(generator) {
      for copy in ArtifactCopy.all(of: generator, sources) {
        let rules = ignored.rules(kind: "GitRepository", name: copy.source)
        let artifact = Self.view(of: tree, base: copy.base) {
          rules.leavesOut($0) || !copy.holds($0)
        }
        copied["\(generator.id.namespace ?? "")/\(copy.name)", default: []].append((generator, artifact))
      }
    }
    self.copied = copied
  }

  private static func view(
    of tree: Tree, base: String = "", leavesOut: @escaping @Sendable (String) -> Bool
  ) -> Artifact {
    let files = ArtifactFiles(tree, leavesOut: leavesOut)
    return Artifact(base: base, files: files, builder: Builder(files))
  }

  /// The artifact of the source that a Kustomization of this repository names.
  func artifact(of kustomization: Manifest) -> Artifact {
    filtered[SourceIgnore.key(kustomization)] ?? filtered[""] ?? whole
  }

  /// The artifact that an ArtifactGenerator copies for a Kustomization; nil where what it holds cannot be told. Of
  /// generators that make the same name, one for each cluster, the one that is written nearest is meant.
  func copy(for kustomization: Manifest) -> Artifact? {
    let source = kustomization.root["spec"]?["sourceRef"]
    let namespace = source?["namespace"]?.text ?? kustomization.id.namespace ?? ""
    let found = copied["\(namespace)/\(source?["name"]?.text ?? "")"] ?? []
    let place = TreePath.directory(of: kustomization.source.path)
    let distances = found.map {
      TreePath.relative(TreePath.directory(of: $0.generator.source.path), to: place)
    }
    .map { $0.split(separator: "/").count }
    guard let least = distances.min(), distances.count(where: { $0 == least }) == 1 else { return nil }
    return zip(found, distances).first { $1 == least }?.0.artifact
  }
}

/// A tree without what an artifact of it leaves out.
final class ArtifactFiles: FileSource {
  private let tree: Tree
  private let leavesOut: @Sendable (String) -> Bool

  init(_ tree: Tree, leavesOut: @escaping @Sendable (String) -> Bool) {
    self.tree = tree
    self.leavesOut = leavesOut
  }

  func kind(of path: String) -> PathKind {
    let kind = tree.kind(of: path)
    return kind != .missing && leavesOut(path) ? .leftOut : kind
  }

  func bytes(of path: String) -> [UInt8]? { leavesOut(path) ? nil : tree.bytes(of: path) }

  func stream(of path: String) -> YAMLStream? { leavesOut(path) ? nil : tree.stream(of: path) }

  func names(in directory: String) -> [String] {
    tree.names(in: directory).filter { kind(of: TreePath.join(directory, $0)) != .leftOut }
  }
}
