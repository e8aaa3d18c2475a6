import Diagnostics
import Manifests
import YAML

/// `labels`, `commonLabels` and `commonAnnotations`.
struct LabelTransformation {
  let pairs: [(key: String, text: Text)]
  let specs: [FieldSpec]

  func run(_ result: inout Accumulation) {
    guard !pairs.isEmpty else { return }
    for index in result.resources.indices {
      var resource = result.resources[index]
      let key = resource.key
      let fitting = specs.filter { $0.matches(key) }
      guard !fitting.isEmpty else { continue }
      for pair in pairs { result.failures += set(pair, in: &resource, fitting) }
      result.resources.updateContent(at: index, to: resource)
    }
  }

  /// Sets one label at every place of an object. kustomize puts one and the same node into all places that did not
  /// have the label, so that a later change at one of them shows at all: those places are remembered.
  private func set(
    _ pair: (key: String, text: Text), in resource: inout Resource, _ specs: [FieldSpec]
  ) -> [BuildFailure] {
    var failures: [BuildFailure] = []
    var created: [FieldSpec] = []
    var changed: [FieldSpec] = []
    for spec in specs {
      do throws(FieldMismatch) {
        let start = spec.path == "metadata/annotations" ? resource.rootWithAnnotations : resource.root
        let root = try spec.edited(start, new: .mapping([], origin: nil)) {
          (labels) throws(FieldMismatch) in
          guard labels.kind == .mapping else {
            throw FieldMismatch(step: pair.key, place: labels.origin)
          }
          if labels[named: pair.key] == nil { created.append(spec) } else { changed.append(spec) }
          return labels.setting(pair.key, to: .string(pair.text.text, from: pair.text.range))
        }
        if let root { resource.replaceContent(root) }
      } catch {
        failures.append(Accumulation.mismatch(error, spec, resource, at: pair.text.range))
      }
    }
    for shared in resource.sharedLabels
    where shared.key == pair.key && shared.specs.contains(where: changed.contains) {
      for spec in shared.specs where !changed.contains(spec) { follow(pair, at: spec, in: &resource) }
    }
    if created.count > 1 { resource.sharedLabels.append(Resource.SharedLabel(key: pair.key, specs: created)) }
    return failures
  }

  private func follow(_ pair: (key: String, text: Text), at spec: FieldSpec, in resource: inout Resource) {
    let root = try? spec.edited(resource.root, new: nil) { labels in
      guard labels[named: pair.key] != nil else { return nil }
      return labels.setting(pair.key, to: .string(pair.text.text, from: pair.text.range))
    }
    if let root = root ?? nil { resource.replaceContent(root) }
  }
}
