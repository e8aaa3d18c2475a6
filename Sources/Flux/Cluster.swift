import Diagnostics
import Kustomize
import Manifests

/// All that one Flux installation reconciles from the tree.
package struct Cluster: Sendable {
  /// The directory that its root Kustomizations are written in, such as `clusters/dev`.
  package let name: String
  /// The roots first, then what their builds yield, each once.
  package let kustomizations: [FluxKustomization]
  /// Every object, of all kustomizations in their order.
  package let objects: [Manifest]
  /// Whether all that it reconciles is in the tree: false as soon as one source lies elsewhere or one build fails.
  package let isComplete: Bool
}

/// Finds the clusters of a tree and builds them.
package struct ClusterBuilder {
  private let tree: Tree
  private let builder: Builder
  private let sources: SourceTable
  private let ignored: SourceIgnore
  /// More Flux Kustomizations than a cluster can have; a tree that generates more is not followed further.
  private static let limit = 10_000

  /// The directories that clusters are made from; empty for all of the tree.
  private let directories: [String]

  package init(_ tree: Tree, builder: Builder, directories: [String] = []) {
    self.tree = tree
    self.directories = directories
    self.builder = builder
    sources = SourceTable(tree)
    ignored = SourceIgnore(tree)
  }

  /// The clusters in the order of their names.
  package func clusters() -> [Cluster] {
    let written = tree.manifests.filter(FluxKustomization.matches)
    var contained: Set<SourceRange> = []
    var direct: [SourceRange: Set<SourceRange>] = [:]
    var builds: [SourceRange: Build] = [:]
    for manifest in written {
      guard case .directory(let directory) = location(of: manifest) else { continue }
      let built = builder.build(directory, overlay: overlay(for: manifest, directory))
      builds[manifest.source] = built
      let nested = built.objects.filter(FluxKustomization.matches).map(\.source)
      direct[manifest.source] = Set(nested)
      contained.formUnion(nested.filter { $0 != manifest.source })
    }
    var roots = written.filter { !contained.contains($0.source) }
    roots += ring(written, roots: roots, direct: direct)
    if !directories.isEmpty {
      roots.removeAll { root in !directories.contains { TreePath.contains($0, root.source.path) } }
    }
    let groups = Dictionary(grouping: roots) { root in name(of: root) }
    return groups.sorted { $0.key < $1.key }.map { cluster($0.key, roots: $0.value, builds) }
  }

  /// Kustomizations that only reach each other: one of each ring, so that none is forgotten; that of the bootstrap
  /// where it is among them.
  private func ring(
    _ written: [Manifest], roots: [Manifest], direct: [SourceRange: Set<SourceRange>]
  ) -> [Manifest] {
    var reached: Set<SourceRange> = []
    func visit(_ source: SourceRange) {
      guard reached.insert(source).inserted else { return }
      for next in direct[source] ?? [] { visit(next) }
    }
    for root in roots { visit(root.source) }
    var added: [Manifest] = []
    let bootstrap = written.filter { $0.id.name == "flux-system" }
    for manifest in bootstrap + written where !reached.contains(manifest.source) {
      added.append(manifest)
      visit(manifest.source)
    }
    return added
  }

  /// A bootstrap file lies in `flux-system` below the cluster's directory.
  private func name(of root: Manifest) -> String {
    let directory = TreePath.directory(of: root.source.path)
    return TreePath.name(of: directory) == "flux-system" ? TreePath.directory(of: directory) : directory
  }

  /// - Parameter builds: of the Kustomizations as their files write them, by place.
  private func cluster(_ name: String, roots: [Manifest], _ builds: [SourceRange: Build]) -> Cluster {
    var kustomizations: [FluxKustomization] = []
    var known: Set<String> = []
    // ConfigMaps and Secrets so far, which may hold the values to substitute.
    var values: [String: Manifest] = [:]
    // A fragment of a Kustomization, such as a patch that nothing lists, must not stand for the whole one.
    let isWhole: (Manifest) -> Bool = { $0.root["spec"]?["sourceRef"] != nil }
    var queue = roots.filter(isWhole) + roots.filter { !isWhole($0) }
    var position = 0
    while position < queue.count, kustomizations.count < Self.limit {
      let manifest = queue[position]
      position += 1
      guard known.insert(FluxKustomization.key(of: manifest)).inserted else { continue }
      let isAsWritten = manifest.root.node != nil
      var built = build(manifest, values: values, made: isAsWritten ? builds[manifest.source] : nil)
      built.isRoot = position <= roots.count
      for object in built.objects where object.id.kind == "ConfigMap" || object.id.kind == "Secret" {
        values["\(object.id.kind)/\(object.id.name)"] = object
      }
      queue += built.objects.filter(FluxKustomization.matches)
      kustomizations.append(built)
    }
    return Cluster(
      name: name, kustomizations: kustomizations, objects: kustomizations.flatMap(\.objects),
      isComplete: kustomizations.allSatisfy { $0.failures.isEmpty && $0.directory != nil })
  }
}

// MARK: - One Kustomization

extension ClusterBuilder {
  /// - Parameters:
  ///   - values: the ConfigMaps and Secrets of the cluster so far, by `kind/name`.
  ///   - made: what kustomize makes of it, where that is known already.
  private func build(_ manifest: Manifest, values: [String: Manifest], made: Build?) -> FluxKustomization {
    var result = FluxKustomization(manifest: manifest, location: location(of: manifest))
    guard case .directory(let directory) = result.location else { return result }
    let built = made ?? builder.build(directory, overlay: overlay(for: manifest, directory))
    result.failures = built.failures
    result.objects = built.objects
    result.targets = built.targets
    if let substitution = substitution(of: manifest, values: values) {
      result.substitution = substitution
      if !substitution.values.isEmpty {
        var report = Substitution.Report()
        result.objects = built.objects.map { substitution.applied(to: $0, &report) }
        result.substitutionReport = report
      }
    }
    return result
  }

  private func location(of manifest: Manifest) -> FluxKustomization.Location {
    let origin = sources.origin(of: manifest)
    guard origin != .other else { return .elsewhere }
    let written = manifest.root["spec"]?["path"]?.text ?? ""
    guard !written.utf8.contains(UInt8(ascii: "$")) else { return .elsewhere }
    // The controller joins the path to the root of the artifact and lets no `..` lead above it.
    let path = TreePath.clamped(written)
    // Every source has a root, so that path says nothing about whose it is.
    guard origin == .thisRepository || !path.isEmpty else { return .elsewhere }
    switch tree.kind(of: path) {
    case .directory: return .directory(path)
    case .file: return origin == .thisRepository ? .file(path) : .elsewhere
    case .symlink, .missing:
      guard origin == .thisRepository else { return .elsewhere }
      return TreePath.resolve(String(written.drop { $0 == "/" }), from: "") == nil ? .escapes : .missing(path)
    }
  }

  private func overlay(for manifest: Manifest, _ directory: String) -> FluxOverlay {
    let spec = manifest.root["spec"]
    var overlay = FluxOverlay(
      namespace: spec?["targetNamespace"], namePrefix: spec?["namePrefix"], nameSuffix: spec?["nameSuffix"],
      patches: spec?["patches"]?.elements ?? [], components: spec?["components"]?.elements ?? [],
      images: spec?["images"]?.elements ?? [])
    if tree.kustomizationPaths(in: directory).isEmpty {
      let paths = GeneratedResources.paths(in: directory, of: tree)
      overlay.resources = paths.filter { !ignored.leavesOut(TreePath.join(directory, $0), for: manifest) }.map
      { path in
        .scalar(MadeScalar(path, origin: spec?["path"]?.origin ?? manifest.source))
      }
    }
    return overlay
  }

  /// What `postBuild` knows: inline values over those of the ConfigMaps and Secrets that the cluster has.
  private func substitution(of manifest: Manifest, values: [String: Manifest]) -> Substitution? {
    guard let postBuild = manifest.root["spec"]?["postBuild"] else { return nil }
    var substitution = Substitution(values: [:], isComplete: true)
    for source in postBuild["substituteFrom"]?.elements ?? [] {
      let target = values["\(source["kind"]?.text ?? "")/\(source["name"]?.text ?? "")"]
      guard let target, !target.isEncrypted else {
        substitution.isComplete = false
        continue
      }
      for field in target.id.kind == "Secret" ? ["stringData"] : ["data"] {
        for entry in target.root[field]?.entries ?? [] {
          substitution.values[entry.key] = entry.value.text.map(Self.withoutBreaks)
        }
      }
      if target.id.kind == "Secret", target.root["data"] != nil { substitution.isComplete = false }
    }
    for entry in postBuild["substitute"]?.entries ?? [] {
      substitution.values[entry.key] = entry.value.text.map(Self.withoutBreaks)
    }
    return substitution
  }

  private static func withoutBreaks(_ text: String) -> String {
    String(decoding: text.utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self)
  }
}
