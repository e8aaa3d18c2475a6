import Diagnostics
import YAML

/// Reads the fields of a lab.yaml; every mistake is kept, so that all are told at once.
struct FieldReader {
  /// The names that expressions may use.
  let names: Set<String>
  private(set) var errors: [TemplateError] = []
  /// The names that expressions do use.
  var used: Set<String> = []

  init(names: Set<String>) { self.names = names }

  mutating func report(_ message: String, at node: Node) {
    errors.append(TemplateError(message, at: node.range, of: node.stream.source))
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

  private mutating func check(_ expressions: [Expression], in node: Node, variables: Set<String> = []) {
    for expression in expressions {
      guard let name = expression.name else { continue }
      used.insert(name)
      guard !names.contains(name), !variables.contains(name) else { continue }
      let offset = Places(of: node).offset(of: expression.offset)
      let message = unknownName(name, "name", known: names.union(variables))
      errors.append(TemplateError(message, at: offset, of: node.stream.source))
    }
  }

  /// - Parameter variables: names that are known here only.
  mutating func template(_ node: Node, variables: Set<String> = []) -> TextTemplate {
    do throws(TemplateError) {
      let template = try TextTemplate(node)
      check(template.expressions, in: node, variables: variables)
      return template
    } catch {
      errors.append(error)
      return TextTemplate(literal: "")
    }
  }

  /// `NAME in LIST`, the name not one that is known already.
  mutating func loop(_ node: Node) -> LabFile.Loop? {
    let parts = (node.text ?? "").split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
    guard parts.count == 3, parts[1] == "in", parts[0].utf8.allSatisfy(\.isNameByte),
      parts[0].utf8.first?.isLowerOrDigit == true
    else {
      report("a loop is written 'NAME in LIST'", at: node)
      return nil
    }
    let variable = String(parts[0])
    if names.contains(variable) { report("the loop's '\(variable)' is a parameter already", at: node) }
    let offset = (node.text ?? "").utf8.count - parts[2].utf8.count
    do throws(ExpressionError) {
      let list = try ExpressionParser.expression(Array(parts[2].utf8))
      check([list], in: node)
      return LabFile.Loop(variable: variable, list: list)
    } catch {
      let place = Places(of: node).offset(of: offset + error.offset)
      errors.append(TemplateError(error.message, at: place, of: node.stream.source))
      return nil
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
      let offset = Places(of: node).offset(of: error.offset)
      errors.append(TemplateError(error.message, at: offset, of: node.stream.source))
      return nil
    }
  }
}
