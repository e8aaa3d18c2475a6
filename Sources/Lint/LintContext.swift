import Diagnostics
import Flux
import Kustomize
import Manifests
import YAML

/// What rules judge: the tree as written, what kustomize and Flux make of it, and the settings of the run.
///
/// Every index is made once, before the first rule runs.
package final class LintContext: Sendable {
  package let tree: Tree
  package let builder: Builder
  package let settings: LintSettings
  /// What Flux reconciles from the tree, by cluster.
  package let clusters: [Cluster]
  /// The builds of kustomizations that no cluster and no other kustomization reaches, by directory.
  package let standaloneBuilds: [Build]
  /// Every object of every cluster, stand-alone build and loose manifest.
  package let objects: [Manifest]
  /// Every reference of every cluster, stand-alone build and loose manifest; the same place once a verdict.
  package let references: [Reference]
  /// The same, scope by scope, with the objects of each.
  let graphs: [ReferenceGraph]
  /// The references that lead nowhere, one for each thing that is not there.
  let brokenReferences: [BrokenReference]
  /// Every object held against its API, made when first asked for.
  package let api: APIReview
  /// Every Secret of the core API, read and decoded, in the order of path and place.
  package let secrets: [Secret]
  /// What patches and replacements may write that no build has applied.
  package let patches: PatchIndex
  /// Every reason why kustomize refuses something that Flux or a user would build, the same place once a cause.
  package let failures: [BuildFailure]
  /// The kustomizations that rules look at.
  let judgedKustomizations: [Kustomization]
  /// The local paths of every kustomization, by the path of its file.
  let localPathsByFile: [String: [LocalPath]]
  /// The judged local paths of every kustomization, each with its kustomization.
  let localPaths: [(kustomization: Kustomization, local: LocalPath)]
  /// Where HelmReleases install what the tree does not show; "" stands for one whose namespace is not known.
  let releaseNamespaces: Set<String>
  private let byKind: [String: [Manifest]]
  private let fluxManifests: FluxManifests
  /// The URL of every source, as written and without a variable in it.
  let sourceAddresses: [(source: Manifest, url: RegistryURL, place: SourceRange)]
  /// The addresses of all OCI sources.
  let ociAddresses: [OciAddress]
  private let changed: [SourceRange: [Manifest]]
  private let referencesByTarget: [SourceRange: [Reference]]
  /// Who reads each Secret, by the Secret's place.
  let usesBySecret: [SourceRange: [SecretUse]]
  /// The directories that Flux builds, each with the kustomizations it includes.
  let fluxDirectories: Set<String>

  package init(tree: Tree, settings: LintSettings = LintSettings()) {
    self.tree = tree
    self.settings = settings
    builder = Builder(tree)
    byKind = Dictionary(grouping: tree.manifests, by: \.id.kind)
    fluxManifests = FluxManifests(tree.manifests)
    sourceAddresses = Self.sourceAddresses(fluxManifests)
    ociAddresses = Self.ociAddresses(fluxManifests)
    secrets = (byKind["Secret"] ?? []).filter { $0.id.group.isEmpty }.map(Secret.init)
    let scopes = Scopes(tree, builder, roots: settings.roots)
    clusters = scopes.clusters
    standaloneBuilds = scopes.standaloneBuilds
    fluxDirectories = Self.fluxDirectories(of: scopes.clusters, in: tree)
    objects = scopes.objects
    failures = Self.distinct(
      clusters.flatMap(\.kustomizations).flatMap(\.failures) + standaloneBuilds.flatMap(\.failures))
    judgedKustomizations = tree.kustomizations.filter { tree[$0.path]?.isJudged ?? false }
    let localPathsByFile = Dictionary(
      tree.kustomizations.map { ($0.path, $0.paths.compactMap { LocalPath($0, in: tree) }) },
      uniquingKeysWith: { $1 })
    self.localPathsByFile = localPathsByFile
    localPaths = judgedKustomizations.flatMap { kustomization in
      (localPathsByFile[kustomization.path] ?? []).map { (kustomization, $0) }
    }
    patches = PatchIndex(tree, clusters: clusters, builds: standaloneBuilds)
    api = APIReview(tree: tree, settings: settings, patches: patches)
    changed = Dictionary(grouping: objects.filter { $0.root.node == nil }, by: \.source)
    releaseNamespaces = Self.releaseNamespaces(scopes.objects + tree.manifests)
    graphs = scopes.graphs
    references = graphs.flatMap(\.references)
    brokenReferences = BrokenReference.all(references, former: settings.former) {
      (tree[$0.nameRange.path]?.isJudged ?? false) && !Self.isExternal($0, settings)
    }
    let byTarget = Dictionary(
      grouping: references.filter { $0.target != nil }, by: { $0.target?.source ?? $0.nameRange })
    referencesByTarget = byTarget
    usesBySecret = SecretUse.bySecret(secrets, byTarget)
  }

  private static func distinct(_ failures: [BuildFailure]) -> [BuildFailure] {
    var seen: Set<BuildFailure> = []
    return failures.filter { seen.insert(BuildFailure($0.cause, "", at: $0.range)).inserted }
  }

  private static func isExternal(_ reference: Reference, _ settings: LintSettings) -> Bool {
    settings.external.contains {
      $0.matches(kind: reference.kinds.first ?? "", namespace: reference.namespace, name: reference.name)
    }
  }

  private static func releaseNamespaces(_ manifests: [Manifest]) -> Set<String> {
    Set(
      manifests.filter { $0.id.kind == "HelmRelease" }.map { release in
        release.root["spec"]?["targetNamespace"]?.text ?? release.id.namespace ?? ""
      })
  }

  /// The objects of one kind as their files write them, in the order of path and place; patches are not among them.
  package func manifests(_ kind: String) -> [Manifest] { byKind[kind] ?? [] }

  /// The objects of one kind of a Flux API group, such as `source`, in any version.
  func flux(_ kind: String, _ group: String = "source") -> [Manifest] { fluxManifests.named(kind, group) }

  /// The references that resolve to an object, given as its file writes it.
  package func references(to manifest: Manifest) -> [Reference] { referencesByTarget[manifest.source] ?? [] }

  /// What builds make of an object, given as its file writes it, where they change it.
  func versions(of manifest: Manifest) -> [Manifest] { changed[manifest.source] ?? [] }

  /// Whether a build that takes an object takes one of its name in another version as well.
  func isBuilt(_ manifest: Manifest, alsoAs apiVersion: String) -> Bool {
    let others = Set(
      manifests(manifest.id.kind).filter { $0.id.apiVersion == apiVersion && $0.id.name == manifest.id.name }
        .map(\.source))
    guard !others.isEmpty else { return false }
    let builds = clusters.flatMap(\.kustomizations).map(\.objects) + standaloneBuilds.map(\.objects)
    return builds.contains { objects in
      objects.contains { $0.source == manifest.source } && objects.contains { others.contains($0.source) }
    }
  }

  /// Whether the configuration says that an object exists outside the tree.
  package func isExternal(kind: String, namespace: String?, name: String) -> Bool {
    settings.external.contains { $0.matches(kind: kind, namespace: namespace, name: name) }
  }
}

/// What a run is told besides the tree.
package struct LintSettings: Sendable {
  /// The Flux that objects are judged for; nil takes the tree's own, else the newest known.
  package var fluxVersion: FluxVersion?
  /// Schemas that a folder of the call gives for an apiVersion and a kind; nil for those that it lacks.
  package var schemas: @Sendable (String, String) -> SchemaType? = { _, _ in nil }

  /// Objects that exist although no file makes them.
  package var external: [ExternalObject] = []
  /// The directories that clusters are made from; empty for all of the tree.
  package var roots: [String] = []
  /// What references found before the change that the run judges; empty where it judges a tree as it is.
  package var former: Set<ReferenceTarget> = []
  /// How many threads judge; the findings are the same with any number.
  package var threads = 1

  package init() {}
}
