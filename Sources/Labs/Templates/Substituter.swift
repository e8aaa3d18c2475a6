import Diagnostics
import YAML

/// Works out what stands for each scalar that holds a placeholder.
struct Substituter {
  /// What a scalar becomes.
  enum Substitution {
    case string(String)
    /// A boolean, a number, a list or a mapping in place of a whole plain scalar.
    case native(TemplateValue.Content)
  }

  struct Edit {
    /// In the expanded text.
    let bytes: Range<Int>
    let replacement: [UInt8]
    let isSensitive: Bool
  }

  private let expanded: ExpandedTemplate
  private(set) var edits: [Edit] = []
  /// By the id of the node in the expanded stream.
  private(set) var substitutions: [Int: Substitution] = [:]

  init(_ expanded: ExpandedTemplate) { self.expanded = expanded }

  /// - Parameter key: the key of a block mapping whose value the node is.
  mutating func visit(_ node: Node, isFlow: Bool, isKey: Bool, key: Node? = nil) throws(TemplateError) {
    switch node.kind {
    case .scalar: try substitute(node, ScalarEncoder(isFlow: isFlow, isKey: isKey), key: key)
    case .sequence:
      for element in node.elements { try visit(element, isFlow: isFlow || node.style == .flow, isKey: false) }
    case .mapping:
      let isFlow = isFlow || node.style == .flow
      for entry in node.entries {
        try visit(entry.key, isFlow: isFlow, isKey: true)
        try visit(entry.value, isFlow: isFlow, isKey: false, key: isFlow ? nil : entry.key)
      }
    }
  }

  private mutating func substitute(_ node: Node, _ encoder: ScalarEncoder, key: Node?) throws(TemplateError) {
    guard !node.isAlias, node.mayHoldPlaceholder, let text = node.text else { return }
    guard let origin = expanded.origin(of: node.bytes.lowerBound) else { return }
    let places = Places(of: node)
    let segments = try Template.segments(of: Array(text.utf8), at: places.offset(of:), in: expanded.source)
    guard segments.contains(where: \.isExpression) else { return }
    let scope = expanded.scopes[origin.scope]
    let expanded = expanded
    var isSensitive = false
    var values: [TemplateValue.Content] = []
    for segment in segments {
      switch segment {
      case .text(let text): values.append(.string(String(decoding: text, as: UTF8.self)))
      case .expression(let expression, let offset):
        let value = try Self.value(of: expression, scope) { message, inner in
          expanded.error(message, at: places.offset(of: max(offset, inner)))
        }
        isSensitive = isSensitive || value.isSensitive
        values.append(value.content)
      }
    }
    let substitution = try substitution(values, node, encoder, at: places.offset(of: 0))
    substitutions[node.id] = substitution
    if case .native(.yaml(let block)) = substitution {
      guard let key else {
        throw expanded.error(
          "a mapping can stand only alone, as the value of a key", at: places.offset(of: 0))
      }
      edits.append(edit(node, block, key))
    } else {
      let replacement = Self.encode(substitution, node, encoder)
      edits.append(Edit(bytes: node.bytes, replacement: Array(replacement.utf8), isSensitive: isSensitive))
    }
  }

  /// A mapping goes on lines of its own, so that the spaces before the placeholder go.
  private func edit(_ node: Node, _ block: YAMLBlock, _ key: Node) -> Edit {
    let bytes = node.stream.source.bytes
    var start = node.bytes.lowerBound
    while start > 0, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
    let lineStart = bytes[..<key.bytes.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let indentation = key.bytes.lowerBound - lineStart + 2
    return Edit(
      bytes: start..<node.bytes.upperBound, replacement: block.text(indentation: indentation),
      isSensitive: false)
  }

  private func substitution(
    _ values: [TemplateValue.Content], _ node: Node, _ encoder: ScalarEncoder, at offset: Int
  ) throws(TemplateError) -> Substitution {
    if values.count == 1, let value = values.first, node.style == .plain, node.tag == nil, !encoder.isKey {
      switch value {
      case .bool, .int, .list, .yaml: return .native(value)
      case .string, .none: break
      }
    }
    var text = ""
    for value in values {
      guard let part = value.text else {
        throw expanded.error("\(value.kindName) can stand only alone, without quotes, as a value", at: offset)
      }
      text += part
    }
    guard text.utf8.count <= Renderer.maximumValue else {
      throw expanded.error("a value may have 64 KiB at most", at: offset)
    }
    return .string(text)
  }

  /// The value of a placeholder, which must not be absent.
  static func value(
    of expression: Expression, _ scope: ValueScope, _ error: (String, Int) -> TemplateError
  ) throws(TemplateError) -> TemplateValue {
    let value: TemplateValue
    do throws(ExpressionError) {
      value = try expression.value(in: scope)
    } catch {
      let known = scope.values.keys
      let isName = expression.name.map { !known.contains($0) } ?? false
      let message = isName ? unknownName(expression.name ?? "", "name", known: known) : error.message
      throw makeError(message, error.offset)
    }
    guard value.content != .none else {
      throw makeError(
        "'\(expression.name ?? "it")' has no value here; ask with '#% if' or give a default(…)",
        expression.offset)
    }
    return value

    func makeError(_ message: String, _ offset: Int) -> TemplateError { error(message, offset) }
  }

  private static func encode(_ substitution: Substitution, _ node: Node, _ encoder: ScalarEncoder) -> String {
    switch substitution {
    case .native(let content): native(content)
    case .string(let text):
      switch node.style {
      case .literal, .folded:
        BlockScalar(node).flatMap { $0.encode(text) } ?? encoder.encode(text, preferring: .doubleQuoted)
      case let style: encoder.encode(text, preferring: style)
      }
    }
  }

  private static func native(_ content: TemplateValue.Content) -> String {
    switch content {
    case .none, .yaml: "null"
    case .bool, .int: content.text ?? "null"
    case .string(let text): ScalarEncoder(isFlow: true).encode(text)
    case .list(let elements): "[" + elements.map(native).joined(separator: ", ") + "]"
    }
  }

  /// The text with every edit made, and for each edit where it came to stand.
  func applied() -> (RenderedText, places: [Range<Int>]) { Self.apply(edits, to: expanded.source.bytes) }

  static func apply(_ edits: [Edit], to bytes: [UInt8]) -> (RenderedText, places: [Range<Int>]) {
    var output: [UInt8] = []
    var places: [Range<Int>] = []
    var position = 0
    for edit in edits {
      output += bytes[position..<edit.bytes.lowerBound]
      places.append(output.count..<output.count + edit.replacement.count)
      output += edit.replacement
      position = edit.bytes.upperBound
    }
    output += bytes[position...]
    let sensitive = zip(edits, places).filter { $0.0.isSensitive }.map { $0.1 }
    return (RenderedText(bytes: output, sensitive: sensitive), places)
  }
}

extension TemplateSegment {
  fileprivate var isExpression: Bool {
    if case .expression = self { true } else { false }
  }
}
