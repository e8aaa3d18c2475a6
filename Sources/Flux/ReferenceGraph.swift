import Diagnostics
import Manifests
import YAML

/// The references among the objects of one scope, each with its verdict.
package struct ReferenceGraph: Sendable {
  package let references: [Reference]

  /// What a reference is judged against.
  package struct Scope: Sendable {
    /// The objects that exist together: those of one cluster or of one build.
    package let objects: [Manifest]
    /// Whether that is all there is.
    let isComplete: Bool

    package init(objects: [Manifest], isComplete: Bool) {
      self.objects = objects
      self.isComplete = isComplete
    }
  }

  /// - Parameters:
  ///   - scope: whose references are followed.
  ///   - elsewhere: every object of the tree; a name that one of them has is not called wrong.
  package init(_ scope: Scope, elsewhere: TreeIndex) {
    let index = ObjectIndex(scope.objects)
    let fields = Dictionary(grouping: ReferenceField.all, by: \.kind)
    references = scope.objects.flatMap { object in
      (fields[object.id.kind] ?? []).filter { $0.group == object.id.group }.flatMap { field in
        Self.references(of: object, field, index, elsewhere)
      }
    }
  }

  /// Every object of a tree by name, to tell a name that is wrong from one that belongs to another scope.
  package struct TreeIndex: Sendable {
    let index: ObjectIndex

    package init(_ objects: [Manifest]) { index = ObjectIndex(objects) }
  }

  private static func references(
    of object: Manifest, _ field: ReferenceField, _ index: ObjectIndex, _ elsewhere: TreeIndex
  ) -> [Reference] {
    holders(field.path[...], in: object.root).compactMap { holder in
      guard let name = field.nameKey.map({ holder[$0] }) ?? holder, let text = name.text, !text.isEmpty else {
        return nil
      }
      guard name.scalarType == .string, text != "*", !isTemplated(text) else { return nil }
      let kinds = kinds(field, holder)
      let namespace = namespace(field, holder, of: object)
      if let namespace, isTemplated(namespace) { return nil }
      let isOptional = field.optionalKey.flatMap { holder[$0] }?.is("true") ?? false
      return Reference(
        source: object, field: field.field, kinds: kinds, kindRange: holder["kind"]?.origin, name: text,
        namespace: namespace, nameRange: name.origin ?? object.nameRange, isOptional: isOptional,
        isFlux: field.isFlux,
        verdict: verdict(text, kinds, namespace, field, index, elsewhere))
    }
  }

  /// The mappings, or the names, that a path leads to.
  private static func holders(_ path: ArraySlice<ReferenceField.Step>, in value: Value) -> [Value] {
    guard let step = path.first else { return [value] }
    guard let next = value[step.key] else { return [] }
    guard step.isList else { return holders(path.dropFirst(), in: next) }
    return next.elements.flatMap { holders(path.dropFirst(), in: $0) }
  }

  private static func kinds(_ field: ReferenceField, _ holder: Value) -> [String] {
    switch field.target {
    case .kind(let kind): [kind]
    case .kindField(let kinds): [holder["kind"]?.text ?? kinds.first ?? ""]
    }
  }

  private static func namespace(_ field: ReferenceField, _ holder: Value, of object: Manifest) -> String? {
    switch field.namespace {
    case .own: object.id.namespace
    case .fieldOrOwn: holder["namespace"].flatMap { $0.isNull ? nil : $0.text } ?? object.id.namespace
    case .none: nil
    }
  }

  /// Whether a name is made by a template that is expanded later.
  static func isTemplated(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: "$")) || text.contains("{{") || text.contains("<<")
  }
}
