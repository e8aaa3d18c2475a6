import Diagnostics
import Manifests
import YAML

/// The configMapGenerator and secretGenerator of one kustomization.
struct Generators {
  let builder: Builder
  let settings: Settings

  func run(_ result: inout Accumulation) {
    for (field, kind) in [("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret")] {
      // An empty item is a generator without fields.
      for generator in settings.fields.list(field) where generator.kind == .mapping || generator.isNull {
        generate(Fields(generator, in: settings.range), kind, &result)
      }
    }
  }

  /// Makes the object of one generator and adds it, or merges it into the one that it names.
  func generate(_ generator: Fields, _ kind: String, _ result: inout Accumulation) {
    let input = GeneratorInput(generator, of: settings, builder: builder)
    result.failures += input.failures
    guard let name = generator.filled("name") else {
      return result.fail(.generatorInput, "the \(kind) generator has no 'name'", at: generator.range)
    }
    let options = Options(generator.record("options"), settings.fields.record("generatorOptions"))
    let root = object(kind, name, generator, input, options)
    guard let manifest = Manifest(root, source: generator.range) else { return }
    var resource = Resource(manifest)
    let behavior = generator.filled("behavior").flatMap { Resource.Behavior(rawValue: $0.text.lowercased()) }
    resource.generated = Resource.Generated(behavior: behavior ?? .create, needsHash: !options.disablesHash)
    resource.generator = kind + "Generator"
    absorb(resource, from: generator.text("behavior")?.range ?? name.range, &result)
  }

  // MARK: The object

  private func object(
    _ kind: String, _ name: Text, _ generator: Fields, _ input: GeneratorInput, _ options: Options
  ) -> Value {
    func entry(_ key: String, _ value: Value) -> MadeEntry {
      MadeEntry(key: key, keyOrigin: value.origin, value: value)
    }
    var metadata = [entry("name", .string(name.text, from: name.range))]
    if let namespace = generator.filled("namespace") {
      metadata.append(entry("namespace", .string(namespace.text, from: namespace.range)))
    }
    for (field, pairs) in [("labels", options.labels), ("annotations", options.annotations)]
    where !pairs.isEmpty {
      let entries = pairs.map { entry($0.key, .string($0.text.text, from: $0.text.range)) }
      metadata.append(entry(field, .mapping(entries, origin: generator.range)))
    }
    var entries = [
      entry("apiVersion", .string("v1", from: generator.range)),
      entry("kind", .string(kind, from: generator.range)),
      entry("metadata", .mapping(metadata, origin: generator.range)),
    ]
    if kind == "Secret" {
      let type = generator.filled("type")
      entries.append(entry("type", .string(type?.text ?? "Opaque", from: type?.range ?? generator.range)))
    }
    if options.isImmutable {
      let value = MadeScalar("true", type: .bool, origin: generator.range)
      entries.append(entry("immutable", .scalar(value)))
    }
    return .mapping(entries + data(of: input, kind, generator.range), origin: generator.range)
  }

  private func data(of input: GeneratorInput, _ kind: String, _ range: SourceRange) -> [MadeEntry] {
    var text: [MadeEntry] = []
    var binary: [MadeEntry] = []
    for pair in input.pairs {
      let string = String(validating: pair.bytes, as: UTF8.self)
      let encoded = kind == "Secret" || string == nil
      let value = encoded ? WrappedBase64.text(pair.bytes) : string ?? ""
      let entry = MadeEntry(key: pair.key, keyOrigin: pair.origin, value: .string(value, from: pair.origin))
      if kind != "Secret", encoded { binary.append(entry) } else { text.append(entry) }
    }
    // A Secret has its data, be it empty; a ConfigMap only what there is.
    let fields = [("data", text), ("binaryData", binary)].filter {
      !$0.1.isEmpty || ($0.0 == "data" && kind == "Secret")
    }
    return fields.map { field, entries in
      MadeEntry(key: field, keyOrigin: range, value: .mapping(entries, origin: range))
    }
  }

  /// A generator's own options with those of the whole kustomization behind them.
  private struct Options {
    let labels: [(key: String, text: Text)]
    let annotations: [(key: String, text: Text)]
    let disablesHash: Bool
    let isImmutable: Bool

    init(_ own: Fields?, _ shared: Fields?) {
      func merged(_ field: String) -> [(key: String, text: Text)] {
        let mine = own?.pairs(field) ?? []
        let keys = Set(mine.map(\.key))
        return mine + (shared?.pairs(field) ?? []).filter { !keys.contains($0.key) }
      }
      labels = merged("labels")
      annotations = merged("annotations")
      disablesHash = [own, shared].contains { $0?.isTrue("disableNameSuffixHash") == true }
      isImmutable = [own, shared].contains { $0?.isTrue("immutable") == true }
    }
  }

  // MARK: Behavior

  private func absorb(_ resource: Resource, from range: SourceRange, _ result: inout Accumulation) {
    let matches = result.resources.anyPositions(of: resource.key)
    let behavior = resource.generated?.behavior ?? .create
    guard let index = matches.first else {
      guard behavior == .create else {
        return result.fail(
          .generatorBehavior,
          "'behavior: \(behavior.rawValue)' needs a \(resource.id.described) in the build, but there is none",
          at: range)
      }
      return result.add(resource, from: range)
    }
    let old = result.resources[index]
    guard behavior != .create else {
      return result.fail(
        BuildFailure(
          .generatorBehavior,
          "the \(resource.id.described) exists already; say 'behavior: merge' or 'replace'",
          at: range, related: [Note(old.source, "the one that exists")]))
    }
    guard matches.count == 1 else {
      return result.fail(
        BuildFailure(
          .generatorBehavior, "several objects could be the \(resource.id.described) to \(behavior.rawValue)",
          at: range, related: matches.map { Note(result.resources[$0].source, "one of them") }))
    }
    let merged = Self.merged(resource, onto: old, data: behavior == .merge)
    result.resources.update(at: index) { $0 = merged }
  }

  /// The new object under the old one's name, with the old one's labels, annotations and, where asked, data.
  private static func merged(_ new: Resource, onto old: Resource, data: Bool) -> Resource {
    var root = new.root
    var metadata = root["metadata"] ?? .mapping([], origin: nil)
    for field in ["labels", "annotations"] {
      let merged = union(old.root["metadata"]?[named: field], metadata[named: field])
      if let merged { metadata = metadata.setting(field, to: merged) }
    }
    for field in ["name", "namespace"] {
      if let value = old.root["metadata"]?[named: field] {
        metadata = metadata.setting(field, to: value)
      } else {
        metadata = metadata.removing(field) ?? metadata
      }
    }
    root = root.setting("metadata", to: metadata)
    for field in ["data", "binaryData"] where data {
      guard let merged = union(old.root[named: field], root[named: field]) else { continue }
      root = merged.isNothing ? root.removing(field) ?? root : root.setting(field, to: merged)
    }
    return data ? old.merged(with: new, root) : old.replaced(by: new, root)
  }

  private static func union(_ old: Value?, _ new: Value?) -> Value? {
    guard let old, old.kind == .mapping else { return new }
    guard let new, new.kind == .mapping else { return old }
    return new.entries.reduce(old) { $0.setting($1.key, to: $1.value, keyOrigin: $1.keyOrigin) }
  }
}
