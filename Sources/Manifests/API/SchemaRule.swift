import YAML

/// A rule of `x-kubernetes-validations`.
package struct SchemaRule: Sendable {
  /// What an object that breaks it does, as the end of a sentence.
  let words: String
  private let expression: SchemaExpression
  /// What the API server fills in where a field is absent, by paths such as `sts.provider`.
  private let defaults: [String: Node]

  /// Nil where the rule says what is not understood here, or speaks of changes.
  init?(_ rule: String, message: String?, defaults: [String: Node]) {
    guard let expression = SchemaExpression(rule) else { return nil }
    self.expression = expression
    self.defaults = defaults
    words = "breaks a rule of its definition: \(message ?? rule)"
  }

  /// Whether the rule is broken for certain.
  func isBroken(by value: Value) -> Bool {
    SchemaRuling(value, defaults, areAbsentUnknown: false).flag(expression) == false
  }

  /// Whether a field more may mend what ``isBroken(by:)`` found.
  func isMendedByMore(_ value: Value) -> Bool {
    SchemaRuling(value, defaults, areAbsentUnknown: true).flag(expression) != false
  }
}

/// One evaluation of a rule. What cannot be known is nil, as is what CEL calls an error; `&&` and `||` take it in as
/// CEL does.
private struct SchemaRuling {
  private enum Result {
    case text(String), number(Double), flag(Bool), null
    case list([Result])
    case mapping(Value, path: String?)
    case absent(path: String?)
  }

  private let root: Value
  private let defaults: [String: Node]
  private let areAbsentUnknown: Bool
  private var variables: [String: Result] = [:]

  init(_ root: Value, _ defaults: [String: Node], areAbsentUnknown: Bool) {
    self.root = root
    self.defaults = defaults
    self.areAbsentUnknown = areAbsentUnknown
  }

  func flag(_ expression: SchemaExpression) -> Bool? {
    if case .flag(let flag) = result(expression) { flag } else { nil }
  }

  private func result(_ expression: SchemaExpression) -> Result? {
    switch expression {
    case .text(let text): return .text(text)
    case .number(let number): return .number(number)
    case .flag(let flag): return .flag(flag)
    case .null: return .null
    case .list(let elements):
      let results = elements.compactMap { result($0) }
      return results.count == elements.count ? .list(results) : nil
    case .name("self"): return known(root, path: "")
    case .name(let name): return variables[name]
    case .field(let value, let name):
      let found = field(name, of: value)
      if case .absent = found { return nil }
      return found
    case .element(let value, let position): return element(value, position)
    case .has(let value, let name): return has(name, of: value).map { .flag($0) }
    case .not(let inner): return flag(inner).map { .flag(!$0) }
    case .pair(let sign, let left, let right): return pair(sign, left, right)
    case .choice(let condition, let first, let second):
      return flag(condition).flatMap { result($0 ? first : second) }
    case .call(let name, let value, let arguments): return call(name, value, arguments)
    case .matches(let value, let pattern):
      guard case .text(let text) = result(value) else { return nil }
      return .flag(pattern.matches(text))
    case .each(let macro, let list, let variable, let body): return each(macro, list, variable, body)
    }
  }

  /// A value as it is written; nil for one that is filled in later.
  private func known(_ value: Value?, path: String?) -> Result? {
    guard let value else { return .absent(path: path) }
    switch value.kind {
    case .mapping: return .mapping(value, path: path)
    case .sequence:
      let elements = value.elements.compactMap { known($0, path: nil) }
      return elements.count == value.elements.count ? .list(elements) : nil
    case .scalar:
      guard let text = value.text, !text.isTemplated else { return nil }
      switch value.scalarType {
      case .null: return .absent(path: path)
      case .bool: return .flag(text.lowercased() == "true")
      case .int: return ScalarType.int.number(text.utf8).map { .number($0) }
      case .float: return ScalarType.float.number(text.utf8).map { .number($0) }
      default: return .text(text)
      }
    }
  }

  private func field(_ name: String, of expression: SchemaExpression) -> Result? {
    guard case .mapping(let value, let path) = result(expression) else { return nil }
    if value.hasOpenKey { return nil }
    let inner = path.map { $0.isEmpty ? name : "\($0).\(name)" }
    let found = known(value[named: name], path: inner)
    guard case .absent = found, let inner, let filled = defaults[inner] else { return found }
    return known(.node(filled), path: inner)
  }

  private func has(_ name: String, of expression: SchemaExpression) -> Bool? {
    switch field(name, of: expression) {
    case .absent(.some): areAbsentUnknown ? nil : false
    case .absent(nil), nil: nil
    default: true
    }
  }

  private func element(_ value: SchemaExpression, _ position: SchemaExpression) -> Result? {
    switch (result(value), result(position)) {
    case (.list(let elements), .number(let number)):
      Int(exactly: number).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
    case (.mapping(let value, _), .text(let name)): value[named: name].flatMap { known($0, path: nil) }
    default: nil
    }
  }

  private func pair(_ sign: String, _ left: SchemaExpression, _ right: SchemaExpression) -> Result? {
    if sign == "&&" || sign == "||" {
      let decisive = sign == "||"
      let (first, second) = (flag(left), flag(right))
      if first == decisive || second == decisive { return .flag(decisive) }
      return first == nil || second == nil ? nil : .flag(!decisive)
    }
    guard let first = result(left), let second = result(right) else { return nil }
    switch sign {
    case "==": return Self.areEqual(first, second).map { .flag($0) }
    case "!=": return Self.areEqual(first, second).map { .flag(!$0) }
    case "in": return isElement(first, of: second).map { .flag($0) }
    default: break
    }
    if sign == "+", case .text(let one) = first, case .text(let other) = second { return .text(one + other) }
    guard case .number(let one) = first, case .number(let other) = second else { return nil }
    switch sign {
    case "<": return .flag(one < other)
    case "<=": return .flag(one <= other)
    case ">": return .flag(one > other)
    case ">=": return .flag(one >= other)
    case "+": return .number(one + other)
    case "-": return .number(one - other)
    case "*": return .number(one * other)
    default: return nil
    }
  }

  /// Nil for values of which that cannot be told.
  private static func areEqual(_ left: Result, _ right: Result) -> Bool? {
    switch (left, right) {
    case (.text(let one), .text(let other)): one == other
    case (.number(let one), .number(let other)): one == other
    case (.flag(let one), .flag(let other)): one == other
    case (.null, .null): true
    default: nil
    }
  }

  private func isElement(_ value: Result, of list: Result) -> Bool? {
    switch (value, list) {
    case (.text(let name), .mapping(let mapping, _)):
      return mapping[named: name] != nil ? true : mapping.hasOpenKey ? nil : false
    case (_, .list(let elements)):
      let verdicts = elements.map { Self.areEqual(value, $0) }
      if verdicts.contains(true) { return true }
      return verdicts.contains(nil) ? nil : false
    default: return nil
    }
  }

  private func call(_ name: String, _ value: SchemaExpression, _ arguments: [SchemaExpression]) -> Result? {
    let made = result(value)
    if name == "size" {
      switch made {
      case .text(let text): return .number(Double(text.unicodeScalars.count))
      case .list(let elements): return .number(Double(elements.count))
      case .mapping(let mapping, _): return .number(Double(mapping.entries.count))
      default: return nil
      }
    }
    guard case .text(let text) = made, let argument = arguments.first,
      case .text(let other) = result(argument)
    else { return nil }
    switch name {
    case "startsWith": return .flag(text.utf8.starts(with: other.utf8))
    case "endsWith": return .flag(text.utf8.reversed().starts(with: other.utf8.reversed()))
    default:
      return .flag(
        other.isEmpty || text.utf8.indices.contains { text.utf8[$0...].starts(with: other.utf8) })
    }
  }

  private func each(
    _ macro: String, _ list: SchemaExpression, _ variable: String, _ body: SchemaExpression
  ) -> Result? {
    let elements: [Result]
    switch result(list) {
    case .list(let found): elements = found
    case .mapping(let mapping, _) where !mapping.hasOpenKey:
      elements = mapping.entries.map { .text($0.key) }
    default: return nil
    }
    let verdicts = elements.map { element in
      var inner = self
      inner.variables[variable] = element
      return inner.flag(body)
    }
    switch macro {
    case "all": return verdicts.contains(false) ? .flag(false) : verdicts.contains(nil) ? nil : .flag(true)
    case "exists": return verdicts.contains(true) ? .flag(true) : verdicts.contains(nil) ? nil : .flag(false)
    default: return verdicts.contains(nil) ? nil : .flag(verdicts.filter { $0 == true }.count == 1)
    }
  }
}

extension Value {
  /// Whether the mapping has a key that is filled in later, and so may be any.
  fileprivate var hasOpenKey: Bool { entries.contains { $0.key.isTemplated } }
}
