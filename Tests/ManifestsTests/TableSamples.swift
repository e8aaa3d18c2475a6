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

  /// The releases of Flux 2 that serve it.
  var minors: [Int] {
    (0...9).filter { minor in
      FluxAPI.version(apiVersion, kind)?.isServed(by: FluxVersion(major: 2, minor: minor)) ?? false
    }
  }

  /// What an object of the kind with this text below apiVersion and kind breaks.
  func violations(_ body: String, minor: Int? = 9) -> [SchemaViolation] {
    let source = SourceFile(path: "x.yaml", text: "apiVersion: \(apiVersion)\nkind: \(kind)\n\(body)\n")
    let node = YAMLStream(source).documents.first?.root
    return SchemaValidator.violations(
      of: node.map { .node($0) } ?? .scalar(MadeScalar("", origin: nil)), schema: schema,
      flux: minor.map { FluxVersion(major: 2, minor: $0) },
      place: SourceRange(path: source.path, bytes: 0..<1))
  }

  /// Every mapping of the schema by its path, in which lists are marked by `[]` and maps by `{}`.
  var mappings: [Mapping] { Self.mappings(schema, [], 0) }

  struct Mapping {
    let path: [String]
    let type: SchemaType
    /// The earliest minor of Flux 2 that knows all of the path.
    let since: Int
  }

  private static func mappings(_ type: SchemaType, _ path: [String], _ since: Int) -> [Mapping] {
    guard let type = type.resolved, path.count < 12 else { return [] }
    switch type.kind {
    case .list: return type.element.map { mappings($0, path + ["[]"], since) } ?? []
    case .map: return type.element.map { mappings($0, path + ["{}"], since) } ?? []
    case .object:
      let inner = type.fields.all.flatMap { name, field in
        mappings(field.type, path + [name], max(since, field.since ?? 0))
      }
      return (path.isEmpty ? [] : [Mapping(path: path, type: type, since: since)]) + inner
    default: return []
    }
  }

  /// What is wrong at a field and below it when `text` stands there, as the only field of the mapping at `path`.
  func violations(at path: [String], _ field: String, _ text: String, minor: Int?) -> [SchemaViolation] {
    var body = "{\(field): \(text)}"
    for part in path.dropFirst().reversed() {
      body = part == "[]" ? "[\(body)]" : part == "{}" ? "{key: \(body)}" : "{\(part): \(body)}"
    }
    let depth = path.filter { $0 != "[]" }.count
    return violations("\(path[0]): \(body)", minor: minor).filter { violation in
      violation.path.count > depth && violation.path[depth] == field
    }
  }
}

/// Writes values that a schema takes as flow YAML.
enum Sample {
  /// - Parameter minor: fields and values that a later Flux 2 brings are left out; nil takes all.
  static func valid(_ type: SchemaType, minor: Int? = nil, depth: Int = 0) -> String {
    guard let type = type.resolved, depth < 9 else { return "null" }
    switch type.kind {
    case .any, .reference: return "{any: 1}"
    case .object:
      let known = type.fields.all.filter { isKnown($0.field.since, minor) }
      let texts = known.map { "\($0.name): \(valid($0.field.type, minor: minor, depth: depth + 1))" }
      return "{" + texts.joined(separator: ", ") + "}"
    case .map: return "{key: \(type.element.map { valid($0, minor: minor, depth: depth + 1) } ?? "1")}"
    case .list:
      return list(type, of: max(1, Int(type.limits.low ?? 1)), minor: minor, depth: depth)
    case .string: return string(type.limits, minor)
    case .integer, .intOrString: return "\(Int(type.limits.low ?? 1))"
    case .number: return "1.5"
    case .quantity: return "100m"
    case .boolean: return "true"
    }
  }

  static func list(_ type: SchemaType, of count: Int, minor: Int?, depth: Int = 0) -> String {
    let element = type.element.map { valid($0, minor: minor, depth: depth + 1) } ?? "1"
    return "[" + Array(repeating: element, count: count).joined(separator: ", ") + "]"
  }

  static func isKnown(_ since: Int?, _ minor: Int?) -> Bool {
    guard let since, let minor else { return true }
    return since <= minor
  }

  private static func string(_ limits: SchemaType.Limits, _ minor: Int?) -> String {
    if let choice = limits.choices.last(where: { isKnown($0.since, minor) }) { return "'\(choice.text)'" }
    guard let pattern = limits.pattern else { return "abc" }
    let tries = ["5m", "https://example.com/x", "oci://example.com/x", "abc", "@a/b", "@a", "@artifact/a"]
    return "'\(tries.first { pattern.matches($0) } ?? "abc")'"
  }
}

/// A value that a field does not take, and what is said of it.
struct Mistake {
  let text: String
  /// Whether the cause is the right one.
  let isCause: (SchemaViolation.Cause) -> Bool

  /// One of every sort that the type of a field knows.
  static func all(_ type: SchemaType, minor: Int) -> [Mistake] {
    guard let type = type.resolved else { return [] }
    return wrongType(type) + choices(type.limits, minor) + pattern(type.limits) + limits(type, minor)
  }

  private static func wrongType(_ type: SchemaType) -> [Mistake] {
    let texts: [String]
    switch type.kind {
    case .any, .reference: texts = []
    case .object, .map: texts = ["text", "[1]"]
    case .integer, .number, .boolean: texts = ["text", "{a: 1}"]
    case .list: texts = ["text", "{a: 1}"]
    case .string: texts = ["1.5", "true", "[a]", "{a: b}"]
    case .intOrString, .quantity: texts = ["true", "[1]"]
    }
    return texts.map { Mistake(text: $0) { if case .type = $0 { true } else { false } } }
  }

  private static func choices(_ limits: SchemaType.Limits, _ minor: Int) -> [Mistake] {
    guard let first = limits.choices.first else { return [] }
    let later = limits.choices.filter { !Sample.isKnown($0.since, minor) }
    return ["no-such-value", first.text + "x"].map {
      Mistake(text: "'\($0)'") { if case .choice = $0 { true } else { false } }
    }
      + later.map { choice in
        Mistake(text: "'\(choice.text)'") {
          if case .newerValue(let since) = $0 { since == choice.since } else { false }
        }
      }
  }

  private static func pattern(_ limits: SchemaType.Limits) -> [Mistake] {
    guard let pattern = limits.pattern else { return [] }
    return ["5 min", "1d", "-", "ftp:/x y"].filter { !pattern.matches($0) }.map {
      Mistake(text: "'\($0)'") { cause in
        switch cause {
        case .pattern(let source): source == pattern.source
        case .duration(let units): units == pattern.durationUnits
        default: false
        }
      }
    }
  }

  private static func limits(_ type: SchemaType, _ minor: Int) -> [Mistake] {
    var texts: [String] = []
    switch type.kind {
    case .string where type.limits.pattern == nil && type.limits.choices.isEmpty:
      if let low = type.limits.low, low > 0 { texts.append("''") }
      if let high = type.limits.high {
        texts.append("'" + String(repeating: "a", count: Int(high) + 1) + "'")
      }
    case .list:
      if let low = type.limits.low, low > 0 { texts.append("[]") }
      if let high = type.limits.high { texts.append(Sample.list(type, of: Int(high) + 1, minor: minor)) }
    case .integer, .number:
      if let low = type.limits.low { texts.append("\(Int(low) - 1)") }
      if let high = type.limits.high { texts.append("\(Int(high) + 1)") }
    default: break
    }
    return texts.map { Mistake(text: $0) { if case .limit = $0 { true } else { false } } }
  }
}
