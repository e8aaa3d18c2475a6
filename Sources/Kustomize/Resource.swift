import Diagnostics
import Manifests
import YAML

/// An object on its way through the builds of nested directories.
struct Resource: Sendable {
  /// What a generator wants done with its object.
  struct Generated: Sendable {
    var behavior: Behavior
    var needsHash: Bool
  }

  /// A label that one transformation put at several places.
  struct SharedLabel: Sendable {
    let key: String
    let specs: [FieldSpec]
  }

  enum Behavior: String, Sendable { case create, merge, replace }

  /// An identity that the object had before a transformation; group and version do not change.
  struct PreviousID: Hashable, Sendable {
    /// As ``ResourceKey/namespace``.
    let namespace: String
    let kind: String
    let name: String
  }

  /// As ``root`` says it.
  private(set) var id: ObjectID { didSet { key = ResourceKey(id) } }
  /// The identity that it is told apart by now.
  private(set) var key: ResourceKey
  private(set) var root: Value
  private(set) var source: SourceRange
  /// Oldest first.
  private(set) var previous: [PreviousID] = []
  /// The prefixes and suffixes that were put on the name, innermost first.
  var prefixes: [String] = []
  var suffixes: [String] = []
  var generated: Generated?
  /// The labels of which kustomize holds one node at several places.
  var sharedLabels: [SharedLabel] = []
  /// The kind of the generator that made it, for `buildMetadata: [originAnnotations]`.
  var generator: String?

  init(_ manifest: Manifest) {
    id = manifest.id
    key = ResourceKey(manifest.id)
    root = manifest.root
    source = manifest.source
  }

  /// The identity that it was written with.
  var originalKey: ResourceKey {
    previous.first.map { key(of: $0) } ?? key
  }

  /// Every identity that it has had, the present one last.
  var keys: [ResourceKey] { previous.map { key(of: $0) } + [key] }

  private func key(of previous: PreviousID) -> ResourceKey {
    ResourceKey(
      apiVersion: id.apiVersion, kind: previous.kind, namespace: previous.namespace, name: previous.name)
  }

  mutating func rememberID() {
    let key = key
    previous.append(PreviousID(namespace: key.namespace, kind: key.kind, name: key.name))
  }

  /// Replaces the whole object; its identity follows.
  mutating func replaceRoot(_ root: Value) {
    self.root = root
    id = Self.id(of: root)
  }

  /// Replaces the object by one whose identity is the same.
  mutating func replaceContent(_ root: Value) { self.root = root }

  /// This object with the data of a generator's object merged into it.
  func merged(with new: Resource, _ root: Value) -> Resource {
    var merged = self
    merged.replaceRoot(root)
    let needsHash = new.generated?.needsHash ?? false && generated?.needsHash ?? false
    merged.generated = Generated(behavior: .create, needsHash: needsHash)
    return merged
  }

  /// This object with a generator's object in its place.
  func replaced(by new: Resource, _ root: Value) -> Resource {
    var replaced = merged(with: new, root)
    replaced.source = new.source
    replaced.generator = new.generator
    return replaced
  }

  /// Whether it has the name that it was written with, which no build has to bring up to date.
  var isAsWritten: Bool { previous.isEmpty && generated == nil }

  /// Whether kustomize keeps notes of its own among the annotations: past names, affixes, what a generator wants.
  private var hasNotes: Bool {
    !previous.isEmpty || !prefixes.isEmpty || !suffixes.isEmpty || generated != nil
  }

  /// ``root`` with the annotations that are there for kustomize's notes, if for nothing else.
  var rootWithAnnotations: Value {
    guard hasNotes, let metadata = root["metadata"], metadata["annotations"] == nil else { return root }
    return root.setting("metadata", to: metadata.setting("annotations", to: .mapping([], origin: nil)))
  }

  /// Forgets what kustomize notes among the annotations, as it does when a patch takes them all away.
  mutating func forgetNotes() {
    previous = []
    prefixes = []
    suffixes = []
    generated = nil
  }

  mutating func setName(_ name: String, from origin: SourceRange?) {
    setMetadata("name", .string(name, from: origin))
    id.name = name
  }

  mutating func setNamespace(_ namespace: String?, from origin: SourceRange?) {
    if let namespace {
      setMetadata("namespace", .string(namespace, from: origin))
    } else if let metadata = root["metadata"]?.removing("namespace") {
      root = root.setting("metadata", to: metadata)
    }
    id.namespace = namespace
  }

  private mutating func setMetadata(_ field: String, _ value: Value) {
    let metadata = root["metadata"] ?? .mapping([], origin: nil)
    root = root.setting("metadata", to: metadata.setting(field, to: value))
  }

  private static func id(of root: Value) -> ObjectID {
    let metadata = root["metadata"]
    let namespace = metadata?["namespace"].flatMap { $0.isNull ? nil : $0.text }
    return ObjectID(
      apiVersion: root["apiVersion"]?.text ?? "", kind: root["kind"]?.text ?? "",
      namespace: namespace.flatMap { $0.isEmpty ? nil : $0 }, name: metadata?["name"]?.text ?? "")
  }

  var manifest: Manifest { Manifest(id: id, root: root, source: source) }
}
