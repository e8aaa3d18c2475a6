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
  package let name: String
  /// Where the target has to be; nil where the referring object itself has no namespace.
  package let namespace: String?
  /// The place of the name as it was written.
  package let nameRange: SourceRange
  package let verdict: Verdict

  package enum Verdict: Sendable {
    /// The target, as built.
    case resolved(Manifest)
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
