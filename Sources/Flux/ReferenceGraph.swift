import Diagnostics
import Manifests
import YAML

/// The references among the objects of one scope, each with its verdict.
package struct ReferenceGraph: Sendable {
  package let references: [Reference]
  package let scope: Scope
  /// The objects of the scope by name.
  package let index: ObjectIndex

  /// What a reference is judged against.
  package struct Scope: Sendable {
    /// The objects that exist together: those of one cluster or of one build.
    package let objects: [Manifest]
    /// Whether that is all there is.
    package let isComplete: Bool

    package init(objects: [Manifest], isComplete: Bool) {
      self.objects = objects
      self.isComplete = isComplete
    }
  }

  /// - Parameters:
  ///   - scope: whose references are followed.
  ///   - elsewhere: every object of the tree; a name that one of them has is not called wrong.
  package init(_ scope: Scope, elsewhere: TreeIndex) {
    self.scope = scope
    let index = ObjectIndex(scope.objects, written: elsewhere.written)
    self.index = index
    var found: [Reference] = []
    var walk = Walk(index: index, elsewhere: elsewhere, isSettled: scope.isComplete)
    for object in scope.objects {
      guard let table = ReferenceField.tables[object.id.kind], table.group == object.id.group else {
        continue
      }
      walk.follow(table.root, object.root, object, &found)
    }
    references = Self.comparingUnknown(found)
  }

  /// Every object of a tree by name, to tell a name that is wrong from one that belongs to another scope.
  package struct TreeIndex: Sendable {
    let index: ObjectIndex
    /// How the files write objects, by place.
    let written: [SourceRange: ObjectID]

    /// - Parameters:
    ///   - objects: every object, as built and as written.
    ///   - written: those of the files.
    package init(_ objects: [Manifest], written: [Manifest] = []) {
      index = ObjectIndex(objects)
      self.written = Dictionary(written.map { ($0.source, $0.id) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Whether a name is made by a template that is expanded later.
  static func isTemplated(_ text: String) -> Bool {
    var last: UInt8 = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "$") { return true }
      if byte == last, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "<") { return true }
      last = byte
    }
    return false
  }
}

/// The walk of one object along the fields of its kind: each key is looked up once, however many fields lie below.
private struct Walk {
  let index: ObjectIndex
  let elsewhere: ReferenceGraph.TreeIndex
  let isSettled: Bool
  /// How many names those that lead nowhere have been held against.
  fileprivate var comparisons = 0
  /// Where thousands of names lead nowhere among thousands of objects, the last of them are not looked into.
  private static let maximumComparisons = 3_000_000

  mutating func follow(
    _ step: ReferenceField.Branch, _ value: Value, _ object: Manifest, _ found: inout [Reference]
  ) {
    for field in step.fields {
      if let reference = reference(field, value, of: object) { found.append(reference) }
    }
    for child in step.children {
      guard let next = value[named: child.key] else { continue }
      guard child.isList else {
        follow(child, next, object, &found)
        continue
      }
      for element in next.elements { follow(child, element, object, &found) }
    }
  }

  private mutating func reference(_ field: ReferenceField, _ holder: Value, of object: Manifest) -> Reference?
  {
    guard let name = field.nameKey.map({ holder[named: $0] }) ?? holder, name.scalarType == .string,
      let text = name.text, !text.isEmpty, text != "*", !ReferenceGraph.isTemplated(text),
      let kinds = kinds(field, holder)
    else { return nil }
    let namespace = namespace(field, holder, of: object)
    if let namespace, ReferenceGraph.isTemplated(namespace) { return nil }
    let isOptional = field.optionalKey.flatMap { holder[named: $0] }?.is("true") ?? false
    let verdict = ReferenceGraph.verdict(
      text, kinds, namespace, field, index, elsewhere, isNearWanted: comparisons < Self.maximumComparisons)
    switch verdict {
    case .contradicted, .unknown: comparisons += kinds.reduce(0) { $0 + index.all($1).count }
    case .resolved, .produced, .elsewhere: break
    }
    return Reference(
      source: object, field: field.field, kinds: kinds, allowedKinds: field.target.kinds, holder: holder,
      name: text, namespace: namespace,
      nameRange: name.origin ?? object.nameRange, isOptional: isOptional, isFlux: field.isFlux,
      reachesNamespaces: field.namespace.reachesNamespaces, isSettled: isSettled,
      verdict: verdict)
  }

  private func kinds(_ field: ReferenceField, _ holder: Value) -> [String]? {
    switch field.target {
    case .kind(let kind): [kind]
    case .kindField(let kinds): (holder["kind"]?.text ?? kinds.first).map { [$0] }
    case .onlyKind(let kind): holder["kind"]?.is(kind) ?? false ? [kind.description] : nil
    case .anyKind: holder["kind"]?.text.map { [$0] }
    }
  }

  private func namespace(_ field: ReferenceField, _ holder: Value, of object: Manifest) -> String? {
    switch field.namespace {
    case .own: object.id.namespace
    case .fieldOrOwn: text(holder["namespace"]) ?? object.id.namespace
    case .field: text(holder["namespace"])
    case .ofChartSource:
      text(object.root["spec"]?["chart"]?["spec"]?["sourceRef"]?["namespace"]) ?? object.id.namespace
    case .none: nil
    }
  }

  private func text(_ value: Value?) -> String? {
    value.flatMap { $0.isNull || $0.text == "" ? nil : $0.text }
  }
}
