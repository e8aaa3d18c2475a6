import Flux

/// What a reference looks for: the first kind that its field may name, the namespace, the name.
package struct ReferenceTarget: Hashable, Sendable {
  let kind: String
  /// Nil where the referring object itself has no namespace.
  let namespace: String?
  let name: String

  init(_ reference: Reference) {
    kind = reference.kinds.first ?? ""
    namespace = reference.namespace
    name = reference.name
  }
}

extension LintContext {
  /// What the references of the tree find in it.
  package var foundTargets: Set<ReferenceTarget> {
    Set(references.filter(\.isFound).map(ReferenceTarget.init))
  }
}

extension Reference {
  fileprivate var isFound: Bool {
    switch verdict {
    case .resolved, .produced: true
    case .elsewhere, .contradicted, .unknown: false
    }
  }
}
