import Diagnostics
import Manifests
import YAML

/// The transformations of one kustomization, in the order in which kustomize runs them.
struct Transformations {
  let builder: Builder
  let settings: Settings

  func run(_ result: inout Accumulation) {
    let fields = settings.fields
    for entry in fields.texts("patchesStrategicMerge") { PatchSource(self).runStrategic(entry, &result) }
    for patch in fields.records("patches") { PatchSource(self).run(patch, .any, &result) }
    if let namespace = fields.filled("namespace") {
      NamespaceTransformation(namespace: namespace, specs: result.configuration.specs(.namespace)).run(
        &result)
    }
    affix(fields, &result)
    label(fields, &result)
    let annotations = fields.pairs("commonAnnotations")
    LabelTransformation(pairs: annotations, specs: result.configuration.specs(.commonAnnotations)).run(
      &result)
    for patch in fields.records("patchesJson6902") { PatchSource(self).run(patch, .json, &result) }
    for replica in fields.records("replicas") {
      ReplicaTransformation(replica, specs: result.configuration.specs(.replicas))?.run(&result)
    }
    for image in fields.records("images") + fields.records("imageTags") {
      ImageTransformation(image, specs: result.configuration.specs(.images))?.run(&result)
    }
    for replacement in fields.records("replacements") {
      ReplacementSource(self).run(replacement, &result)
    }
    Plugins(self).run(&result)
  }

  private func affix(_ fields: Fields, _ result: inout Accumulation) {
    if let prefix = fields.filled("namePrefix") {
      AffixTransformation(text: prefix, isPrefix: true, specs: result.configuration.specs(.namePrefix)).run(
        &result)
    }
    if let suffix = fields.filled("nameSuffix") {
      AffixTransformation(text: suffix, isPrefix: false, specs: result.configuration.specs(.nameSuffix)).run(
        &result)
    }
  }

  private func label(_ fields: Fields, _ result: inout Accumulation) {
    for label in fields.records("labels") {
      let table: TransformerConfiguration.Table =
        label.isTrue("includeSelectors")
        ? .commonLabels : label.isTrue("includeTemplates") ? .templateLabels : .labels
      var specs = label.records("fields").compactMap(TransformerConfiguration.spec)
      for table in [table, .labels] {
        specs += result.configuration.specs(table).filter { !specs.contains($0) }
      }
      LabelTransformation(pairs: label.pairs("pairs"), specs: specs).run(&result)
    }
    let common = fields.pairs("commonLabels")
    LabelTransformation(pairs: common, specs: result.configuration.specs(.commonLabels)).run(&result)
  }
}

extension Accumulation {
  /// Changes the content of every object by field specs; an object that a spec does not fit is a failure.
  mutating func editContent(
    _ specs: [FieldSpec], new: Value?, at range: SourceRange, _ edit: (Value) throws(FieldMismatch) -> Value?
  ) {
    for index in resources.indices {
      let key = resources[index].key
      var root = resources[index].root
      var hasChanged = false
      for spec in specs where spec.matches(key) {
        do throws(FieldMismatch) {
          guard let edited = try spec.edited(root, new: new, edit) else { continue }
          root = edited
          hasChanged = true
        } catch {
          fail(Self.mismatch(error, spec, resources[index], at: range))
        }
      }
      if hasChanged { resources.updateContent(at: index, root) }
    }
  }

  static func mismatch(
    _ mismatch: FieldMismatch, _ spec: FieldSpec, _ resource: Resource, at range: SourceRange
  ) -> BuildFailure {
    BuildFailure(
      .wrongType,
      "'\(spec.path)' of the \(resource.id.described) cannot be reached: what holds '\(mismatch.step)' is no mapping",
      at: mismatch.place ?? resource.source, related: [Note(range, "asked for here")])
  }
}
