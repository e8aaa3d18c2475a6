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
    let tops = Self.topDirectories(of: tree, reached: reached).filter { [covered] directory in
      !builder.isKnown(directory) { covered.contains($0) }
    }
    standaloneBuilds = tops.map { builder.build($0) }.filter { build in
      !build.failures.isEmpty || build.objects.contains { !covered.contains($0.source) }
    }
    covered.formUnion(standaloneBuilds.flatMap(\.objects).map(\.source))
    let loose = Dictionary(
      grouping: tree.manifests.filter { !covered.contains($0.source) },
      by: { TreePath.directory(of: $0.source.path) })
    let scopes = Self.scopes(
      clusters, standaloneBuilds, loose: loose.sorted { $0.key < $1.key }.map(\.value))
    objects = scopes.flatMap(\.objects)
    let everything = ReferenceGraph.TreeIndex(objects, written: tree.manifests)
    graphs = scopes.map { ReferenceGraph($0, elsewhere: everything) }
  }

  /// What exists together: each cluster with what is applied along with its roots by hand or by the bootstrap, then
  /// every other build, then the rest by directory.
  private static func scopes(
    _ clusters: [Cluster], _ builds: [Build], loose: [[Manifest]]
  ) -> [ReferenceGraph.Scope] {
    var owners: [SourceRange: Int] = [:]
    for (position, cluster) in clusters.enumerated() {
      for root in cluster.kustomizations where root.isRoot { owners[root.manifest.source] = position }
    }
    var members = clusters.map(\.objects)
    var known = members.map { Set($0.map(\.source)) }
    // Without any Flux Kustomization the tree is taken for all that there is; with some, what none of them reaches is
    // parked, or applied by something else.
    let isAll = clusters.isEmpty
    var others: [ReferenceGraph.Scope] = []
    func add(_ objects: [Manifest], isComplete: Bool) {
      guard let owner = objects.lazy.compactMap({ owners[$0.source] }).first else {
        return others.append(ReferenceGraph.Scope(objects: objects, isComplete: isComplete))
      }
      members[owner] += objects.filter { known[owner].insert($0.source).inserted }
    }
    for build in builds { add(build.objects, isComplete: isAll && build.failures.isEmpty) }
    for group in loose { add(group, isComplete: isAll) }
    return zip(clusters, members).map { ReferenceGraph.Scope(objects: $1, isComplete: $0.isComplete) }
      + others
  }

  /// The directories with a kustomization that no other kustomization lists and that no cluster builds.
  private static func topDirectories(of tree: Tree, reached: Set<String>) -> [String] {
    var listed: Set<String> = []
    for kustomization in tree.kustomizations {
      for entry in kustomization.paths where entry.use == .resource || entry.use == .component {
        if let path = entry.target { listed.insert(path) }
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
