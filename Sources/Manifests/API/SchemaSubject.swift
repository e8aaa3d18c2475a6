import Diagnostics
import YAML

/// What a schema is held against: a node as written, or a part that a build made. Nodes are most of it by far, and
/// are gone through without a box around each.
protocol SchemaSubject {
  var kind: NodeKind { get }
  /// Where it was written; nil for what a build made out of nothing.
  var origin: SourceRange? { get }
  var node: Node? { get }
  var value: Value { get }
  /// Nil for a container.
  var scalarType: ScalarType? { get }
  /// Calls `body` with the decoded bytes of a scalar; nil for a container.
  func withText<Result>(_ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Result) -> Result?
  func forEachElement(_ body: (Self) -> Void)
  /// Calls `body` with every entry, merge keys followed.
  func forEachEntry(_ body: (SchemaKey, Self) -> Void)
}

/// A key of a mapping, its text made only where it is asked for.
struct SchemaKey {
  private let node: Node?
  private let made: String
  private let madeOrigin: SourceRange?

  init(_ node: Node) {
    self.node = node
    made = ""
    madeOrigin = nil
  }

  init(_ text: String, _ origin: SourceRange?) {
    node = nil
    made = text
    madeOrigin = origin
  }

  var text: String { node?.text ?? made }
  var origin: SourceRange? { node.map(\.range) ?? madeOrigin }
  var isTemplated: Bool { node?.withValue { Templating.isIn($0) } ?? made.isTemplated }

  func position(in fields: SchemaFields) -> Int? {
    if let node { return node.valueBytes.flatMap(fields.position) }
    var made = made
    return made.withUTF8(fields.position)
  }

  /// Whether the API gives the field to every object, so that no schema has to name it; `sops` is gone before it is applied.
  var isOfEveryObject: Bool {
    if let node {
      return node.is("apiVersion") || node.is("kind") || node.is("metadata") || node.is("status")
        || node.is("sops")
    }
    return Self.namesOfEveryObject.contains(made)
  }

  static let namesOfEveryObject = ["apiVersion", "kind", "metadata", "status", "sops"]
}

extension Node: SchemaSubject {
  var origin: SourceRange? { range }
  var node: Node? { self }
  var value: Value { .node(self) }

  func withText<Result>(_ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Result) -> Result? {
    withValue(body)
  }

  func forEachElement(_ body: (Node) -> Void) {
    for element in elements { body(element) }
  }

  func forEachEntry(_ body: (SchemaKey, Node) -> Void) {
    guard entries.contains(where: \.isMerge) else {
      for entry in entries { body(SchemaKey(entry.key), entry.value) }
      return
    }
    for entry in Value.node(self).entries {
      if let node = entry.value.node { body(SchemaKey(entry.key, entry.keyOrigin), node) }
    }
  }
}

extension Value: SchemaSubject {
  var value: Value { self }

  func withText<Result>(_ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Result) -> Result? {
    if let node { return node.withValue(body) }
    return text.map { text in Array(text.utf8).withUnsafeBufferPointer { body($0[...]) } }
  }

  func forEachElement(_ body: (Value) -> Void) {
    for element in elements { body(element) }
  }

  func forEachEntry(_ body: (SchemaKey, Value) -> Void) {
    for entry in entries { body(SchemaKey(entry.key, entry.keyOrigin), entry.value) }
  }
}

/// Whether a program fills a text in before the cluster sees it: `${VAR}`, `{{ }}`, `<< >>`, or sops' `ENC[`.
enum Templating {
  static func isIn(_ bytes: some Collection<UInt8>) -> Bool {
    var last: UInt8 = 0
    for byte in bytes {
      switch (last, byte) {
      case (0x24, 0x7B), (0x7B, 0x7B), (0x3C, 0x3C): return true
      default: last = byte
      }
    }
    return bytes.starts(with: "ENC[".utf8)
  }
}

extension String {
  /// Whether a program fills the text in before the cluster sees it: `${VAR}`, `{{ }}`, `<< >>`, or sops' `ENC[`.
  package var isTemplated: Bool { Templating.isIn(utf8) }
}
