import Diagnostics
import Kustomize
import Manifests

/// Flux's object of kind Kustomization, and what the tree tells of it.
package struct FluxKustomization: Sendable {
  /// As its parent's build yields it, or as a file writes it.
  package let manifest: Manifest
  package let location: Location
  /// Whether no build of the tree yields it, so that what a parent would patch into it is not known.
  package internal(set) var isRoot = false
  /// What Flux applies for it, substituted; empty where ``location`` is no directory of this tree.
  package internal(set) var objects: [Manifest] = []
  package internal(set) var failures: [BuildFailure] = []
  /// What its `postBuild` knows; nil where it has none.
  package internal(set) var substitution: Substitution?
  /// What the substitution met in its objects.
  package internal(set) var substitutionReport = Substitution.Report()
  /// What the patches, images and components of the build found to change, by place.
  package internal(set) var targets: [SourceRange: TargetMatch] = [:]

  /// Where its spec.path leads.
  package enum Location: Hashable, Sendable {
    case directory(String)
    /// The source is this repository, and nothing is there.
    case missing(String)
    /// The source is this repository, and a file is there.
    case file(String)
    /// The path leaves the root of its source.
    case escapes
    /// The source is another repository or artifact, or cannot be told.
    case elsewhere
  }

  package static let group = "kustomize.toolkit.fluxcd.io"

  /// Whether an object is one.
  package static func matches(_ manifest: Manifest) -> Bool { manifest.isKind("Kustomization", group: group) }

  /// The directory that it applies; nil where that is not in the tree.
  package var directory: String? {
    if case .directory(let path) = location { path } else { nil }
  }

  /// `namespace/name`.
  package var key: String { Self.key(of: manifest) }

  static func key(of manifest: Manifest) -> String { "\(manifest.id.namespace ?? "")/\(manifest.id.name)" }

  package var spec: Value? { manifest.root["spec"] }

  /// The value of spec.path; nil where it has none, which means the root of the source.
  package var path: Value? { spec?["path"] }
}
