import Diagnostics
import Manifests
import YAML

/// The fields that transformations reach beyond the built-in ones, as files under `configurations` name them.
struct TransformerConfiguration: Sendable {
  private(set) var fieldSpecs: [Table: [FieldSpec]] = [:]
  private(set) var nameReferences: [NameReference] = []

  /// The tables of a configuration that hold field specs alone.
  enum Table: String, CaseIterable, Sendable {
    case namePrefix, nameSuffix, namespace, commonLabels, labels, templateLabels, commonAnnotations
    case images, replicas, varReference
  }

  /// The specs of one table: the built-in ones, then the added.
  func specs(_ table: Table) -> [FieldSpec] {
    let builtin = BuiltinFields.specs[table] ?? []
    guard let added = fieldSpecs[table] else { return builtin }
    return builtin + added.filter { !builtin.contains($0) }
  }

  mutating func merge(_ other: TransformerConfiguration) {
    for (table, specs) in other.fieldSpecs {
      for spec in specs where fieldSpecs[table]?.contains(spec) != true {
        fieldSpecs[table, default: []].append(spec)
      }
    }
    for reference in other.nameReferences where !nameReferences.contains(reference) {
      nameReferences.append(reference)
    }
  }

  /// Adds what a file says.
  mutating func add(_ fields: Fields) {
    for table in Table.allCases {
      let specs = fields.records(table.rawValue).compactMap(Self.spec)
      for spec in specs where fieldSpecs[table]?.contains(spec) != true {
        fieldSpecs[table, default: []].append(spec)
      }
    }
    for record in fields.records("nameReference") {
      let reference = NameReference(
        kind: record.filled("kind")?.text ?? "", group: record.filled("group")?.text ?? "",
        version: record.filled("version")?.text ?? "",
        fields: record.records("fieldSpecs").compactMap(Self.spec))
      if !nameReferences.contains(reference) { nameReferences.append(reference) }
    }
  }

  static func spec(_ fields: Fields) -> FieldSpec? {
    guard let path = fields.filled("path") else { return nil }
    return FieldSpec(
      path.text, kind: fields.filled("kind")?.text ?? "", group: fields.filled("group")?.text ?? "",
      version: fields.filled("version")?.text ?? "", create: fields.isTrue("create"))
  }
}

/// The fields that hold the name of an object of one kind.
struct NameReference: Hashable, Sendable {
  /// "" matches any.
  let kind: String
  let group: String
  let version: String
  let fields: [FieldSpec]

  func matchesTarget(_ key: ResourceKey) -> Bool {
    (kind.isEmpty || kind == key.kind) && (group.isEmpty || group == key.group)
      && (version.isEmpty || version == key.version)
  }
}
