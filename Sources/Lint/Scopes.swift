import Diagnostics
import Flux
import Kustomize
import Manifests

/// The sets of objects that exist together, and the references within each.
struct Scopes {
  let clusters: [Cluster]
  let standaloneBuilds: [Build]
  let objects: [Manifest]
  /// The references of each scope, clusters first.
  let graphs: [ReferenceGraph]

  init(_ tree: Tree, _ builder: Builder, roots: [String]) {
    clusters = ClusterBuilder(tree, builder: builder, directories: roots).clusters()
    var covered = Set(clusters.flatMap(\.objects).map(\.source))
    let reached = Set(clusters.flatMap(\.kustomizations).compactMap(\.directory))
    standaloneBuilds = Self.topDirectories(of: tree, reached: reached).map { builder.build($0) }.filter {
      build in
      !build.failures.isEmpty || build.objects.contains { !covered.contains($0.source) }
    }
    covered.formUnion(standaloneBuilds.flatMap(\.objects).map(\.source))
    let loose = Dictionary(
      grouping: tree.manifests.filter { !covered.contains($0.source) },
      by: { TreePath.directory(of: $0.source.path) })
    // Without any Flux Kustomization the tree is taken for all that there is; with some, what none of them reaches is
    // parked, or applied by something else.
    let isAll = clusters.isEmpty
    let scopes =
      clusters.map { ReferenceGraph.Scope(objects: $0.objects, isComplete: $0.isComplete) }
      + standaloneBuilds.map {
        ReferenceGraph.Scope(objects: $0.objects, isComplete: isAll && $0.failures.isEmpty)
      }
      + loose.sorted { $0.key < $1.key }.map { ReferenceGraph.Scope(objects: $0.value, isComplete: isAll) }
    objects = scopes.flatMap(\.objects)
    let everything = ReferenceGraph.TreeIndex(objects, written: tree.manifests)
    graphs = scopes.map { ReferenceGraph($0, elsewhere: everything) }
  }

  /// The directories with a kustomization that no other kustomization lists and that no cluster builds.
  private static func topDirectories(of tree: Tree, reached: Set<String>) -> [String] {
    var listed: Set<String> = []
    for kustomization in tree.kustomizations {
      for entry in kustomization.paths where entry.use == .resource || entry.use == .component {
        if let path = TreePath.resolve(entry.path, from: kustomization.directory) { listed.insert(path) }
      }
    }
    return tree.kustomizations.filter { kustomization in
      let directory = kustomization.directory
      let isJudged = tree[kustomization.path]?.isJudged ?? false
      return isJudged && !kustomization.isComponent && !listed.contains(directory)
        && !reached.contains(directory)
    }.map(\.directory)
  }
}
