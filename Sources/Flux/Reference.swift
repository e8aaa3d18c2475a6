import Diagnostics
import Manifests

/// A name in one object that stands for another object.
package struct Reference: Sendable {
  /// The object that refers, as built.
  package let source: Manifest
  /// The path of the field, such as `spec.secretRef`.
  package let field: String
  /// The kinds that the field may name.
  package let kinds: [String]
  /// The place of the sibling `kind`, where the field has one.
  package let kindRange: SourceRange?
  package let name: String
  /// Where the target has to be; nil where the referring object itself has no namespace.
  package let namespace: String?
  /// The place of the name as it was written.
  package let nameRange: SourceRange
  /// Whether the target may be absent.
  package let isOptional: Bool
  /// Whether Flux itself follows it.
  package let isFlux: Bool
  package let verdict: Verdict

  /// The object that it resolves to.
  package var target: Manifest? {
    if case .resolved(let target) = verdict { target } else { nil }
  }

  package enum Verdict: Sendable {
    /// The target, as built.
    case resolved(Manifest)
    /// Another object of the scope makes it, or Flux's bootstrap.
    case produced
    /// The tree has it, but not among the objects that exist together with the referring one.
    case elsewhere
    /// Nothing of that name, but an object that was most likely meant.
    case contradicted(NearMiss)
    /// Nothing of that name in the tree; it may be made outside.
    case unknown
  }
}

/// The object that a broken reference most likely means.
package struct NearMiss: Sendable {
  package enum Difference: Sendable {
    /// Edit distance at most 2, or letter case.
    case name
    /// The same name in another namespace, where the field cannot reach it.
    case namespace
    /// The same name under a kind that the field does not name.
    case kind
  }

  package let difference: Difference
  package let candidate: Manifest
}
