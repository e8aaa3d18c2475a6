import Diagnostics
import Manifests
import Testing
import YAML

/// One kind of the built-in tables.
struct TableKind: CustomTestStringConvertible {
  let apiVersion: String
  let kind: String
  let schema: SchemaType

  var testDescription: String { "\(apiVersion) \(kind)" }

  static let flux = all(SchemaText.fluxTypes)
  static let core = all(SchemaText.coreTypes)

  private static func all(_ table: SchemaText) -> [TableKind] {
    table.names.sorted().compactMap { name in
      let parts = name.split(separator: " ").map(String.init)
      return table.schema(parts[0], parts[1]).map {
        TableKind(apiVersion: parts[0], kind: parts[1], schema: $0)
      }
    }
  }
}

/// Writes values that a schema takes, and ones that it does not, as flow YAML.
enum Sample {
  static func valid(_ type: SchemaType, depth: Int = 0) -> String {
    guard let type = type.resolved, depth < 9 else { return "null" }
    switch type.kind {
    case .any, .reference: return "{any: 1}"
    case .object:
      let fields = type.fields.sorted { $0.key < $1.key }.map {
        "\($0.key): \(valid($0.value.type, depth: depth + 1))"
      }
      return "{" + fields.joined(separator: ", ") + "}"
    case .map: return "{key: \(type.element.map { valid($0, depth: depth + 1) } ?? "1")}"
    case .list:
      let count = max(1, Int(type.limits.low ?? 1))
      let element = type.element.map { valid($0, depth: depth + 1) } ?? "1"
      return "[" + Array(repeating: element, count: count).joined(separator: ", ") + "]"
    case .string: return string(type.limits)
    case .integer, .intOrString: return "\(Int(type.limits.low ?? 1))"
    case .number: return "1.5"
    case .quantity: return "100m"
    case .boolean: return "true"
    }
  }

  private static func string(_ limits: SchemaType.Limits) -> String {
    if let choice = limits.choices.last { return "'\(choice.text)'" }
    guard let pattern = limits.pattern else { return "abc" }
    return ["5m", "https://example.com/x", "oci://example.com/x", "abc"].first { pattern.matches($0) }
      ?? "abc"
  }

  /// A value of the wrong type for a field; nil where every value is right.
  static func wrong(_ type: SchemaType) -> String? {
    switch type.resolved?.kind {
    case .any, .reference, nil: nil
    case .object, .map, .integer, .number, .boolean: "text"
    case .list: "{}"
    case .string: type.resolved?.limits.choices.isEmpty ?? true ? "1.5" : "no-such-value"
    case .intOrString, .quantity: "true"
    }
  }
}

func object(_ kind: TableKind, _ body: String) -> (root: Value, source: SourceFile) {
  let source = SourceFile(
    path: "x.yaml", text: "apiVersion: \(kind.apiVersion)\nkind: \(kind.kind)\n\(body)\n")
  let node = YAMLStream(source).documents.first?.root
  return (node.map { .node($0) } ?? .scalar(MadeScalar("", origin: nil)), source)
}

func violations(_ kind: TableKind, _ body: String, flux: FluxVersion? = .newest) -> [SchemaViolation] {
  let (root, source) = object(kind, body)
  return SchemaValidator.violations(
    of: root, schema: kind.schema, flux: flux, place: SourceRange(path: source.path, bytes: 0..<1))
}

@Suite struct SchemaTableTests {
  static func body(_ kind: TableKind, replacing name: String? = nil, with value: String? = nil) -> String {
    kind.schema.fields.sorted { $0.key < $1.key }.compactMap { field, type in
      if field == name { return value.map { "\(field): \($0)" } }
      return "\(field): \(Sample.valid(type.type))"
    }.joined(separator: "\n")
  }

  @Test(arguments: TableKind.flux + TableKind.core)
  func `an object with every field of its kind breaks nothing`(_ kind: TableKind) {
    let found = violations(kind, Self.body(kind)).filter { violation in
      // The sample ends somewhere; some types of Kubernetes hold themselves.
      if case .missingField = violation.cause { violation.path.count < 5 } else { true }
    }.map { "\($0.pathText): \($0.cause)" }
    #expect(found == [])
  }

  @Test(arguments: TableKind.flux)
  func `an unknown field and a wrong value are found in every mapping`(_ kind: TableKind) throws {
    for (path, type) in mappings(kind.schema) {
      for (field, wanted) in type.fields {
        guard let wrong = Sample.wrong(wanted.type) else { continue }
        let found = checked(kind, path, "{\(field): \(wrong)}").filter { violation in
          if case .missingField = violation.cause { false } else { true }
        }
        #expect(found.map(\.field) == [field], "\(path) \(field)")
      }
      guard !type.isOpen else { continue }
      let found = checked(kind, path, "{noSuchField: 1}").filter { $0.field == "noSuchField" }
      #expect(found.count == 1, "\(path)")
    }
  }

  @Test(arguments: TableKind.flux)
  func `every required field is missed`(_ kind: TableKind) {
    for (path, type) in mappings(kind.schema) {
      for (field, wanted) in type.fields where wanted.isRequired && wanted.requiring.contains(9) {
        let found = checked(kind, path, "{}").filter { violation in
          if case .missingField = violation.cause { violation.field == field } else { false }
        }
        #expect(found.count == 1, "\(path) \(field)")
      }
    }
  }

  /// Every mapping below a schema, by its path; lists and maps are marked by `[]` and `{}`.
  private func mappings(_ type: SchemaType, _ path: [String] = []) -> [([String], SchemaType)] {
    guard let type = type.resolved, path.count < 12 else { return [] }
    switch type.kind {
    case .list: return type.element.map { mappings($0, path + ["[]"]) } ?? []
    case .map: return type.element.map { mappings($0, path + ["{}"]) } ?? []
    case .object:
      return (path.isEmpty ? [] : [(path, type)])
        + type.fields.sorted { $0.key < $1.key }.flatMap { mappings($0.value.type, path + [$0.key]) }
    default: return []
    }
  }

  /// What is wrong below `path` when `inner` stands there.
  private func checked(_ kind: TableKind, _ path: [String], _ inner: String) -> [SchemaViolation] {
    var text = inner
    for part in path.dropFirst().reversed() {
      text = part == "[]" ? "[\(text)]" : part == "{}" ? "{key: \(text)}" : "{\(part): \(text)}"
    }
    let depth = path.filter { $0 != "[]" }.count
    return violations(kind, "\(path[0]): \(text)").filter { $0.path.count > depth }
  }

  @Test func `a field is too new before its minor and known from then on`() throws {
    let kind = try #require(
      TableKind.flux.first { $0.testDescription == "helm.toolkit.fluxcd.io/v2 HelmRelease" })
    let body = "spec: {interval: 5m, chartRef: {kind: OCIRepository, name: x}, postRenderStrategy: combined}"
    #expect(violations(kind, body, flux: FluxVersion("2.9")).isEmpty)
    let old = violations(kind, body, flux: FluxVersion("2.8"))
    #expect(old.map(\.pathText) == ["spec.postRenderStrategy"])
  }

  @Test func `every version of Flux's kinds that was served from 2.3 on has its fields`() {
    for version in FluxAPI.versions
    where version.removed.map({ $0 > FluxVersion(major: 2, minor: 3) }) ?? true {
      #expect(
        SchemaText.fluxTypes.has(version.apiVersion, version.kind), "\(version.apiVersion) \(version.kind)")
    }
  }

  @Test(arguments: (0...9).map { FluxVersion(major: 2, minor: $0) })
  func `every release serves one version at least of the kinds it has`(_ flux: FluxVersion) throws {
    for kind in ["GitRepository", "HelmRepository", "HelmChart", "Bucket", "OCIRepository"] {
      #expect(FluxAPI.newest(group: "source.toolkit.fluxcd.io", kind: kind, for: flux) != nil)
    }
    let release = try #require(
      FluxAPI.newest(group: "helm.toolkit.fluxcd.io", kind: "HelmRelease", for: flux))
    let wanted = flux.minor < 2 ? "v2beta1" : flux.minor < 3 ? "v2beta2" : "v2"
    #expect(release.apiVersion == "helm.toolkit.fluxcd.io/\(wanted)")
  }
}
