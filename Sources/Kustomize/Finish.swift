import Diagnostics
import Manifests
import YAML

/// The steps that only the outermost directory of a build takes.
struct Finish {
  private var result: Accumulation
  private let settings: Settings
  private let metadata: Set<String>

  init(_ accumulation: Accumulation, _ settings: Settings) {
    result = accumulation
    self.settings = settings
    metadata = settings.isPlain ? [] : Set(settings.fields.texts("buildMetadata").map(\.text))
  }

  var build: Build {
    var copy = self
    if copy.result.resources.resources.contains(where: { !$0.hasNoNotes }) {
      copy.addHashes()
      copy.updateReferences()
    }
    if !settings.isPlain {
      copy.reportMetadata()
      copy.reportOrder()
    }
    let objects = copy.ordered(copy.kept).map { copy.annotated($0).manifest }
    return Build(
      directory: settings.directory, objects: objects, failures: copy.result.failures,
      warnings: copy.result.warnings, targets: copy.result.targets)
  }

  private mutating func addHashes() {
    let needsHash = result.resources.resources.contains { $0.generated?.needsHash ?? false }
    guard needsHash else { return }
    var failures: [BuildFailure] = []
    result.resources.updateAll { resource in
      guard resource.generated?.needsHash ?? false else { return }
      guard resource.id.kind == "ConfigMap" || resource.id.kind == "Secret" else {
        failures.append(
          BuildFailure(
            .unsupported,
            "the hash of a generated object that was made a \(resource.id.kind) is not built by scaffold",
            at: resource.source))
        return
      }
      let name = resource.root["metadata"]?["name"]
      resource.rememberID()
      resource.setName("\(resource.id.name)-\(NameHash.suffix(of: resource))", from: name?.origin)
    }
    result.failures += failures
  }

  private mutating func updateReferences() {
    var references = NameReferences(result.resources.resources, result.configuration)
    for index in result.resources.indices {
      if let root = references.updated(at: index) { result.resources.updateContent(at: index, root) }
    }
    result.failures += references.failures
  }

  /// The objects without those that are for kustomize alone.
  private var kept: [Resource] {
    var kept: [Resource] = []
    kept.reserveCapacity(result.resources.count)
    for resource in result.resources.resources {
      guard let metadata = resource.root["metadata"], let annotations = metadata["annotations"] else {
        kept.append(resource)
        continue
      }
      let mark = annotations["config.kubernetes.io/local-config"]
      guard mark == nil || mark?.text == "false" else { continue }
      kept.append(Self.withTextAnnotations(resource, metadata, annotations))
    }
    return kept
  }

  /// kustomize writes the annotations anew when it takes its own ones away: as strings, whatever they were, and not
  /// at all where none is left.
  private static func withTextAnnotations(_ resource: Resource, _ metadata: Value, _ annotations: Value)
    -> Resource
  {
    guard annotations.kind == .mapping || annotations.isNull else { return resource }
    var resource = resource
    let entries = annotations.entries
    if entries.isEmpty {
      guard let bare = metadata.removing("annotations") else { return resource }
      resource.replaceContent(resource.root.setting("metadata", to: bare))
      return resource
    }
    guard entries.contains(where: { $0.value.scalarType != .string }) else { return resource }
    let texts = entries.map { entry in
      let text = Value.string(entry.value.text ?? "", from: entry.value.origin)
      return MadeEntry(key: entry.key, keyOrigin: entry.keyOrigin, value: text)
    }
    let written = metadata.setting("annotations", to: .mapping(texts, origin: annotations.origin))
    resource.replaceContent(resource.root.setting("metadata", to: written))
    return resource
  }

  // MARK: Order

  private func ordered(_ resources: [Resource]) -> [Resource] {
    guard !settings.isPlain, let options = settings.fields.record("sortOptions") else {
      return SortOrder.legacy(resources)
    }
    guard options.text("order")?.text != "fifo" else { return resources }
    guard let legacy = options.record("legacySortOptions") else { return SortOrder.legacy(resources) }
    return SortOrder.legacy(
      resources, first: legacy.texts("orderFirst").map(\.text), last: legacy.texts("orderLast").map(\.text))
  }

  private mutating func reportOrder() {
    guard let options = settings.fields.record("sortOptions") else { return }
    let order = options.text("order")
    guard order?.text == "fifo" || order?.text == "legacy" else {
      return result.fail(
        .wrongType, "'sortOptions.order' must be 'fifo' or 'legacy', but is '\(order?.text ?? "")'",
        at: order?.range ?? options.range)
    }
    if order?.text == "fifo", let legacy = options.record("legacySortOptions") {
      result.fail(
        .wrongType, "'sortOptions.legacySortOptions' has no use with the order 'fifo'", at: legacy.range)
    }
  }

  // MARK: buildMetadata

  private mutating func reportMetadata() {
    guard
      let entry = settings.fields.texts("buildMetadata").first(where: { $0.text == "transformerAnnotations" })
    else { return }
    result.fail(.unsupported, "'transformerAnnotations' is not built by scaffold", at: entry.range)
  }

  private func annotated(_ resource: Resource) -> Resource {
    guard metadata.contains("originAnnotations") || metadata.contains("managedByLabel") else {
      return resource
    }
    var resource = resource
    if metadata.contains("originAnnotations") {
      resource = Self.setting(
        "annotations", "config.kubernetes.io/origin", origin(of: resource), in: resource)
    }
    if metadata.contains("managedByLabel") {
      resource = Self.setting("labels", "app.kubernetes.io/managed-by", "kustomize-v5.7.1", in: resource)
    }
    return resource
  }

  private func origin(of resource: Resource) -> String {
    let path = TreePath.relative(resource.source.path, to: settings.directory)
    guard let generator = resource.generator else { return "path: \(path)\n" }
    return "configuredIn: \(path)\nconfiguredBy:\n  apiVersion: builtin\n  kind: \(generator)\n"
  }

  private static func setting(_ field: String, _ key: String, _ text: String, in resource: Resource)
    -> Resource
  {
    var resource = resource
    let metadata = resource.root["metadata"] ?? .mapping([], origin: nil)
    let present = metadata[named: field].flatMap { $0.isNull ? nil : $0 } ?? .mapping([], origin: nil)
    let changed = present.setting(key, to: .string(text, from: nil))
    resource.replaceContent(resource.root.setting("metadata", to: metadata.setting(field, to: changed)))
    return resource
  }
}
