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
  /// The kinds that the field's API takes; empty where it takes any.
  package let allowedKinds: [String]
  /// The mapping that holds the name, or the name itself where the field is no mapping.
  package let holder: Value
  package let name: String
  /// Where the target has to be; nil where the referring object itself has no namespace.
  package let namespace: String?
  /// The place of the name as it was written.
  package let nameRange: SourceRange
  /// Whether the target may be absent.
  package let isOptional: Bool
  /// Whether Flux itself follows it.
  package let isFlux: Bool
  /// Whether the field may name another namespace than that of the object that refers.
  package let reachesNamespaces: Bool
  /// Whether the objects that it is judged against are all that the cluster has.
  package let isSettled: Bool
  package internal(set) var verdict: Verdict

  /// The place of the sibling `kind`, where the field has one.
  package var kindRange: SourceRange? { holder["kind"]?.origin }

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
    /// Edit distance at most 2.
    case name
    /// Letter case or the signs between words, in a name that no object can have as it is written.
    case spelling
    /// The same name in another namespace, where the field cannot reach it.
    case namespace
    /// The same name under a kind that the field does not name.
    case kind
    /// A build gave the object that was written under this name another one: a prefix, a suffix, a patch.
    case renamed
    /// A generator put a hash behind this name.
    case hashed
    /// A build moved the object from the namespace that the reference names to another.
    case moved
  }

  /// What the candidate has to do with the name.
  package enum Role: Sendable {
    /// It is the object that was meant.
    case meant
    case makesIt
    /// It names it too, as many others do, though no file defines it.
    case namesIt
  }

  package let difference: Difference
  package let candidate: Manifest
  /// The name that was meant, which an object that makes it may not share.
  package let name: String

  package let role: Role

  init(difference: Difference, candidate: Manifest, name: String? = nil, role: Role = .meant) {
    self.difference = difference
    self.role = role
    self.candidate = candidate
    self.name = name ?? candidate.id.name
  }
}
