import Diagnostics
import Kustomize
import Manifests
import YAML

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

/// A Kustomization as its file writes it, and what kustomize makes of it.
private struct FirstBuild {
  let manifest: Manifest
  let build: Build
}

/// Finds the clusters of a tree and builds them.
package struct ClusterBuilder {
  private let tree: Tree
  private let builder: Builder
  private let sources: SourceTable
  private let artifacts: Artifacts
  /// More Flux Kustomizations than a cluster can have; a tree that generates more is not followed further.
  private static let limit = 10_000
  /// More objects and failures than all clusters of a tree can have; what is left then is not built. A folder of many
  /// repositories that is taken for one tree would multiply all that it holds by each Kustomization of path `./`.
  private static let objectLimit = 300_000

  /// The directories that clusters are made from; empty for all of the tree.
  private let directories: [String]

  package init(_ tree: Tree, builder: Builder, directories: [String] = []) {
    self.tree = tree
    self.directories = directories
    self.builder = builder
    sources = SourceTable(tree)
    artifacts = Artifacts(tree, builder, sources)
  }

  /// The clusters in the order of their names.
  package func clusters() -> [Cluster] {
    let written = tree.manifests.filter(FluxKustomization.matches) + instances
    var contained: Set<SourceRange> = []
    var direct: [SourceRange: Set<SourceRange>] = [:]
    var builds: [SourceRange: FirstBuild] = [:]
    var reach = KustomizationReach(tree, written)
    var count = 0
    for manifest in written where count < Self.objectLimit {
      guard case (.directory(let directory), let artifact) = location(of: manifest) else { continue }
      // Most build no Kustomization; they are built once, as what is above them has changed them.
      if artifact.isWhole, !reach.mayHold(from: directory, components: manifest) { continue }
      let built = artifact.builder.build(directory, overlay: overlay(for: manifest, directory, artifact))
      count += built.objects.count + built.failures.count
      builds[manifest.source] = FirstBuild(manifest: manifest, build: built)
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
    var total = 0
    return groups.sorted { $0.key < $1.key }.map { cluster($0.key, roots: $0.value, builds, &total) }
  }

  /// What the FluxInstances begin with, where that is in the tree.
  private var instances: [Manifest] {
    tree.manifests.filter(FluxInstance.matches).compactMap(FluxInstance.kustomization).filter { manifest in
      guard case (.directory, _) = location(of: manifest) else { return false }
      return true
    }
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

  /// A bootstrap file lies in `flux-system` below the cluster's directory; a FluxInstance says where that is.
  private func name(of root: Manifest) -> String {
    if root.root.node == nil, case (.directory(let path), _) = location(of: root) { return path }
    let directory = TreePath.directory(of: root.source.path)
    return TreePath.name(of: directory) == "flux-system" ? TreePath.directory(of: directory) : directory
  }

  /// - Parameters:
  ///   - builds: of the Kustomizations as their files write them, by place.
  ///   - count: the objects and failures of all clusters so far.
  private func cluster(
    _ name: String, roots: [Manifest], _ builds: [SourceRange: FirstBuild], _ count: inout Int
  ) -> Cluster {
    var kustomizations: [FluxKustomization] = []
    var known: Set<String> = []
    // ConfigMaps and Secrets so far, which may hold the values to substitute.
    var values: Values = [:]
    // A fragment of a Kustomization, such as a patch that nothing lists, must not stand for the whole one.
    let isWhole: (Manifest) -> Bool = { $0.root["spec"]?["sourceRef"] != nil }
    var queue = roots.filter(isWhole) + roots.filter { !isWhole($0) }
    var position = 0
    while position < queue.count, kustomizations.count < Self.limit {
      let manifest = queue[position]
      position += 1
      guard known.insert(FluxKustomization.key(of: manifest)).inserted else { continue }
      var built =
        count < Self.objectLimit
        ? build(manifest, values: values, made: builds[manifest.source]) : notBuilt(manifest)
      count += built.objects.count + built.failures.count
      built.isRoot = position <= roots.count
      for object in built.objects where object.id.kind == "ConfigMap" || object.id.kind == "Secret" {
        values[object.id.namespace ?? "", default: [:]]["\(object.id.kind)/\(object.id.name)"] = object
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
  /// ConfigMaps and Secrets by namespace, "" for those that name none, and there by `kind/name`.
  fileprivate typealias Values = [String: [String: Manifest]]

  /// - Parameters:
  ///   - values: the ConfigMaps and Secrets of the cluster so far.
  ///   - made: what kustomize makes of it, where that is known already.
  private func build(_ manifest: Manifest, values: Values, made: FirstBuild?) -> FluxKustomization {
    let (location, artifact) = location(of: manifest)
    var result = FluxKustomization(manifest: manifest, location: location)
    guard case .directory(let directory) = location else { return result }
    let known = made.flatMap { isBuiltAlike($0.manifest, manifest, location, artifact) ? $0.build : nil }
    let built =
      known ?? artifact.builder.build(directory, overlay: overlay(for: manifest, directory, artifact))
    result.failures = built.failures + built.objects.compactMap { Self.refusal(of: $0) }
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

  private func notBuilt(_ manifest: Manifest) -> FluxKustomization {
    var result = FluxKustomization(manifest: manifest, location: location(of: manifest).0)
    let message =
      "the clusters of this tree yield more than \(Self.objectLimit) objects; the rest is not built"
    result.failures = [BuildFailure(.unsupported, message, at: manifest.nameRange)]
    return result
  }

  /// Whether kustomize makes the same of a Kustomization as its file writes it and as the one above it patches it.
  private func isBuiltAlike(
    _ written: Manifest, _ built: Manifest, _ place: FluxKustomization.Location, _ artifact: Artifact
  ) -> Bool {
    if built.root.node != nil { return true }
    guard let spec = written.root["spec"], let other = built.root["spec"] else { return false }
    let isSame = [
      "path", "targetNamespace", "namePrefix", "nameSuffix", "patches", "components", "images",
    ].allSatisfy { field in
      guard let value = spec[named: field] else { return other[named: field] == nil }
      return value.node.map { $0.isSame(as: other[named: field]?.node) } ?? false
    }
    guard isSame else { return false }
    let (former, source) = location(of: written)
    return former == place && source.builder === artifact.builder && source.base == artifact.base
  }

  /// What the API server has to be told and kustomize does not ask for.
  private static func refusal(of object: Manifest) -> BuildFailure? {
    guard object.id.apiVersion.isEmpty else { return nil }
    return BuildFailure(
      .notAnObject,
      "the \(object.id.kind) '\(object.id.name)' has no 'apiVersion', without which Flux refuses it",
      at: object.root["kind"]?.origin ?? object.source)
  }

  /// Where spec.path leads, and in which artifact.
  private func location(of manifest: Manifest) -> (FluxKustomization.Location, Artifact) {
    let copy = artifacts.copy(for: manifest)
    let artifact = copy ?? artifacts.artifact(of: manifest)
    let origin = copy == nil ? sources.origin(of: manifest) : .thisRepository
    guard origin != .other else { return (.elsewhere, artifact) }
    let written = manifest.root["spec"]?["path"]?.text ?? ""
    guard !written.utf8.contains(UInt8(ascii: "$")) else { return (.elsewhere, artifact) }
    // The controller joins the path to the root of the artifact and lets no `..` lead above it.
    let inside = TreePath.clamped(written)
    let path = inside.isEmpty ? artifact.base : TreePath.join(artifact.base, inside)
    // Every source has a root, so that path says nothing about whose it is.
    guard origin == .thisRepository || !path.isEmpty else { return (.elsewhere, artifact) }
    switch artifact.files.kind(of: path) {
    case .directory: return (.directory(path), artifact)
    case .file: return (origin == .thisRepository ? .file(path) : .elsewhere, artifact)
    case .symlink, .leftOut, .missing:
      guard origin == .thisRepository else { return (.elsewhere, artifact) }
      let escapes = TreePath.resolve(String(written.drop { $0 == "/" }), from: "") == nil
      return (escapes ? .escapes : .missing(path), artifact)
    }
  }

  private func overlay(for manifest: Manifest, _ directory: String, _ artifact: Artifact) -> FluxOverlay {
    let spec = manifest.root["spec"]
    var overlay = FluxOverlay(
      namespace: spec?["targetNamespace"], namePrefix: spec?["namePrefix"], nameSuffix: spec?["nameSuffix"],
      patches: spec?["patches"]?.elements ?? [], components: spec?["components"]?.elements ?? [],
      images: spec?["images"]?.elements ?? [])
    overlay.resources = artifact.generatedPaths(in: directory)?.map { path in
      .scalar(MadeScalar(path, origin: spec?["path"]?.origin ?? manifest.source))
    }
    return overlay
  }

  /// What `postBuild` knows: inline values over those of the ConfigMaps and Secrets that the cluster has.
  private func substitution(of manifest: Manifest, values: Values) -> Substitution? {
    guard let postBuild = manifest.root["spec"]?["postBuild"] else { return nil }
    var substitution = Substitution(values: [:], isComplete: true)
    for source in postBuild["substituteFrom"]?.elements ?? [] {
      let name = "\(source["kind"]?.text ?? "")/\(source["name"]?.text ?? "")"
      // Flux reads them from the Kustomization's own namespace; what names none may be meant for any.
      let target = values[manifest.id.namespace ?? ""]?[name] ?? values[""]?[name]
      guard let target, !target.isEncrypted else {
        substitution.isComplete = false
        continue
      }
      for field in target.id.kind == "Secret" ? ["stringData"] : ["data"] {
        for entry in target.root[named: field]?.entries ?? [] {
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
    String(decoding: text.utf8.filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
