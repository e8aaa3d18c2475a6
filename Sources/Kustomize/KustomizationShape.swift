import Diagnostics
import Manifests
import YAML

/// The types of a kustomization's fields. Source: api/types of kustomize 5.7.
indirect enum KustomizationShape: Sendable {
  case string, bool, integer, any
  case list(KustomizationShape)
  case map(KustomizationShape)
  /// By name as documented; matched whatever the letter case.
  case record([String: KustomizationShape])

  private static let strings = list(.string)
  private static let stringMap = map(.string)
  private static let gvk: [String: KustomizationShape] = [
    "group": .string, "version": .string, "kind": .string,
  ]
  private static let fieldSpec = record(gvk.merging(["path": .string, "create": .bool]) { $1 })
  private static let resourceID = gvk.merging(["name": .string, "namespace": .string]) { $1 }
  private static let selector = record(
    resourceID.merging(["annotationSelector": .string, "labelSelector": .string]) { $1 })
  private static let patch = record([
    "path": .string, "patch": .string, "target": selector, "options": .map(.bool),
  ])
  private static let image = record([
    "name": .string, "newName": .string, "tagSuffix": .string, "newTag": .string, "digest": .string,
  ])
  private static let fieldOptions = record([
    "delimiter": .string, "index": .integer, "encoding": .string, "create": .bool,
  ])
  private static let generatorOptions = record([
    "labels": stringMap, "annotations": stringMap, "disableNameSuffixHash": .bool, "immutable": .bool,
  ])
  private static let generator: [String: KustomizationShape] = [
    "namespace": .string, "name": .string, "behavior": .string, "literals": strings, "files": strings,
    "envs": strings, "env": .string, "options": generatorOptions,
  ]
  static let replacement = record([
    "path": .string, "sourceValue": .string,
    "source": .record(resourceID.merging(["fieldPath": .string, "options": fieldOptions]) { $1 }),
    "targets": .list(
      .record(["select": selector, "reject": .list(selector), "fieldPaths": strings, "options": fieldOptions])
    ),
  ])
  private static let helmChart = record([
    "name": .string, "version": .string, "repo": .string, "releaseName": .string, "namespace": .string,
    "additionalValuesFiles": strings, "valuesFile": .string, "valuesInline": .any, "valuesMerge": .string,
    "includeCRDs": .bool, "skipHooks": .bool, "apiVersions": strings, "kubeVersion": .string,
    "nameTemplate": .string, "skipTests": .bool, "debug": .bool, "devel": .bool,
  ])
  private static let variable = record([
    "name": .string, "fieldref": .record(["fieldPath": .string]),
    "objref": .record(resourceID.merging(["apiVersion": .string]) { $1 }),
  ])
  private static let label = record([
    "pairs": stringMap, "includeSelectors": .bool, "includeTemplates": .bool, "fields": .list(fieldSpec),
  ])

  /// A file under `configurations`.
  static let configuration = record([
    "namePrefix": .list(fieldSpec), "nameSuffix": .list(fieldSpec), "namespace": .list(fieldSpec),
    "commonLabels": .list(fieldSpec), "labels": .list(fieldSpec), "templateLabels": .list(fieldSpec),
    "commonAnnotations": .list(fieldSpec), "images": .list(fieldSpec), "replicas": .list(fieldSpec),
    "varReference": .list(fieldSpec),
    "nameReference": .list(.record(gvk.merging(["fieldSpecs": .list(fieldSpec)]) { $1 })),
  ])

  /// The whole file.
  static let kustomization = record([
    "apiVersion": .string, "kind": .string,
    "metadata": .record([
      "name": .string, "namespace": .string, "labels": stringMap, "annotations": stringMap,
    ]),
    "openapi": stringMap, "namePrefix": .string, "nameSuffix": .string, "namespace": .string,
    "commonLabels": stringMap, "labels": .list(label), "commonAnnotations": stringMap,
    "patchesStrategicMerge": strings, "patchesJson6902": .list(patch), "patches": .list(patch),
    "images": .list(image), "imageTags": .list(image), "replacements": .list(replacement),
    "replicas": .list(.record(["name": .string, "count": .integer])), "vars": .list(variable),
    "sortOptions": .record([
      "order": .string, "legacySortOptions": .record(["orderFirst": strings, "orderLast": strings]),
    ]),
    "resources": strings, "components": strings, "crds": strings, "bases": strings,
    "configMapGenerator": .list(.record(generator)),
    "secretGenerator": .list(.record(generator.merging(["type": .string]) { $1 })),
    "helmGlobals": .record(["chartHome": .string, "configHome": .string]), "helmCharts": .list(helmChart),
    "helmChartInflationGenerator": .list(.any), "generatorOptions": generatorOptions,
    "configurations": strings, "generators": strings, "transformers": strings, "validators": strings,
    "buildMetadata": strings,
  ])
}

extension KustomizationShape {
  /// The truth that YAML 1.1, as which a kustomization is read, sees in a plain scalar; nil where it sees none.
  static func oldBool(_ value: Value) -> Bool? {
    if case .node(let node) = value, node.style != .plain || (node.valueBytes?.count ?? 0) > 5 { return nil }
    switch value.text {
    case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": return true
    case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": return false
    default: return nil
    }
  }
}

/// Finds what a kustomization holds that kustomize cannot decode.
struct ShapeCheck {
  /// Flux ignores unknown fields of the file at spec.path.
  let allowsUnknownFields: Bool
  private let owner: String
  private(set) var failures: [BuildFailure] = []

  /// - Parameter owner: what is checked, in the words of a message.
  init(allowsUnknownFields: Bool, of owner: String = "a kustomization") {
    self.allowsUnknownFields = allowsUnknownFields
    self.owner = owner
  }

  mutating func check(_ value: Value, _ shape: KustomizationShape, _ field: String, _ range: SourceRange) {
    let range = value.origin ?? range
    guard !value.isNull else { return }
    switch shape {
    case .any: return
    case .string, .bool, .integer: checkScalar(value, shape, field, range)
    case .list(let element):
      guard value.kind == .sequence else {
        return fail("'\(field)' must be a list, but is \(Self.description(of: value))", range)
      }
      for item in value.elements {
        if item.isNull, case .string = element {
          fail("an item of '\(field)' is empty", item.origin ?? range)
        }
        check(item, element, field, range)
      }
    case .map(let element):
      guard isMapping(value, field, range) else { return }
      checkKeys(of: value, field, range)
      for entry in value.entries { check(entry.value, element, "\(field).\(entry.key)", range) }
    case .record(let fields):
      guard isMapping(value, field, range) else { return }
      for entry in value.entries { checkEntry(entry, of: fields, field, range) }
    }
  }

  private mutating func checkEntry(
    _ entry: MadeEntry, of fields: [String: KustomizationShape], _ field: String, _ range: SourceRange
  ) {
    if let known = fields[entry.key] ?? fields.first(where: { $0.key.isSameIgnoringCase(entry.key) })?.value {
      return check(entry.value, known, entry.key, entry.keyOrigin ?? range)
    }
    guard !allowsUnknownFields else { return }
    let hint = nearest(to: entry.key, among: fields.keys.sorted()).map { "; did you mean '\($0)'?" } ?? ""
    let holder = field.isEmpty ? owner : "'\(field)'"
    failures.append(
      BuildFailure(
        .unknownField, "\(holder) has no field '\(entry.key)'\(hint)", at: entry.keyOrigin ?? range))
  }

  /// kustomize writes the names of labels and the like as they are, and cannot write what is read as no string.
  private mutating func checkKeys(of value: Value, _ field: String, _ range: SourceRange) {
    let words = value.oldBoolKeys
    for entry in value.entries
    where words[entry.key] != nil || ScalarType(plain: Array(entry.key.utf8)) != .string {
      fail(
        "the key '\(entry.key)' in '\(field)' is read as a number or a truth value", entry.keyOrigin ?? range)
    }
  }

  private mutating func checkScalar(
    _ value: Value, _ shape: KustomizationShape, _ field: String, _ range: SourceRange
  ) {
    let type = value.scalarType
    let isBool =
      type == .bool || (type == .string && KustomizationShape.oldBool(value) != nil && value.isPlain)
    switch shape {
    case .bool:
      if !isBool { fail("'\(field)' must be true or false, but is \(Self.description(of: value))", range) }
    case .integer:
      if type != .int {
        fail("'\(field)' must be a whole number, but is \(Self.description(of: value))", range)
      }
    default:
      guard type != nil else {
        return fail("'\(field)' must be a string, but is \(Self.description(of: value))", range)
      }
      if isBool || type == .int || type == .float {
        let text = value.text ?? ""
        fail(
          "'\(field)' must be a string, but YAML reads \(text) as a \(isBool ? "truth value" : "number"); quote it",
          range)
      }
    }
  }

  private mutating func isMapping(_ value: Value, _ field: String, _ range: SourceRange) -> Bool {
    guard value.kind != .mapping else { return true }
    let name = field.isEmpty ? "the file" : "'\(field)'"
    fail("\(name) must be a mapping, but is \(Self.description(of: value))", range)
    return false
  }

  private mutating func fail(_ message: String, _ range: SourceRange) {
    failures.append(BuildFailure(.wrongType, message, at: range))
  }

  private static func description(of value: Value) -> String {
    switch value.kind {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar: "a single value"
    }
  }
}

extension Value {
  /// The keys without quotes that YAML 1.1 reads as truth values.
  var oldBoolKeys: [String: Bool] {
    guard case .node(let node) = self else { return [:] }
    var words: [String: Bool] = [:]
    for entry in node.entries where entry.key.style == .plain {
      if let truth = KustomizationShape.oldBool(.node(entry.key)) { words[entry.key.text ?? ""] = truth }
    }
    return words
  }

  /// Whether its text stands in quotes or in a block, or kyaml puts it there, so that it stays a string.
  var isQuoted: Bool {
    switch self {
    case .node(let node): node.kind == .scalar && node.style != .plain
    case .scalar(let scalar):
      scalar.type == .string
        && (scalar.text.utf8.contains(UInt8(ascii: "\n")) || YAMLScalar.needsQuotes(scalar.text))
    default: false
    }
  }

  /// Whether its text stands without quotes, so that YAML gives it a type.
  var isPlain: Bool {
    if case .node(let node) = self { node.style == .plain } else { false }
  }
}
