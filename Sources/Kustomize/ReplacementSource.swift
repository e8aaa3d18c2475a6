import Diagnostics
import Manifests
import YAML

/// Reads the replacements of one kustomization and applies them. Source: api/filters/replacement of kustomize 5.7.
struct ReplacementSource {
  private let builder: Builder
  private let settings: Settings

  init(_ owner: Transformations) {
    builder = owner.builder
    settings = owner.settings
  }

  /// Applies one entry of `replacements`: a path, or the replacement itself.
  func run(_ fields: Fields, _ result: inout Accumulation) {
    guard let entry = fields.filled("path") else { return apply(fields, &result) }
    guard fields["source"] == nil, fields["targets"] == nil else {
      return result.fail(
        .replacement, "a replacement has both 'path' and its own 'source' or 'targets'", at: entry.range)
    }
    switch Place(entry, of: settings, in: builder.files) {
    case .failure(let failure): result.fail(failure)
    case .directory: result.fail(.wrongType, "'\(entry.text)' is a directory, not a file", at: entry.range)
    case .file(let path):
      guard let stream = builder.files.stream(of: path) else { return }
      if let error = stream.error {
        return result.fail(BuildFailure(error, in: path).included(at: entry.range))
      }
      guard let root = stream.documents.first?.root.map(Value.node) else { return }
      for value in root.kind == .sequence ? root.elements : [root] where value.kind == .mapping {
        var check = ShapeCheck(allowsUnknownFields: false)
        check.check(value, KustomizationShape.replacement, "replacements", entry.range)
        result.failures += check.failures.map { $0.included(at: entry.range) }
        apply(Fields(value, in: entry.range), &result)
      }
    }
  }

  private func apply(_ fields: Fields, _ result: inout Accumulation) {
    do throws(BuildFailure) {
      let value = try source(of: fields, result)
      guard fields["targets"] != nil else {
        throw BuildFailure(.replacement, "a replacement needs 'targets'", at: fields.range)
      }
      for target in fields.records("targets") { try write(value, to: target, &result) }
    } catch {
      result.fail(error)
    }
  }

  // MARK: The source

  private func source(of fields: Fields, _ result: Accumulation) throws(BuildFailure) -> Value {
    if let literal = fields.filled("sourceValue") {
      guard fields["source"] == nil else {
        throw BuildFailure(
          .replacement, "a replacement has both 'source' and 'sourceValue'", at: literal.range)
      }
      return .string(literal.text, from: literal.range)
    }
    guard let source = fields.record("source") else {
      throw BuildFailure(.replacement, "a replacement needs 'source'", at: fields.range)
    }
    let wanted = ExactID(source)
    let matches = result.resources.resources.filter { $0.keys.contains(where: wanted.matches) }
    guard let first = matches.first else {
      throw BuildFailure(.replacement, "the source of the replacement is not in the build", at: source.range)
    }
    guard matches.count == 1 else {
      throw BuildFailure(
        .replacement, "the source of the replacement could be several objects", at: source.range,
        related: matches.map { Note($0.source, "one of them") })
    }
    let path = source.filled("fieldPath")
    let text = path?.text ?? "metadata.name"
    guard let value = FieldPath(text).lookup(in: first.root), !value.isNothing else {
      throw BuildFailure(
        .replacement, "the \(first.id.described) has no '\(text)'", at: path?.range ?? source.range)
    }
    return try refined(value, source.record("options"))
  }

  private func refined(_ value: Value, _ options: Fields?) throws(BuildFailure) -> Value {
    guard let options, let delimiter = options.filled("delimiter") else { return value }
    guard let text = value.text else {
      throw BuildFailure(.replacement, "'delimiter' needs a single value", at: delimiter.range)
    }
    let parts = Self.split(text, delimiter.text)
    let index = options.integer("index") ?? 0
    guard parts.indices.contains(index) else {
      throw BuildFailure(
        .replacement, "'\(text)' has no part \(index) between '\(delimiter.text)'", at: delimiter.range)
    }
    return .scalar(MadeScalar(parts[index], type: value.scalarType ?? .string, origin: value.origin))
  }

  fileprivate static func split(_ text: String, _ delimiter: String) -> [String] {
    var parts: [String] = []
    var part = text[...]
    var rest = text[...]
    while let start = rest.firstIndex(where: { _ in true }) {
      if rest.hasPrefix(delimiter) {
        parts.append(String(part[..<start]))
        rest = rest.dropFirst(delimiter.count)
        part = rest
      } else {
        rest = rest.dropFirst()
      }
    }
    return parts + [String(part)]
  }

  // MARK: The targets

  private func write(_ value: Value, to target: Fields, _ result: inout Accumulation) throws(BuildFailure) {
    guard let select = target.record("select") else {
      throw BuildFailure(.replacement, "a target needs 'select'", at: target.range)
    }
    let selector = try ReplacementSelector(select)
    var rejects: [ReplacementSelector] = []
    for reject in target.records("reject") { rejects.append(try ReplacementSelector(reject)) }
    var paths = target.texts("fieldPaths")
    if paths.isEmpty { paths = [Text(text: "metadata.name", range: target.range)] }
    for index in result.resources.indices {
      let resource = result.resources[index]
      guard selector.matches(resource), !rejects.contains(where: { $0.rejects(resource) }) else { continue }
      var root = resource.root
      for path in paths {
        root = try TargetField(path: path, options: target.record("options"), value: value).written(
          in: root, resource)
      }
      result.resources.update(at: index) { $0.replaceRoot(root) }
    }
  }

}

/// What a target of a replacement selects or rejects: unlike those of a patch its names are no patterns.
private struct ReplacementSelector {
  private let id: ExactID
  private let labels: LabelSelector?
  private let annotations: LabelSelector?

  init(_ fields: Fields) throws(BuildFailure) {
    id = ExactID(fields)
    labels = try LabelSelector("labelSelector", of: fields)
    annotations = try LabelSelector("annotationSelector", of: fields)
  }

  func matches(_ resource: Resource) -> Bool {
    matchesMetadata(resource) && resource.keys.contains(where: id.matches)
  }

  func rejects(_ resource: Resource) -> Bool {
    if labels != nil || annotations != nil, matchesMetadata(resource) { return true }
    return !id.isEmpty && resource.keys.contains(where: id.matches)
  }

  private func matchesMetadata(_ resource: Resource) -> Bool {
    let metadata = resource.root["metadata"]
    return labels?.matches(metadata?["labels"]) ?? true
      && annotations?.matches(metadata?["annotations"]) ?? true
  }
}

/// Exact names that an object is looked up by, "" matching any.
private struct ExactID {
  let fields: (group: String, version: String, kind: String, name: String, namespace: String)

  init(_ source: Fields) {
    func text(_ field: String) -> String { source.filled(field)?.text ?? "" }
    fields = (text("group"), text("version"), text("kind"), text("name"), text("namespace"))
  }

  var isEmpty: Bool { fields == ("", "", "", "", "") }

  func matches(_ key: ResourceKey) -> Bool {
    (fields.group.isEmpty || fields.group == key.group)
      && (fields.version.isEmpty || fields.version == key.version)
      && (fields.kind.isEmpty || fields.kind == key.kind) && (fields.name.isEmpty || fields.name == key.name)
      && (fields.namespace.isEmpty || fields.namespace == key.namespace)
  }
}

/// One field path of a replacement's target, and what goes there.
private struct TargetField {
  let path: Text
  let options: Fields?
  let value: Value

  func written(in root: Value, _ resource: Resource) throws(BuildFailure) -> Value {
    let creates = options?.isTrue("create") ?? false
    var count = 0
    do throws(FieldPath.Problem) {
      let new =
        creates
        ? (value.kind == .scalar ? Value.scalar(MadeScalar("", type: .null, origin: nil)) : value) : nil
      let edited = try FieldPath(path.text).edited(root, new: new) { (old) throws(FieldPath.Problem) in
        count += 1
        return try replaced(old)
      }
      guard count > 0 else { throw FieldPath.Problem("there is no such field") }
      return edited
    } catch {
      throw BuildFailure(
        .replacement, "'\(path.text)' of the \(resource.id.described) cannot be replaced: \(error.reason)",
        at: path.range, related: [Note(resource.source, "the object")])
    }
  }

  private func replaced(_ old: Value) throws(FieldPath.Problem) -> Value {
    var text = value.text
    if let options, let delimiter = options.filled("delimiter") {
      guard let target = old.text else {
        throw FieldPath.Problem("'delimiter' needs a single value, but there is a \(old.kind)")
      }
      // Of a mapping or a list kustomize takes an empty text.
      let new = text ?? ""
      var parts = ReplacementSource.split(target, delimiter.text)
      let index = options.integer("index") ?? 0
      if index < 0 {
        parts.insert(new, at: 0)
      } else if index >= parts.count {
        parts.append(new)
      } else {
        parts[index] = new
      }
      text = parts.joined(separator: delimiter.text)
    }
    guard old.kind == .scalar else { return value }
    guard let new = old.rewritten(text ?? "", from: value.origin ?? path.range) else {
      throw FieldPath.Problem("what stands there is no string, and '\(text ?? "")' is of another type")
    }
    return new
  }
}
