import Diagnostics
import Manifests
import Synchronization
import YAML

/// Every definition of a kind that a run knows: the tree's own first, then the given ones, then the built-in tables.
final class APICatalog: Sendable {
  /// The Flux that objects are judged for. Where clusters of one tree differ, `oldest` decides what is removed
  /// and `newest` what is too new.
  let oldest: FluxVersion
  let newest: FluxVersion
  private let custom: CustomKinds
  private let usesFluxOfTree: Bool
  private let verdicts = Mutex<[GroupVersionKind: APIVerdict]>([:])
  private let definitionsByKind = Mutex<[String: [CustomKind]]>([:])
  private let given: @Sendable (String, String) -> SchemaType?
  private let patches: PatchIndex

  init(tree: Tree, settings: LintSettings, patches: PatchIndex) {
    custom = CustomKinds(tree)
    self.patches = patches
    let known = custom.fluxVersions
    let found = known.isEmpty ? FluxVersion.declared(in: tree).map { [$0] } ?? [] : known
    oldest = settings.fluxVersion ?? found.first ?? .newest
    newest = settings.fluxVersion ?? found.last ?? .newest
    usesFluxOfTree = settings.fluxVersion.map { known.contains($0) } ?? true
    given = settings.schemas
  }

  /// The definitions of the tree for a kind; none where it has none, or where a patch may change them.
  private func definitions(group: String, kind: String) -> [CustomKind] {
    guard custom.has(group: group, kind: kind), usesFluxOfTree || !FluxAPI.groups.contains(group) else {
      return []
    }
    let name = "\(group) \(kind)"
    if let found = definitionsByKind.withLock({ $0[name] }) { return found }
    let written = custom.definitions(group: group, kind: kind)
    // What a patch makes of a definition is not known here, so nothing is.
    let isPatched = written.contains {
      patches.anySets("versions", of: "CustomResourceDefinition", named: $0.name)
    }
    let made = isPatched ? [] : written
    definitionsByKind.withLock { $0[name] = made }
    return made
  }

  // MARK: Versions

  /// What is known of the apiVersion and kind of an object.
  func verdict(_ id: ObjectID) -> APIVerdict {
    if let known = verdicts.withLock({ $0[id.type] }) { return known }
    let made = newVerdict(id)
    verdicts.withLock { $0[id.type] = made }
    return made
  }

  private func newVerdict(_ id: ObjectID) -> APIVerdict {
    guard !id.apiVersion.isEmpty, !id.apiVersion.isTemplated, !id.kind.isTemplated else { return .unchecked }
    if Self.isOfKustomize(id) { return .unchecked }
    let group = id.group
    if ["helm.fluxcd.io", "flux.weave.works"].contains(group) { return .fluxOne }
    let definitions = definitions(group: group, kind: id.kind)
    if !definitions.isEmpty { return verdict(id, definitions) }
    if let version = FluxAPI.version(id.apiVersion, id.kind) { return verdict(version) }
    if FluxAPI.groups.contains(group) || group.hasSuffix(".fluxcd.io") { return unknownFlux(id) }
    if SchemaText.coreTypes.has(id.apiVersion, id.kind) || given(id.apiVersion, id.kind) != nil {
      return .served
    }
    return custom.has(group: group, kind: id.kind) ? .unchecked : core(id)
  }

  /// Whether it is read by kustomize and never by a cluster.
  static func isOfKustomize(_ id: ObjectID) -> Bool {
    ["kustomize.config.k8s.io", "config.kubernetes.io"].contains(id.group)
  }

  private func verdict(_ id: ObjectID, _ custom: [CustomKind]) -> APIVerdict {
    let found = custom.compactMap { $0.version(id.version) }
    if found.contains(where: { $0.isServed && !$0.isDeprecated }) {
      // The tree's Flux serves it still; a later one may not.
      if let version = FluxAPI.version(id.apiVersion, id.kind) { return verdict(version) }
      return .served
    }
    let served = custom.flatMap(\.versions).filter { $0.isServed && !$0.isDeprecated }.map(\.name)
    let replacement = served.last.map { "\(id.group)/\($0)" }
    if found.contains(where: \.isServed) {
      if let version = FluxAPI.version(id.apiVersion, id.kind), case .deprecated(let found) = verdict(version)
      {
        return .deprecated(found)
      }
      return .deprecated(
        .init(removedIn: nil, deprecatedIn: nil, apiVersion: replacement, definition: custom.first?.place))
    }
    if let version = FluxAPI.version(id.apiVersion, id.kind) {
      let verdict = verdict(version)
      switch verdict {
      case .removed, .tooNew: return verdict
      default: return .unchecked
      }
    }
    guard found.isEmpty else {
      return .removed(
        .init(removedIn: nil, deprecatedIn: nil, apiVersion: replacement, definition: custom.first?.place))
    }
    let known = FluxAPI.versions(group: id.group, kind: id.kind).map(\.apiVersion)
    return .unknownVersion(
      known.isEmpty
        ? served.map { "\(id.group)/\($0)" }
        : known.filter { served.contains(String($0.dropFirst(id.group.utf8.count + 1))) },
      definition: custom.first?.place)
  }

  private func verdict(_ version: FluxAPI.Version) -> APIVerdict {
    if version.introduced > newest { return .tooNew(version.introduced) }
    let replacement = FluxAPI.newest(group: version.group, kind: version.kind, for: oldest)?.apiVersion
    let leave = APIVerdict.Replacement(
      removedIn: version.removed.map { "Flux \($0)" },
      deprecatedIn: version.deprecated.flatMap { $0 <= newest ? "Flux \($0)" : nil },
      apiVersion: replacement == version.apiVersion ? nil : replacement)
    if let removed = version.removed, removed <= oldest { return .removed(leave) }
    // Where the Flux at hand serves nothing newer there is nothing to move to yet.
    if replacement == version.apiVersion { return .served }
    if version.removed != nil || version.deprecated.map({ $0 <= newest }) ?? false {
      return .deprecated(leave)
    }
    return .served
  }

  private func unknownFlux(_ id: ObjectID) -> APIVerdict {
    let known = FluxAPI.versions(group: id.group, kind: id.kind)
    if !known.isEmpty { return .unknownVersion(known.filter { $0.isServed(by: newest) }.map(\.apiVersion)) }
    let kinds = FluxAPI.kinds(ofGroup: id.group)
    if let same = kinds.first(where: { $0.lowercased() == id.kind.lowercased() }) {
      return .unknownKind(meant: same)
    }
    if let group = FluxAPI.groups(ofKind: id.kind).first,
      let version = FluxAPI.newest(group: group, kind: id.kind, for: newest)
    {
      return .unknownGroup(meant: version.apiVersion)
    }
    return nearest(to: id.kind, among: kinds).map { .unknownKind(meant: $0) } ?? .unchecked
  }

  private func core(_ id: ObjectID) -> APIVerdict {
    if let removed = CoreAPI.removed(id.apiVersion, id.kind) {
      let leave = APIVerdict.Replacement(
        removedIn: "Kubernetes 1.\(removed.minor)", deprecatedIn: nil, apiVersion: removed.replacement)
      return CoreAPI.oldestMinor(for: oldest).map { removed.minor <= $0 } ?? false
        ? .removed(leave) : .deprecated(leave)
    }
    let table = CoreNames.all
    if let kinds = table.versions[id.group] {
      if let versions = kinds[id.kind] { return id.isStableVersion ? .unknownVersion(versions) : .unchecked }
      if let same = kinds.keys.first(where: { $0.lowercased() == id.kind.lowercased() }) {
        return .unknownKind(meant: same)
      }
      if let meant = table.only(id.kind), !custom.has(group: id.group, kind: id.kind) {
        return .unknownGroup(meant: meant)
      }
      return nearest(to: id.kind, among: kinds.keys.sorted()).map { .unknownKind(meant: $0) } ?? .unchecked
    }
    if let same = custom.kinds(ofGroup: id.group).first(where: { $0.lowercased() == id.kind.lowercased() }) {
      return .unknownKind(meant: same)
    }
    for group in FluxAPI.groups(ofKind: id.kind) where editDistance(group, id.group, limit: 2) <= 2 {
      if let version = FluxAPI.newest(group: group, kind: id.kind, for: newest) {
        return .unknownGroup(meant: version.apiVersion)
      }
    }
    if let meant = table.only(id.kind), !id.group.isEmpty,
      editDistance(String(meant.prefix { $0 != "/" }), id.group, limit: 1) <= 1
    {
      return .unknownGroup(meant: meant)
    }
    return .unchecked
  }

  // MARK: Schemas

  /// Where the tree defines the version of a kind; nil where it does not.
  func definition(of id: ObjectID) -> SourceRange? {
    definitions(group: id.group, kind: id.kind).first { $0.version(id.version) != nil }?.place
  }

  /// The schemas of a version of a kind; an object need satisfy only one of them.
  func schemas(_ apiVersion: String, _ kind: String) -> [SchemaType] {
    let id = ObjectID(apiVersion: apiVersion, kind: kind, namespace: nil, name: "")
    let own = definitions(group: id.group, kind: kind).compactMap { $0.version(id.version) }
    if !own.isEmpty { return own.contains { $0.schema == nil } ? [] : own.compactMap(\.schema) }
    return builtIn(apiVersion, kind).map { [$0] } ?? []
  }

  /// The schema of the tables, or of the folder that the call gives.
  func builtIn(_ apiVersion: String, _ kind: String) -> SchemaType? {
    SchemaText.fluxTypes.schema(apiVersion, kind) ?? given(apiVersion, kind)
      ?? SchemaText.coreTypes.schema(apiVersion, kind)
  }
}

extension ObjectID {
  /// Whether the version is no alpha and no beta.
  fileprivate var isStableVersion: Bool {
    version.hasPrefix("v") && version.utf8.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}

/// The names of Kubernetes' own kinds.
private struct CoreNames: Sendable {
  /// The apiVersions by group and kind, sorted.
  let versions: [String: [String: [String]]]

  static let all = CoreNames()

  init() {
    var versions: [String: [String: [String]]] = [:]
    for name in SchemaText.coreTypes.names.sorted() {
      let parts = name.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
      guard parts.count == 2 else { continue }
      let id = ObjectID(apiVersion: parts[0], kind: parts[1], namespace: nil, name: "")
      versions[id.group, default: [:]][id.kind, default: []].append(id.apiVersion)
    }
    self.versions = versions
  }

  /// The apiVersion of a kind that only one group has.
  func only(_ kind: String) -> String? {
    let found = versions.values.compactMap { $0[kind] }
    return found.count == 1 ? found[0].first : nil
  }
}

extension FluxVersion {
  /// The release that a tree without Flux's definitions asks for: of a FluxInstance, or of Flux's own manifests.
  static func declared(in tree: Tree) -> FluxVersion? {
    var found: [FluxVersion] = []
    for manifest in tree.manifests where manifest.id.kind == "FluxInstance" {
      if let text = manifest.root["spec"]?["distribution"]?["version"]?.text,
        let version = FluxVersion(instance: text)
      {
        found.append(version)
      }
    }
    return found.min()
  }

  /// `2.x`, `2.7.x` or `v2.7.2` of a FluxInstance; the newest for a range of minors.
  private init?(instance text: String) {
    if text == "2.x" || text == "*" || text.isTemplated { return nil }
    self.init(text.hasSuffix(".x") || text.hasSuffix(".*") ? String(text.dropLast(2)) : text)
  }
}
