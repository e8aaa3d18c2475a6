import Diagnostics
import YAML

/// Holds one object against a schema.
package struct SchemaValidator {
  /// The Flux that the object is for; nil where the schema is of one release only.
  private let flux: FluxVersion?
  private var path: [String] = []
  private var violations: [SchemaViolation] = []
  private var depth = 0

  /// - Parameters:
  ///   - schema: the type of the whole object; apiVersion, kind, metadata, status and sops are passed over.
  ///   - flux: fields and values that are newer are violations.
  package static func violations(
    of root: Value, schema: SchemaType, flux: FluxVersion?, place: SourceRange
  ) -> [SchemaViolation] {
    var validator = SchemaValidator(flux: flux)
    guard let schema = schema.resolved else { return [] }
    validator.object(
      root, schema, at: place, passingOver: ["apiVersion", "kind", "metadata", "status", "sops"])
    return validator.violations
  }

  /// What `value` at `path` breaks of `type`.
  package static func violations(
    of value: Value, at path: [String], type: SchemaType, place: SourceRange
  ) -> [SchemaViolation] {
    var validator = SchemaValidator(flux: nil)
    validator.path = path
    validator.check(value, type, at: place)
    return validator.violations
  }

  private init(flux: FluxVersion?) {
    self.flux = flux
  }

  private mutating func report(_ cause: SchemaViolation.Cause, _ range: SourceRange, _ value: Value?) {
    violations.append(SchemaViolation(cause: cause, path: path, range: range, value: value?.node))
  }

  /// - Parameter place: the key that the value stands behind.
  private mutating func check(_ value: Value, _ written: SchemaType, at place: SourceRange) {
    guard let type = written.resolved, type.kind != .any, depth < 200 else { return }
    depth += 1
    defer { depth -= 1 }
    switch value.kind {
    case .mapping:
      switch type.kind {
      case .object, .map: object(value, type, at: place)
      default: wrongType(value, type, found: "a mapping", at: place)
      }
    case .sequence:
      guard type.kind == .list else { return wrongType(value, type, found: "a list", at: place) }
      list(value, type, at: place)
    case .scalar: scalar(value, type, at: place)
    }
  }

  private mutating func wrongType(_ value: Value, _ type: SchemaType, found: String, at place: SourceRange) {
    report(.type(expected: type.words, found: found), value.origin ?? place, value)
  }
}

// MARK: - Containers

extension SchemaValidator {
  private mutating func object(
    _ value: Value, _ type: SchemaType, at place: SourceRange, passingOver known: [String] = []
  ) {
    var present: Set<String> = []
    var meant: Set<String> = []
    var isUnknown = false
    value.forEachEntry { name, key, entry in
      if type.hasRequired {
        if name.isTemplated {
          isUnknown = true
        } else if !entry.isNull {
          present.insert(name)
        }
      }
      guard !known.contains(name) else { return }
      path.append(name)
      defer { path.removeLast() }
      if let field = type.fields[name] {
        if let since = field.since, let flux, flux < FluxVersion(major: 2, minor: since) {
          report(.newerField(since: since), key ?? place, entry)
        } else {
          check(entry, field.type, at: key ?? place)
        }
      } else if let element = type.element {
        check(entry, element, at: key ?? place)
      } else if !type.isOpen, type.kind == .object, !name.isTemplated {
        let near = nearest(to: name, among: type.fields.keys)
        if let near { meant.insert(near) }
        report(.unknownField(nearest: near), key ?? place, entry)
      }
    }
    guard type.hasRequired, !isUnknown else { return }
    for (name, field) in type.fields
    where field.isRequired && isAsked(field) && !present.contains(name) && !meant.contains(name)
      && !known.contains(name)
    {
      path.append(name)
      report(.missingField, place, nil)
      path.removeLast()
    }
  }

  private func isAsked(_ field: SchemaType.Field) -> Bool {
    guard let flux, flux.major == 2 else { return true }
    return field.requiring.contains(flux.minor)
  }

  private mutating func list(_ value: Value, _ type: SchemaType, at place: SourceRange) {
    let elements = value.elements
    if let low = type.limits.low, Double(elements.count) < low {
      report(.limit("at least \(low.words) elements"), value.origin ?? place, value)
    } else if let high = type.limits.high, Double(elements.count) > high {
      report(.limit("at most \(high.words) elements"), value.origin ?? place, value)
    }
    if let element = type.element {
      for one in elements { check(one, element, at: one.origin ?? place) }
    }
    if !type.limits.keys.isEmpty { duplicates(elements, type.limits.keys, at: place) }
  }

  private mutating func duplicates(_ elements: [Value], _ keys: [String], at place: SourceRange) {
    var seen: [[String]: SourceRange] = [:]
    for element in elements where element.kind == .mapping {
      let texts = keys.map { element[$0]?.text ?? "" }
      guard !texts.contains(where: { $0.isTemplated }), texts != keys.map({ _ in "" }) else { continue }
      let range = element[keys.first ?? ""]?.origin ?? element.origin ?? place
      if let first = seen[texts] {
        report(.duplicate(keys: keys, first: first), range, element)
      } else {
        seen[texts] = range
      }
    }
  }
}

// MARK: - Scalars

extension SchemaValidator {
  private mutating func scalar(_ value: Value, _ type: SchemaType, at place: SourceRange) {
    guard let text = value.text, let found = value.scalarType, found != .null, !text.isTemplated else {
      return
    }
    guard type.accepts(text, found) else {
      return wrongType(value, type, found: found.words, at: place)
    }
    let range = value.origin ?? place
    if !type.limits.choices.isEmpty {
      guard let choice = type.limits.choices.first(where: { $0.text == text }) else {
        return report(.choice(type.limits.choices.map(\.text)), range, value)
      }
      if let since = choice.since, let flux, flux < FluxVersion(major: 2, minor: since) {
        report(.newerValue(since: since), range, value)
      }
      return
    }
    if let pattern = type.limits.pattern, found == .string, !pattern.matches(text) {
      let units = pattern.durationUnits
      return report(units.isEmpty ? .pattern(pattern.source) : .duration(units: units), range, value)
    }
    limits(text, value, type, range)
  }

  private mutating func limits(_ text: String, _ value: Value, _ type: SchemaType, _ range: SourceRange) {
    guard type.limits.low != nil || type.limits.high != nil else { return }
    let isText = type.kind == .string
    guard let number = isText ? Double(text.unicodeScalars.count) : Double(text) else { return }
    let unit = isText ? " characters" : ""
    if let low = type.limits.low, number < low {
      report(.limit(low == 1 && isText ? "not empty" : "at least \(low.words)\(unit)"), range, value)
    } else if let high = type.limits.high, number > high {
      report(.limit("at most \(high.words)\(unit)"), range, value)
    }
  }
}

extension SchemaType {
  /// Whether the API takes a scalar of a type as YAML reads it.
  fileprivate func accepts(_ text: String, _ found: ScalarType) -> Bool {
    switch kind {
    case .any, .reference: true
    case .object, .map, .list: false
    case .string: found == .string || found == .timestamp
    case .boolean: found == .bool
    case .integer: found == .int || (found == .float && Double(text).map { $0 == $0.rounded() } ?? false)
    case .number: found == .int || found == .float
    case .intOrString: found != .bool && (found != .float || Double(text).map { $0 == $0.rounded() } ?? false)
    case .quantity: found != .bool
    }
  }

  /// What the type is called in a message.
  package var words: String {
    switch kind {
    case .any, .reference: "anything"
    case .object, .map: "a mapping"
    case .list: "a list"
    case .string: "a string"
    case .boolean: "true or false"
    case .integer: "an integer"
    case .number: "a number"
    case .intOrString: "an integer or a string"
    case .quantity: "a quantity"
    }
  }
}

extension ScalarType {
  package var words: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .int: "an integer"
    case .float: "a number"
    case .timestamp: "a date"
    case .string: "a string"
    }
  }
}

extension Double {
  fileprivate var words: String { Int(exactly: self).map { "\($0)" } ?? "\(self)" }
}

extension SchemaPattern {
  /// The units of a pattern for durations; empty for any other pattern.
  package var durationUnits: [String] {
    switch source {
    case #"^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$"#: ["ms", "s", "m", "h"]
    case #"^([0-9]+(\.[0-9]+)?(ms|s|m))+$"#: ["ms", "s", "m"]
    default: []
    }
  }
}

extension String {
  /// Whether a program fills the text in before the cluster sees it: `${VAR}`, `{{ }}`, `<< >>`, or sops' `ENC[`.
  package var isTemplated: Bool {
    let bytes = utf8
    guard bytes.contains(where: { $0 == 0x24 || $0 == 0x7B || $0 == 0x3C || $0 == 0x5B }) else {
      return false
    }
    var last: UInt8 = 0
    for byte in bytes {
      switch (last, byte) {
      case (0x24, 0x7B), (0x7B, 0x7B), (0x3C, 0x3C): return true
      default: last = byte
      }
    }
    return hasPrefix("ENC[")
  }
}

extension Value {
  /// The entries with merge keys followed, without an array of them where there is no merge key.
  fileprivate func forEachEntry(_ body: (String, SourceRange?, Value) -> Void) {
    if case .node(let node) = self, !node.entries.contains(where: \.isMerge) {
      for entry in node.entries { body(entry.key.text ?? "", entry.key.range, .node(entry.value)) }
      return
    }
    for entry in entries { body(entry.key, entry.keyOrigin, entry.value) }
  }
}
