import Diagnostics
import YAML

/// Reads the fields of a lab.yaml; every mistake is kept, so that all are told at once.
struct FieldReader {
  let source: SourceFile
  /// The names that expressions may use.
  let names: Set<String>
  private(set) var errors: [TemplateError] = []
  /// The names that expressions do use.
  var used: Set<String> = []

  init(_ source: SourceFile, names: Set<String> = []) {
    self.source = source
    self.names = names
  }

  mutating func report(_ message: String, at node: Node) {
    errors.append(TemplateError(message, at: node.range, of: source))
  }

  mutating func report(_ error: TemplateError) { errors.append(error) }

  /// The fields of a mapping by name; a field that is not known is a mistake.
  mutating func fields(_ node: Node, of what: String, known: [String]) -> [String: Node] {
    guard node.kind == .mapping else {
      report("\(what) is a mapping of fields", at: node)
      return [:]
    }
    var fields: [String: Node] = [:]
    for entry in node.entries {
      let name = entry.key.text ?? ""
      if known.contains(name) {
        fields[name] = entry.value
      } else {
        report(unknownName(name, "field", known: known) + " (in \(what))", at: entry.key)
      }
    }
    return fields
  }

  /// The text of a field that must be there.
  mutating func required(_ name: String, _ fields: [String: Node], of node: Node) -> String {
    guard let field = fields[name] else {
      report("the field '\(name)' is missing", at: node)
      return ""
    }
    return text(field, name)
  }

  mutating func text(_ node: Node, _ name: String) -> String {
    guard let text = node.text, !text.isEmpty else {
      report("'\(name)' is a text", at: node)
      return ""
    }
    return text
  }

  mutating func bool(_ node: Node, _ name: String) -> Bool {
    guard node.scalarType == .bool else {
      report("'\(name)' is true or false", at: node)
      return false
    }
    return node.text?.lowercased() == "true"
  }

  mutating func strings(_ node: Node, _ name: String) -> [String] {
    guard node.kind == .sequence else {
      report("'\(name)' is a list", at: node)
      return []
    }
    return node.elements.compactMap(\.text)
  }

  mutating func condition(_ node: Node?) -> Condition? {
    guard let node else { return nil }
    if node.scalarType == .bool {
      let isTrue = node.text?.lowercased() == "true"
      return .value(Expression(head: .literal(.bool(isTrue)), filters: [], offset: 0))
    }
    guard let condition = parsed(node, ExpressionParser.condition) else { return nil }
    check(condition.expressions, in: node)
    return condition
  }

  mutating func expression(_ node: Node) -> Expression? {
    guard let expression = parsed(node, ExpressionParser.expression) else { return nil }
    check([expression], in: node)
    return expression
  }

  private mutating func check(_ expressions: [Expression], in node: Node) {
    for expression in expressions {
      guard let name = expression.name else { continue }
      used.insert(name)
      guard !names.contains(name) else { continue }
      let offset = Places(of: node).offset(of: expression.offset)
      errors.append(TemplateError(unknownName(name, "name", known: names), at: offset, of: source))
    }
  }

  mutating func template(_ node: Node) -> TextTemplate {
    do throws(TemplateError) {
      let template = try TextTemplate(node, of: source)
      check(template.expressions, in: node)
      return template
    } catch {
      errors.append(error)
      return TextTemplate(literal: "")
    }
  }

  private mutating func parsed<Result>(
    _ node: Node, _ parse: ([UInt8]) throws(ExpressionError) -> Result
  ) -> Result? {
    guard let text = node.text else {
      report("expected an expression", at: node)
      return nil
    }
    do throws(ExpressionError) {
      return try parse(Array(text.utf8))
    } catch {
      errors.append(TemplateError(error.message, at: Places(of: node).offset(of: error.offset), of: source))
      return nil
    }
  }
}
