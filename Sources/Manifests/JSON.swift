/// A JSON text (RFC 8259) with the place of every part.
package struct JSON: Sendable {
  package enum Content: Sendable {
    case null
    case bool(Bool)
    /// As written.
    case number(String)
    /// Decoded. As in Go, half a surrogate pair and bytes that are no UTF-8 become U+FFFD.
    case string(String)
    case array([JSON])
    /// In the order of the text, repeated keys and all.
    case object([Member])
  }

  /// One member of an object.
  package struct Member: Sendable {
    package let key: String
    /// The key with its quotes; bytes from the start of the text.
    package let keyBytes: Range<Int>
    package let value: JSON
  }

  package let content: Content
  /// Bytes from the start of the text; quotes and brackets included.
  package let bytes: Range<Int>

  /// Reads a text that holds one value and nothing else.
  package init(_ text: [UInt8]) throws(JSONError) {
    var reader = JSONReader(text)
    self = try reader.document()
  }

  init(_ content: Content, _ bytes: Range<Int>) {
    self.content = content
    self.bytes = bytes
  }
}

extension JSON {
  /// The members of an object, in order; empty for anything else.
  package var members: [Member] {
    if case .object(let members) = content { members } else { [] }
  }

  /// The value of a key; the last one where the key is repeated, as Go reads it.
  package subscript(key: String) -> JSON? {
    members.last { $0.key == key }?.value
  }

  /// The elements of an array, in order; empty for anything else.
  package var elements: [JSON] {
    if case .array(let elements) = content { elements } else { [] }
  }

  /// The decoded text of a string; nil for anything else.
  package var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  package var isObject: Bool {
    if case .object = content { true } else { false }
  }

  package var isNull: Bool {
    if case .null = content { true } else { false }
  }
}

/// Why a text is not JSON, and where.
package struct JSONError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case byteOrderMark
    /// The text ends before its value does.
    case unfinished
    /// Something stands behind the value.
    case trailing
    case syntax
    /// Nested deeper than ``JSONReader/maximumDepth``.
    case depth
  }

  package let kind: Kind
  /// One sentence, lower case; never a part of the text but single punctuation bytes.
  package let message: String
  /// Bytes from the start of the text.
  package let offset: Int
}
