/// Conditions as a person reads them, in flags.
extension Lab {
  /// What else has to be answered for a parameter to be of use; nil where it always is.
  package func use(of parameter: Parameter) -> String? { parameter.condition.map { told($0) } }

  /// What makes a required parameter so; nil where nothing else decides.
  package func need(of parameter: Parameter) -> String? {
    guard let requirement = parameter.requirement, requirement.expressions.contains(where: { $0.name != nil })
    else { return nil }
    return told(requirement)
  }

  /// A condition in flags: `'--secret plain'`.
  func told(_ condition: Condition) -> String {
    switch condition {
    case .value(let expression):
      let name = expression.name ?? ""
      // A derived condition is told by what it is made of.
      if case .condition(let inner) = derived.first(where: { $0.name == name })?.rule { return told(inner) }
      return "'--\(name)'"
    case .equal(let left, let right): return "'--\(left.name ?? "") \(right.literalText)'"
    case .member(let element, let list):
      return "'--\(element.name ?? "") \(list.map(\.literalText).joined(separator: "|"))'"
    case .not(.equal(let left, let right)):
      return "another '--\(left.name ?? "")' than '\(right.literalText)'"
    case .not(let inner): return "the absence of \(told(inner))"
    case .and(let left, let right): return "\(told(left)) and \(told(right))"
    case .or(let left, let right): return "\(told(left)) or \(told(right))"
    }
  }
}

extension Expression {
  fileprivate var literalText: String {
    if case .literal(let content) = head { content.text ?? "" } else { name ?? "" }
  }
}
