import Diagnostics
import Manifests

/// What kustomize makes of one directory.
package struct Build: Sendable {
  /// Relative to the root of the tree.
  package let directory: String
  /// The objects in kustomize's order of output. Where ``failures`` is not empty: what is left when the parts at
  /// fault are passed over, so that the rest can still be judged.
  package let objects: [Manifest]
  /// Why kustomize refuses the directory, in the order in which it would meet the causes; empty where it builds.
  package let failures: [BuildFailure]
  /// What kustomize would warn of, such as deprecated fields.
  package let warnings: [Note]
  /// What patches with a target and entries of `images` found to change, by the place of the target or the name.
  package let targets: [SourceRange: TargetMatch]

  package init(
    directory: String, objects: [Manifest], failures: [BuildFailure] = [], warnings: [Note] = [],
    targets: [SourceRange: TargetMatch] = [:]
  ) {
    self.directory = directory
    self.objects = objects
    self.failures = failures
    self.warnings = warnings
    self.targets = targets
  }
}

/// Whether something that kustomize passes over without a word found an object to change.
package struct TargetMatch: Sendable {
  package enum Field: Sendable { case patches, images }

  package let field: Field
  package let isMatched: Bool

  /// Of two runs over different objects: one match is enough.
  package static func either(_ left: TargetMatch, _ right: TargetMatch) -> TargetMatch {
    left.isMatched ? left : right
  }
}

/// One reason why kustomize refuses a directory.
package struct BuildFailure: Error, Hashable, Sendable {
  package enum Cause: String, Sendable, CaseIterable {
    case missingFile, leftOut, directoryWithoutKustomization, severalKustomizations, emptyKustomization
    case unknownField, wrongAPIVersion, wrongType, cycle, remote, outsideRoot, helmCharts
    case componentAsResource, resourceAsComponent
    case syntax, notAnObject, duplicateKey, duplicateID, namespaceCollision
    case generatorInput, generatorBehavior, patchSyntax, patchWithoutTarget, patchPathMissing
    case replacement, ambiguousReference, unsupported
  }

  /// How many paths of one kustomization that lead nowhere are held against the names that there are: of hundreds, the
  /// first ones tell what is amiss.
  package static let hintLimit = 200

  package let cause: Cause
  /// One sentence in the style of a finding.
  package let message: String
  package let range: SourceRange
  /// The chain of directories that led here and the other ends, outermost last.
  package let related: [Note]

  package init(_ cause: Cause, _ message: String, at range: SourceRange, related: [Note] = []) {
    self.cause = cause
    self.message = message
    self.range = range
    self.related = related
  }
}
