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

  func applied(to kustomization: Value) -> Value {
    var result = kustomization
    if let resources { result = Self.set("resources", .sequence(resources, origin: nil), in: result) }
    for (field, value) in [("namespace", namespace), ("namePrefix", namePrefix), ("nameSuffix", nameSuffix)] {
      if let value, value.text != "" { result = Self.set(field, value, in: result) }
    }
    for (field, added) in [("patches", patches), ("components", components)] where !added.isEmpty {
      result = Self.set(field, .sequence(Self.list(field, in: result) + added, origin: nil), in: result)
    }
    if !images.isEmpty {
      result = Self.set("images", .sequence(mergedImages(in: result), origin: nil), in: result)
    }
    return result
  }

  private func mergedImages(in kustomization: Value) -> [Value] {
    var merged = Self.list("images", in: kustomization)
    for image in images {
      if let position = merged.firstIndex(where: { $0["name"]?.text == image["name"]?.text }) {
        merged[position] = image
      } else {
        merged.append(image)
      }
    }
    return merged
  }

  private static func list(_ field: String, in kustomization: Value) -> [Value] {
    kustomization.entries.last { $0.key.isSameIgnoringCase(field) }?.value.elements ?? []
  }

  /// Sets a field under the key that the kustomization itself writes, whatever its letter case.
  private static func set(_ field: String, _ value: Value, in kustomization: Value) -> Value {
    let key = kustomization.entries.last { $0.key.isSameIgnoringCase(field) }?.key ?? field
    return kustomization.setting(key, to: value)
  }
}
