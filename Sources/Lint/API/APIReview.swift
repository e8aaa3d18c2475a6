import Diagnostics
import Manifests
import Synchronization
import YAML

/// Every object of a tree held against its API, once, when the first rule asks.
package final class APIReview: Sendable {
  private let tree: Tree
  let catalog: APICatalog
  private let reviewed = Mutex<[APIObject]?>(nil)
  private let whole = Mutex<[Manifest]?>(nil)
  private let lacking = Mutex<[Absence]?>(nil)

  /// Something that a whole object lacks.
  struct Absence: Sendable {
    let violation: SchemaViolation
    let manifest: Manifest
  }

  package init(tree: Tree, settings: LintSettings, patches: PatchIndex) {
    self.tree = tree
    catalog = APICatalog(tree: tree, settings: settings, patches: patches)
  }

  /// The Flux that objects are judged for; the oldest where clusters of one tree differ.
  package var flux: FluxVersion { catalog.oldest }

  /// The tree's own definition that the fields of an object are held against, as a note; none for Flux's kinds, which
  /// nobody looks up there.
  func definition(of manifest: Manifest) -> [Note] {
    guard !FluxAPI.groups.contains(manifest.id.group), let place = catalog.definition(of: manifest.id) else {
      return []
    }
    return [Note(place, "the definition of \(manifest.id.kind) in this tree")]
  }

  /// The newest where clusters of one tree differ.
  package var newestFlux: FluxVersion { catalog.newest }

  /// The objects in the order of the tree's manifests.
  package var objects: [APIObject] {
    reviewed.withLock { known in
      if let known { return known }
      let patching = Patching(tree)
      // Flux's own manifests are made by a program, for its own version.
      let judged = tree.manifests.filter { TreePath.name(of: $0.source.path) != "gotk-components.yaml" }
      let made = judged.map { review($0, patching) }
      known = made
      return made
    }
  }

  /// The objects of kinds of which no definition is known, so that their fields are not checked.
  package var unchecked: [Manifest] {
    objects.filter { object in
      guard case .unchecked = object.verdict else { return false }
      return !object.manifest.id.apiVersion.isEmpty && !object.manifest.id.apiVersion.isTemplated
        && !object.manifest.id.kind.isTemplated && !APICatalog.isOfKustomize(object.manifest.id)
    }.map(\.manifest)
  }

  private func review(_ manifest: Manifest, _ patching: Patching) -> APIObject {
    var verdict = catalog.verdict(manifest.id)
    var violations: [SchemaViolation] = []
    switch verdict {
    case .served:
      violations = self.violations(manifest, manifest.id.apiVersion) ?? []
      violations += metadata(manifest)
    case .deprecated(let replacement):
      violations = self.violations(manifest, manifest.id.apiVersion) ?? []
      violations += metadata(manifest)
      verdict = .deprecated(withObstacles(replacement, manifest))
    case .removed(let replacement):
      violations = metadata(manifest)
      verdict = .removed(withObstacles(replacement, manifest))
    default: break
    }
    return APIObject(
      manifest: manifest, verdict: verdict, violations: violations, isWhole: !patching.isAny,
      isMoved: patching.mayMove(manifest))
  }

  /// The objects of which nothing more is added, made once.
  func wholeObjects(_ make: () -> [Manifest]) -> [Manifest] {
    if let known = whole.withLock({ $0 }) { return known }
    let made = make()
    whole.withLock { $0 = made }
    return made
  }

  /// What objects lack, each place once; found when first asked for.
  ///
  /// - Parameters:
  ///   - whole: objects to which nothing is added.
  ///   - others: the places of further objects to judge.
  ///   - maySet: whether something may give one of them the field.
  func absences(
    in whole: [Manifest], others: () -> Set<SourceRange>, maySet: (Absence) -> Bool
  ) -> [Absence] {
    if let known = lacking.withLock({ $0 }) { return known }
    let written = Dictionary(
      objects.map { ($0.manifest.source, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<Note> = []
    let inWhole = whole.flatMap { manifest in
      violations(of: manifest, as: written[manifest.source]).filter(\.isAbsence).map {
        Absence(violation: $0, manifest: manifest)
      }
    }
    let others = others().subtracting(whole.map(\.source))
    let inOthers = objects.filter { others.contains($0.manifest.source) }.flatMap { object in
      object.violations.filter(\.isAbsence).map { Absence(violation: $0, manifest: object.manifest) }
    }.filter { !maySet($0) }
    let made = (inWhole + inOthers).filter {
      seen.insert(Note($0.violation.range, $0.violation.pathText)).inserted
    }
    lacking.withLock { $0 = made }
    return made
  }

  /// - Parameter written: the object as its file has it; what was found there holds as long as a build changes no more
  ///   than metadata.
  private func violations(of built: Manifest, as written: APIObject?) -> [SchemaViolation] {
    switch catalog.verdict(built.id) {
    case .served, .deprecated: break
    default: return []
    }
    if let written, built.hasBody(of: written.manifest) { return written.violations }
    return violations(built, built.id.apiVersion) ?? []
  }

  /// What breaks the schema of a version; nil where no schema is known.
  private func violations(_ manifest: Manifest, _ apiVersion: String) -> [SchemaViolation]? {
    let place = manifest.root["kind"]?.origin ?? manifest.source
    var best: [SchemaViolation]?
    for schema in catalog.schemas(apiVersion, manifest.id.kind) {
      let found = SchemaValidator.violations(
        of: manifest.root, schema: schema, flux: catalog.newest, place: place)
      if found.isEmpty { return [] }
      if best.map({ found.count < $0.count }) ?? true { best = found }
    }
    guard let best, FluxAPI.groups.contains(manifest.id.group) else { return best }
    // The rules of Flux's own definitions are FluxConstraint's, which knows better words for them.
    let fields = best.filter { if case .condition = $0.cause { false } else { true } }
    guard let table = SchemaText.fluxTypes.schema(apiVersion, manifest.id.kind) else { return fields }
    return fields.map { newer($0, table) }
  }

  /// An unknown field of the tree's definition that a later Flux knows is too new, not unknown.
  private func newer(_ violation: SchemaViolation, _ table: SchemaType) -> SchemaViolation {
    guard case .unknownField = violation.cause, let since = table.field(violation.path)?.since,
      FluxVersion(major: 2, minor: since) > catalog.newest
    else { return violation }
    return SchemaViolation(
      cause: .newerField(since: since), path: violation.path, range: violation.range, value: violation.value)
  }

  private func withObstacles(_ replacement: APIVerdict.Replacement, _ manifest: Manifest)
    -> APIVerdict.Replacement
  {
    var replacement = replacement
    guard let version = replacement.apiVersion, let found = violations(manifest, version) else {
      return replacement
    }
    replacement.isChecked = true
    replacement.obstacles = found.filter { !$0.isAbsence }
    return replacement
  }

  private func metadata(_ manifest: Manifest) -> [SchemaViolation] {
    guard let metadata = manifest.root["metadata"], let type = Self.objectMeta else { return [] }
    return SchemaValidator.violations(
      of: metadata, at: ["metadata"], type: type, place: metadata.origin ?? manifest.source)
  }
}

extension Manifest {
  /// Whether everything but metadata stands in a file just as it does of another.
  fileprivate func hasBody(of other: Manifest) -> Bool {
    guard id.apiVersion == other.id.apiVersion, id.kind == other.id.kind else { return false }
    if let node = root.node, let same = other.root.node { return node.range == same.range }
    var left = 0
    for entry in other.root.entries where entry.key != "metadata" {
      guard let node = root[named: entry.key]?.node, let same = entry.value.node, node.range == same.range
      else {
        return false
      }
      left += 1
    }
    return root.entries.filter { $0.key != "metadata" }.count == left
  }
}

extension APIReview {
  /// What `metadata` of every object holds.
  static let objectMeta = SchemaText(
    """
    =v1 ObjectMeta {annotations:%s,clusterName:s,creationTimestamp:s,deletionGracePeriodSeconds:i,deletionTimestamp:s,\
    finalizers:[s],generateName:s,generation:i,initializers:*,labels:%s,managedFields:*,name:s,namespace:s,\
    ownerReferences:[{apiVersion!:s,blockOwnerDeletion:b,controller:b,kind!:s,name!:s,uid!:s}],resourceVersion:s,\
    selfLink:s,uid:s}
    """
  ).schema("v1", "ObjectMeta")
}
