import Diagnostics
import Manifests
import YAML

/// `transformers` and `generators`: configurations of kustomize's own transformations in files or inline.
struct Plugins {
  private let builder: Builder
  private let settings: Settings

  init(_ owner: Transformations) {
    builder = owner.builder
    settings = owner.settings
  }

  func run(_ result: inout Accumulation) {
    for (index, entry) in settings.fields.texts("transformers").enumerated() {
      let value = settings.fields.list("transformers")[index]
      for configuration in configurations(entry, value, &result) { transform(configuration, &result) }
    }
    for entry in settings.fields.texts("generators") {
      result.fail(.unsupported, "'generators' are not built by scaffold", at: entry.range)
    }
  }

  private func configurations(_ entry: Text, _ value: Value, _ result: inout Accumulation) -> [Resource] {
    if entry.text.utf8.contains(UInt8(ascii: "\n")) {
      do throws(BuildFailure) {
        let documents = try EmbeddedYAML.documents(of: value, text: entry)
        return documents.flatMap { ResourceFile($0, source: $0.origin ?? entry.range).resources }
      } catch {
        result.fail(error)
        return []
      }
    }
    switch Place(entry, of: settings, in: builder.files) {
    case .failure(let failure): result.fail(failure)
    case .file(let path):
      guard let file = builder.resources(in: path) else { return [] }
      for failure in file.failures { result.fail(failure.included(at: entry.range)) }
      return file.resources
    case .directory(let directory):
      guard case .success(let child) = builder.settings(of: directory) else {
        result.fail(.directoryWithoutKustomization, "'\(entry.text)' has no kustomization", at: entry.range)
        return []
      }
      let made = builder.accumulation(of: child)
      result.failures += made.failures.map { $0.included(at: entry.range) }
      return made.resources.resources
    }
    return []
  }

  private func transform(_ configuration: Resource, _ result: inout Accumulation) {
    let fields = Fields(configuration.root, in: configuration.source)
    let specs = fields.records("fieldSpecs").compactMap(TransformerConfiguration.spec)
    guard configuration.id.apiVersion == "builtin" else {
      return unsupported(configuration, &result)
    }
    switch configuration.id.kind {
    case "NamespaceTransformer": setNamespace(fields, specs, &result)
    case "LabelTransformer": LabelTransformation(pairs: fields.pairs("labels"), specs: specs).run(&result)
    case "AnnotationsTransformer":
      LabelTransformation(pairs: fields.pairs("annotations"), specs: specs).run(&result)
    case "PrefixTransformer", "SuffixTransformer":
      let isPrefix = configuration.id.kind == "PrefixTransformer"
      guard let text = fields.filled(isPrefix ? "prefix" : "suffix") else { return }
      AffixTransformation(text: text, isPrefix: isPrefix, specs: specs).run(&result)
    case "ImageTagTransformer":
      fields.record("imageTag").flatMap { ImageTransformation($0, specs: specs) }?.run(&result)
    case "ReplicaCountTransformer":
      fields.record("replica").flatMap { ReplicaTransformation($0, specs: specs) }?.run(&result)
    case "PatchTransformer": PatchSource(builder: builder, settings: settings).run(fields, .any, &result)
    default: unsupported(configuration, &result)
    }
  }

  private func unsupported(_ configuration: Resource, _ result: inout Accumulation) {
    result.fail(
      .unsupported, "the transformer \(configuration.id.described) is not built by scaffold",
      at: configuration.source)
  }

  private func setNamespace(_ fields: Fields, _ specs: [FieldSpec], _ result: inout Accumulation) {
    guard let namespace = fields.record("metadata")?.filled("namespace") else { return }
    var transformation = NamespaceTransformation(namespace: namespace, specs: specs)
    transformation.isForUnsetOnly = fields.isTrue("unsetOnly")
    if let subjects = fields.filled("setRoleBindingSubjects") {
      transformation.subjects = NamespaceTransformation.Subjects(rawValue: subjects.text) ?? .defaultOnly
    }
    transformation.run(&result)
  }
}
