/// `name | filter | …`: what stands between `<%` and `%>`, and on the sides of a condition.
struct Expression: Sendable {
  enum Head: Sendable {
    case name(String)
    case literal(TemplateValue.Content)
  }

  struct FilterCall: Sendable {
    let filter: Filter
    let argument: String?
    let offset: Int
  }

  let head: Head
  let filters: [FilterCall]
  /// Bytes from the start of the text that it was parsed from.
  let offset: Int

  var name: String? {
    if case .name(let name) = head { name } else { nil }
  }
}

/// What follows `#% if`, and stands in `when:` and `if:` of a lab.yaml.
indirect enum Condition: Sendable {
  case value(Expression)
  case equal(Expression, Expression)
  case member(Expression, [Expression])
  case not(Condition)
  case and(Condition, Condition)
  case or(Condition, Condition)

  /// Every expression in it, from the left.
  var expressions: [Expression] {
    switch self {
    case .value(let expression): [expression]
    case .equal(let left, let right): [left, right]
    case .member(let element, let list): [element] + list
    case .not(let condition): condition.expressions
    case .and(let left, let right), .or(let left, let right): left.expressions + right.expressions
    }
  }
}

/// What is wrong in an expression, and where.
struct ExpressionError: Error {
  let message: String
  /// Bytes from the start of the text that was parsed.
  let offset: Int
}

/// The names that a template sees.
protocol Scope {
  /// The value of a name; nil where there is no such name.
  func value(of name: String) throws(ExpressionError) -> TemplateValue?
}

/// Names with values that are already known.
struct ValueScope: Scope {
  var values: [String: TemplateValue]

  init(_ values: [String: TemplateValue]) { self.values = values }

  func value(of name: String) -> TemplateValue? { values[name] }
}

extension Expression {
  func value(in scope: some Scope) throws(ExpressionError) -> TemplateValue {
    var value: TemplateValue
    switch head {
    case .literal(let content): value = TemplateValue(content)
    case .name(let name):
      guard let found = try scope.value(of: name) else {
        throw ExpressionError(message: "unknown name '\(name)'", offset: offset)
      }
      value = found
    }
    for call in filters { value = try call.filter.apply(to: value, call) }
    return value
  }
}

extension Condition {
  func isTrue(in scope: some Scope) throws(ExpressionError) -> Bool {
    switch self {
    case .value(let expression): try expression.value(in: scope).content.isTrue
    case .equal(let left, let right): try left.value(in: scope).content == right.value(in: scope).content
    case .member(let element, let list): try Self.isMember(element, of: list, in: scope)
    case .not(let condition): try !condition.isTrue(in: scope)
    case .and(let left, let right):
      if try left.isTrue(in: scope) { try right.isTrue(in: scope) } else { false }
    case .or(let left, let right): if try left.isTrue(in: scope) { true } else { try right.isTrue(in: scope) }
    }
  }

  private static func isMember(
    _ element: Expression, of list: [Expression], in scope: some Scope
  ) throws(ExpressionError) -> Bool {
    let wanted = try element.value(in: scope).content
    for candidate in list {
      let value = try candidate.value(in: scope).content
      if case .list(let elements) = value {
        if elements.contains(wanted) { return true }
      } else if value == wanted {
        return true
      }
    }
    return false
  }
}
