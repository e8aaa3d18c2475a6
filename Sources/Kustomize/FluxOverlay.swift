import Manifests

/// What a Flux Kustomization makes of the kustomization at its spec.path before kustomize sees it.
/// Source: fluxcd/pkg kustomize.Generator.
package struct FluxOverlay: Sendable {
  /// The list that Flux writes where the directory has no kustomization: files and directories, relative to it.
  package var resources: [Value]?
  /// spec.targetNamespace; replaces `namespace`.
  package var namespace: Value?
  /// Replaces `namePrefix`.
  package var namePrefix: Value?
  /// Replaces `nameSuffix`.
  package var nameSuffix: Value?
  /// Added behind `patches`, each as in a kustomization.
  package var patches: [Value]
  /// Added behind `components`, each a string.
  package var components: [Value]
  /// Put in place of the entry of `images` with the same name, else added behind.
  package var images: [Value]

  package init(
    resources: [Value]? = nil, namespace: Value? = nil, namePrefix: Value? = nil, nameSuffix: Value? = nil,
    patches: [Value] = [], components: [Value] = [], images: [Value] = []
  ) {
    self.resources = resources
    self.namespace = namespace
    self.namePrefix = namePrefix
    self.nameSuffix = nameSuffix
    self.patches = patches
    self.components = components
    self.images = images
  }
}
