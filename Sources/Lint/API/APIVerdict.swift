import Diagnostics
import Manifests

/// What is known of an object's apiVersion and kind.
package enum APIVerdict: Sendable {
  /// Known and served.
  case served
  case deprecated(Replacement)
  case removed(Replacement)
  /// The release of Flux that brings it.
  case tooNew(FluxVersion)
  /// A known kind in a version that never was; the versions that are, and the tree's definition that says so.
  case unknownVersion([String], definition: SourceRange? = nil)
  /// A known kind in a group that has none of the name; the apiVersion that was meant.
  case unknownGroup(meant: String)
  /// A known group and a kind that is no kind of it but by letter case or a slip; the kind that was meant.
  case unknownKind(meant: String)
  /// Of Flux v1 or its Helm Operator.
  case fluxOne
  /// Nothing is known of the kind.
  case unchecked

  /// How a version leaves, and what to write instead.
  package struct Replacement: Sendable {
    /// Who serves it no more: `Flux 2.7`, `Kubernetes 1.25`; nil where only a definition of the tree says so.
    package let removedIn: String?
    package let deprecatedIn: String?
    /// The apiVersion to write; nil where the kind itself is gone.
    package let apiVersion: String?
    /// What breaks the replacement's schema: the new version alone does not mend the object.
    package var obstacles: [SchemaViolation] = []
    /// Whether the schema of the replacement is known, so that ``obstacles`` means something.
    package var isChecked = false
    /// The definition in the tree that does not serve the version.
    package var definition: SourceRange?
  }
}

/// One object as its file writes it, and all that is wrong with it as an object of its API.
package struct APIObject: Sendable {
  package let manifest: Manifest
  package let verdict: APIVerdict
  /// In the order of the text.
  package let violations: [SchemaViolation]
  /// Whether fields that are not in the file are missing for certain: nothing above may add them.
  package let isWhole: Bool
  /// Whether a kustomization above writes its namespace, which for a Namespace is its name.
  package let isMoved: Bool
}
