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

  /// What changes leave on an object beside its content; most have nothing of it.
  private struct Notes {
    var previous: [PreviousID] = []
    var prefixes: [String] = []
    var suffixes: [String] = []
    var generated: Generated?
    var sharedLabels: [SharedLabel] = []
    var generator: String?
  }

  /// Held apart, since objects are handed on more often than anything is noted on them.
  private indirect enum NoteBox {
    case none
    case some(Notes)
  }

  /// The object and the identity that it is told apart by, held once for all who it is handed to.
  private final class Content: Sendable {
    let manifest: Manifest
    let key: ResourceKey

    init(_ manifest: Manifest, _ key: ResourceKey) {
      self.manifest = manifest
      self.key = key
    }
  }

  private var content: Content
  private var box = NoteBox.none

  init(_ manifest: Manifest) { content = Content(manifest, ResourceKey(manifest.id)) }

  /// The object as it is now.
  var manifest: Manifest { content.manifest }
  /// As ``root`` says it.
  var id: ObjectID { content.manifest.id }
  /// The identity that it is told apart by now.
  var key: ResourceKey { content.key }
  var root: Value { content.manifest.root }
  var source: SourceRange { content.manifest.source }

  private var notes: Notes {
    get {
      switch box {
      case .none: Notes()
      case .some(let notes): notes
      }
    }
    set { box = .some(newValue) }
  }

  /// Oldest first.
  private(set) var previous: [PreviousID] {
    get { notes.previous }
    set { notes.previous = newValue }
  }

  /// The prefixes and suffixes that were put on the name, innermost first.
  var prefixes: [String] {
    get { notes.prefixes }
    set { notes.prefixes = newValue }
  }

  var suffixes: [String] {
    get { notes.suffixes }
    set { notes.suffixes = newValue }
  }

  var generated: Generated? {
    get { notes.generated }
    set { notes.generated = newValue }
  }

  /// The labels of which kustomize holds one node at several places.
  var sharedLabels: [SharedLabel] {
    get { notes.sharedLabels }
    set { if !hasNoNotes || !newValue.isEmpty { notes.sharedLabels = newValue } }
  }

  /// The kind of the generator that made it, for `buildMetadata: [originAnnotations]`.
  var generator: String? {
    get { notes.generator }
    set { notes.generator = newValue }
  }

  /// Whether nothing has been done to it but to its content, and no generator made it.
  var hasNoNotes: Bool {
    if case .none = box { true } else { false }
  }

  /// The identity that it was written with.
  var originalKey: ResourceKey {
    hasNoNotes ? key : previous.first.map { key(of: $0) } ?? key
  }

  /// Every identity that it has had, the present one last.
  var keys: [ResourceKey] { hasNoNotes ? [key] : previous.map { key(of: $0) } + [key] }

  /// Whether it has or once had an identity.
  func hasHad(_ other: ResourceKey) -> Bool {
    key == other || (!hasNoNotes && previous.contains { key(of: $0) == other })
  }

  private func key(of previous: PreviousID) -> ResourceKey {
    let type =
      previous.kind == id.kind ? id.type : .of(apiVersion: id.apiVersion, kind: previous.kind)
    return ResourceKey(type, namespace: previous.namespace, name: previous.name)
  }

  mutating func rememberID() {
    let key = key
    previous.append(PreviousID(namespace: key.namespace, kind: key.kind, name: key.name))
  }

  /// Replaces the whole object; its identity follows.
  mutating func replaceRoot(_ root: Value) { replace(root, Self.id(of: root)) }

  /// Replaces the object by one whose identity is the same.
  mutating func replaceContent(_ root: Value) {
    content = Content(Manifest(id: id, root: root, source: source), key)
  }

  private mutating func replace(_ root: Value, _ id: ObjectID, _ source: SourceRange? = nil) {
    content = Content(Manifest(id: id, root: root, source: source ?? self.source), ResourceKey(id))
  }

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
    replaced.replace(replaced.root, replaced.id, new.source)
    replaced.generator = new.generator
    return replaced
  }

  /// Whether it has the name that it was written with, which no build has to bring up to date.
  var isAsWritten: Bool { hasNoNotes || (previous.isEmpty && generated == nil) }

  /// Whether kustomize keeps notes of its own among the annotations: past names, affixes, what a generator wants.
  private var hasNotes: Bool {
    guard case .some(let notes) = box else { return false }
    return !notes.previous.isEmpty || !notes.prefixes.isEmpty || !notes.suffixes.isEmpty
      || notes.generated != nil
  }

  /// ``root`` with the annotations that are there for kustomize's notes, if for nothing else.
  var rootWithAnnotations: Value {
    guard hasNotes, let metadata = root["metadata"], metadata["annotations"] == nil else { return root }
    return root.setting("metadata", to: metadata.setting("annotations", to: .mapping([], origin: nil)))
  }

  /// Forgets what kustomize notes among the annotations, as it does when a patch takes them all away.
  mutating func forgetNotes() {
    guard case .some(var notes) = box else { return }
    (notes.previous, notes.prefixes, notes.suffixes, notes.generated) = ([], [], [], nil)
    self.notes = notes
  }

  mutating func setName(_ name: String, from origin: SourceRange?) {
    var id = id
    id.name = name
    replace(setting("name", .string(name, from: origin)), id)
  }

  mutating func setNamespace(_ namespace: String?, from origin: SourceRange?) {
    var id = id
    id.namespace = namespace
    if let namespace {
      replace(setting("namespace", .string(namespace, from: origin)), id)
    } else if let metadata = root["metadata"]?.removing("namespace") {
      replace(root.setting("metadata", to: metadata), id)
    } else {
      replace(root, id)
    }
  }

  /// ``root`` with a field of its metadata set.
  private func setting(_ field: String, _ value: Value) -> Value {
    let metadata = root["metadata"] ?? .mapping([], origin: nil)
    return root.setting("metadata", to: metadata.setting(field, to: value))
  }

  private static func id(of root: Value) -> ObjectID {
    let metadata = root["metadata"]
    let namespace = metadata?["namespace"].flatMap { $0.isNull ? nil : $0.text }
    return ObjectID(
      apiVersion: root["apiVersion"]?.text ?? "", kind: root["kind"]?.text ?? "",
      namespace: namespace.flatMap { $0.isEmpty ? nil : $0 }, name: metadata?["name"]?.text ?? "")
  }
}
