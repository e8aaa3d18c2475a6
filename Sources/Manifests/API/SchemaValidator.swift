import Diagnostics
import YAML

/// Holds one object against a schema.
package struct SchemaValidator {
  /// The Flux that the object is for; nil where the schema is of one release only.
  private let flux: FluxVersion?
  /// The place to speak of where nothing nearer was written.
  private let place: SourceRange
  /// Their paths grow from the end while the walk comes back up, so that an object without any costs none.
  private(set) var violations: [SchemaViolation] = []
  /// Whether a value that is filled in later could have been a violation.
  private(set) var isUncertain = false
  private var depth = 0

  /// - Parameters:
  ///   - schema: the type of the whole object; apiVersion, kind, metadata, status and sops are passed over.
  ///   - flux: fields and values that are newer are violations.
  package static func violations(
    of root: Value, schema: SchemaType, flux: FluxVersion?, place: SourceRange
  ) -> [SchemaViolation] {
    var validator = SchemaValidator(flux: flux, place: place)
    guard let schema = schema.resolved else { return [] }
    if let node = root.node {
      validator.object(node, schema, at: Place(range: place), isTop: true)
    } else {
      validator.object(root, schema, at: Place(range: place), isTop: true)
    }
    return validator.violations
  }

  /// What `value` at `path` breaks of `type`.
  package static func violations(
    of value: Value, at path: [String], type: SchemaType, place: SourceRange
  ) -> [SchemaViolation] {
    var validator = SchemaValidator(flux: nil, place: place)
    if let node = value.node {
      validator.check(node, type, at: Place(range: place))
    } else {
      validator.check(value, type, at: Place(range: place))
    }
    return validator.violations.map { violation in
      var violation = violation
      violation.path = path + violation.path
      return violation
    }
  }

  private init(flux: FluxVersion?, place: SourceRange) {
    self.flux = flux
    self.place = place
  }

  /// Where the key or the element stands that a value belongs to; the range is made only where it is asked for.
  struct Place {
    var key: SchemaKey?
    var node: Node?
    var range: SourceRange?

    var resolved: SourceRange? { key?.origin ?? node.map(\.range) ?? range }
  }

  private func range(_ value: some SchemaSubject, at place: Place) -> SourceRange {
    value.origin ?? place.resolved ?? self.place
  }

  private mutating func report(
    _ cause: SchemaViolation.Cause, _ range: SourceRange, _ value: Node?, path: [String] = []
  ) {
    violations.append(SchemaViolation(cause: cause, path: path, range: range, value: value))
  }

  private mutating func check(_ value: some SchemaSubject, _ written: SchemaType, at place: Place) {
    // What a build left as it is, is gone through as a node.
    if value is Value, let node = value.node { return check(node, written, at: place) }
    guard let type = written.resolved, depth < 200 else { return }
    depth += 1
    defer { depth -= 1 }
    switch value.kind {
    case .scalar: scalar(value, type, at: place)
    case .mapping:
      switch type.kind {
      case .object, .map: object(value, type, at: place)
      case .any: break
      default: wrongType(value, type, found: "a mapping", at: place)
      }
    case .sequence:
      switch type.kind {
      case .list: list(value, type, at: place)
      case .any: break
      default: wrongType(value, type, found: "a list", at: place)
      }
    }
    if let conditions = type.conditions, !value.isNullOrFilledIn {
      check(value, conditions, at: place)
    }
  }

  private mutating func wrongType(
    _ value: some SchemaSubject, _ type: SchemaType, found: String, at place: Place
  ) {
    report(.type(expected: type.words, found: found), range(value, at: place), value.node)
  }
}

// MARK: - Containers

extension SchemaValidator {
  private mutating func object<Subject: SchemaSubject>(
    _ value: Subject, _ type: SchemaType, at place: Place, isTop: Bool = false
  ) {
    let required = type.fields.required
    var seen: UInt64 = 0
    var meant: [String] = []
    var count = 0
    var hasUnknownKey = false
    value.forEachEntry { key, entry in
      count += 1
      if isTop, key.isOfEveryObject { return }
      let before = violations.count
      if let position = key.position(in: type.fields) {
        if let ordinal = required.firstIndex(of: position), ordinal < 64, entry.scalarType != .null {
          seen |= 1 << UInt64(ordinal)
        }
        field(entry, type.fields[position: position], key)
      } else if let element = type.element {
        check(entry, element, at: Place(key: key))
      } else if !type.isOpen, type.kind == .object {
        unknown(entry, type, key, at: place, &meant)
      }
      if violations.count > before { lead(from: before, key.text) }
      if !required.isEmpty, key.isTemplated { hasUnknownKey = true }
    }
    limitCount(count, " entries", value, type, at: place)
    guard !hasUnknownKey else {
      isUncertain = true
      return
    }
    let skipped = isTop ? meant + SchemaKey.namesOfEveryObject : meant
    for (ordinal, position) in required.enumerated() where ordinal >= 64 || seen & (1 << UInt64(ordinal)) == 0
    {
      let name = type.fields.names[position]
      guard isAsked(type.fields[position: position]), !skipped.contains(name),
        ordinal < 64 || value.value[named: name]?.isNull ?? true
      else { continue }
      report(.missingField, place.resolved ?? self.place, nil, path: [name])
    }
    if isTop, let conditions = type.conditions { check(value, conditions, at: place) }
  }

  /// Puts a key before the paths of the violations from a number on.
  private mutating func lead(from first: Int, _ key: String) {
    for index in first..<violations.count { violations[index].path.insert(key, at: 0) }
  }

  private mutating func field(_ value: some SchemaSubject, _ field: SchemaType.Field, _ key: SchemaKey) {
    if let since = field.since, let flux, flux < FluxVersion(major: 2, minor: since) {
      report(.newerField(since: since), key.origin ?? place, value.node)
    } else {
      check(value, field.type, at: Place(key: key))
    }
  }

  private mutating func unknown(
    _ value: some SchemaSubject, _ type: SchemaType, _ key: SchemaKey, at place: Place,
    _ meant: inout [String]
  ) {
    guard !key.isTemplated else { return }
    let near = nearest(to: key.text, among: type.fields.names)
    if let near { meant.append(near) }
    report(.unknownField(nearest: near), key.origin ?? place.resolved ?? self.place, value.node)
  }

  private func isAsked(_ field: SchemaType.Field) -> Bool {
    guard let flux, flux.major == 2 else { return true }
    return field.requiring.contains(flux.minor)
  }

  private mutating func list<Subject: SchemaSubject>(_ value: Subject, _ type: SchemaType, at place: Place) {
    var count = 0
    value.forEachElement { element in
      count += 1
      guard let type = type.element else { return }
      check(element, type, at: Place(node: element.node, range: element.node == nil ? element.origin : nil))
    }
    limitCount(count, " elements", value, type, at: place)
    if type.limits.isSet || !type.limits.keys.isEmpty { duplicates(value.value.elements, type.limits.keys) }
  }

  private mutating func limitCount(
    _ count: Int, _ unit: String, _ value: some SchemaSubject, _ type: SchemaType, at place: Place
  ) {
    guard type.hasLimits, let words = type.limits.broken(by: Double(count), unit) else { return }
    report(.limit(words), range(value, at: place), value.node)
  }

  /// - Parameter keys: empty where the elements are scalars.
  private mutating func duplicates(_ elements: [Value], _ keys: [String]) {
    var seen: [[String]: SourceRange] = [:]
    for element in elements where element.kind == (keys.isEmpty ? .scalar : .mapping) {
      let texts = keys.isEmpty ? [element.text ?? ""] : keys.map { element[named: $0]?.text ?? "" }
      guard !texts.contains(where: { $0.isTemplated }), keys.isEmpty || texts.contains(where: { !$0.isEmpty })
      else { continue }
      let range = element[named: keys.first ?? ""]?.origin ?? element.origin ?? place
      if let first = seen[texts] {
        report(.duplicate(keys: keys, first: first), range, element.node)
      } else {
        seen[texts] = range
      }
    }
  }
}

// MARK: - Scalars

extension SchemaValidator {
  private mutating func scalar(_ value: some SchemaSubject, _ type: SchemaType, at place: Place) {
    guard type.kind != .any || type.hasLimits, let found = value.scalarType, found != .null else { return }
    // Most scalars are texts without a limit.
    if found == .string, type.kind == .string, !type.hasLimits { return }
    let broken = value.withText { text -> SchemaViolation.Cause? in
      guard let cause = type.broken(by: text, found, flux: flux) else { return nil }
      return Templating.isIn(text) ? .condition("", isAbsence: false) : cause
    }
    switch broken {
    case .some(.some(.condition)): isUncertain = true
    case .some(.some(let cause)): report(cause, range(value, at: place), value.node)
    default: break
    }
  }
}

extension SchemaSubject {
  /// Whether it is null, or a text that a program fills in later.
  fileprivate var isNullOrFilledIn: Bool {
    guard let type = scalarType else { return false }
    return type == .null || withText { Templating.isIn($0) } ?? false
  }
}

// MARK: - Conditions

extension SchemaValidator {
  private mutating func check(
    _ value: some SchemaSubject, _ conditions: SchemaConditions, at place: Place
  ) {
    for type in conditions.all { check(value, type, at: place) }
    if !conditions.any.isEmpty {
      alternatives(value, conditions.any, at: place, atMost: conditions.any.count)
    }
    if !conditions.one.isEmpty { alternatives(value, conditions.one, at: place, atMost: 1) }
    if let type = conditions.not {
      let probe = probe(value, type, at: place)
      if probe.violations.isEmpty, !probe.isUncertain {
        let words =
          SchemaConditions.names([type]).map { "must be without '\($0[0])'" }
          ?? "is of a form that its schema excludes"
        report(.condition(words, isAbsence: false), range(value, at: place), value.node)
      }
    }
    for rule in conditions.rules where rule.isBroken(by: value.value) {
      report(
        .condition(rule.words, isAbsence: rule.isMendedByMore(value.value)), range(value, at: place),
        value.node)
    }
  }

  private func probe(_ value: some SchemaSubject, _ type: SchemaType, at place: Place) -> SchemaValidator {
    var probe = SchemaValidator(flux: flux, place: self.place)
    probe.depth = depth
    probe.check(value, type, at: place)
    return probe
  }

  private mutating func alternatives(
    _ value: some SchemaSubject, _ types: [SchemaType], at place: Place, atMost most: Int
  ) {
    let probes = types.map { probe(value, $0, at: place) }
    guard !probes.contains(where: \.isUncertain) else { return isUncertain = true }
    let fitting = probes.filter { $0.violations.isEmpty }.count
    guard fitting == 0 || fitting > most else { return }
    let names = SchemaConditions.names(types).map { $0.map { "'\($0)'" }.joined(separator: ", ") }
    let words =
      switch (names, fitting) {
      case (let names?, 0): "must have one of \(names), and has none"
      case (let names?, _): "must have only one of \(names), and has \(fitting)"
      case (nil, 0): "is of none of the \(types.count) forms that its schema lists"
      case (nil, _):
        "is of \(fitting) of the \(types.count) forms that its schema lists, and may be of one only"
      }
    let isAbsence = fitting == 0 && probes.contains { $0.violations.allSatisfy(\.isAbsence) }
    report(.condition(words, isAbsence: isAbsence), range(value, at: place), value.node)
  }
}
