import Diagnostics
import Manifests

/// What a name of a template stands for.
package struct TemplateValue: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// No value: an optional parameter that was not given.
    case none
    case string(String)
    case bool(Bool)
    case int(Int)
    case list([Content])
    /// A mapping, which stands only alone as the value of a key.
    case yaml(YAMLBlock)
  }

  package let content: Content
  /// Whether it holds a secret or was made from one: it may stand only in a file of mode `secret`.
  package let isSensitive: Bool

  package init(_ content: Content, isSensitive: Bool = false) {
    self.content = content
    self.isSensitive = isSensitive
  }

  package static func string(_ text: String) -> TemplateValue { TemplateValue(.string(text)) }
  package static func bool(_ flag: Bool) -> TemplateValue { TemplateValue(.bool(flag)) }
  package static func int(_ number: Int) -> TemplateValue { TemplateValue(.int(number)) }
  package static func list(_ texts: [String]) -> TemplateValue {
    TemplateValue(.list(texts.map { .string($0) }))
  }
  package static let none = TemplateValue(.none)

  func with(_ content: Content) -> TemplateValue { TemplateValue(content, isSensitive: isSensitive) }
}

extension TemplateValue.Content {
  /// What a condition makes of it: there, not empty, not zero, not false.
  var isTrue: Bool {
    switch self {
    case .none: false
    case .string(let text): !text.isEmpty
    case .bool(let flag): flag
    case .int(let number): number != 0
    case .list(let elements): !elements.isEmpty
    case .yaml: true
    }
  }

  /// The text that it has inside a longer scalar; nil for a list, a mapping and no value.
  var text: String? {
    switch self {
    case .none, .list, .yaml: nil
    case .string(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): String(number)
    }
  }

  /// A noun phrase for messages, without the value itself.
  var kindName: String {
    switch self {
    case .none: "no value"
    case .string: "a string"
    case .bool: "a boolean"
    case .int: "a number"
    case .list: "a list"
    case .yaml: "a mapping"
    }
  }

  /// The value as JSON text.
  var json: String {
    switch self {
    case .none, .yaml: "null"
    case .string(let text): JSONString.quoted(text)
    case .list(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
    default: text ?? "null"
    }
  }
}

extension TemplateValue: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { isSensitive ? "•••" : content.json }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
