import Diagnostics
import YAML

/// A scalar of a lab.yaml with `<% … %>` in it.
struct TextTemplate: Sendable {
  private enum Part: Sendable {
    case text(String)
    case expression(Expression)
  }

  private let parts: [Part]

  init(_ node: Node) throws(TemplateError) {
    let places = Places(of: node)
    let segments = try Template.segments(
      of: Array((node.text ?? "").utf8), at: places.offset(of:), in: node.stream.source)
    parts = segments.map { segment in
      switch segment {
      case .text(let text): .text(String(decoding: text, as: UTF8.self))
      case .expression(let expression, _): .expression(expression)
      }
    }
  }

  init(literal text: String) { parts = [.text(text)] }

  /// The values that the placeholders have where the text comes out as a given one; the first is as long as can be.
  /// Nil where it cannot, or where a placeholder is more than a name.
  func match(_ text: String) -> [(name: String, value: String)]? {
    var found: [(name: String, value: String)] = []
    var rest = Substring(text)
    for (index, part) in parts.enumerated() {
      switch part {
      case .text(let literal):
        guard rest.hasPrefix(literal) else { return nil }
        rest = rest.dropFirst(literal.count)
      case .expression(let expression):
        guard expression.filters.isEmpty, let name = expression.name else { return nil }
        var end = rest.endIndex
        if index + 1 < parts.count {
          guard case .text(let next) = parts[index + 1], let mark = rest.ranges(of: next).last else {
            return nil
          }
          end = mark.lowerBound
        }
        guard end > rest.startIndex else { return nil }
        found.append((name, String(rest[..<end])))
        rest = rest[end...]
      }
    }
    return rest.isEmpty ? found : nil
  }

  var expressions: [Expression] {
    parts.compactMap { part in
      if case .expression(let expression) = part { expression } else { nil }
    }
  }

  /// The text with its values; a lone placeholder keeps the type of its value.
  func value(in scope: some Scope) throws(ExpressionError) -> TemplateValue {
    if parts.count == 1, case .expression(let expression) = parts[0] {
      return try expression.value(in: scope)
    }
    var text = ""
    var isSensitive = false
    for part in parts {
      switch part {
      case .text(let literal): text += literal
      case .expression(let expression):
        let value = try expression.value(in: scope)
        guard let inner = value.content.text else {
          let message = "\(value.content.kindName) cannot stand in a text"
          throw ExpressionError(message: message, offset: expression.offset)
        }
        text += inner
        isSensitive = isSensitive || value.isSensitive
      }
    }
    return TemplateValue(.string(text), isSensitive: isSensitive)
  }
}
