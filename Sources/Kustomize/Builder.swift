import Manifests

/// Builds directories as kustomize does, each directory at most once.
package final class Builder: Sendable {
  private let files: any FileSource

  package init(_ files: any FileSource) {
    self.files = files
  }

  /// What kustomize makes of a directory that has a kustomization.
  package func build(_ directory: String, overlay: FluxOverlay? = nil) -> Build {
    Build(directory: directory, objects: [])
  }
}
