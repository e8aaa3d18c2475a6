/// Why a file could not be read as YAML, and where.
package struct YAMLError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The text breaks YAML's grammar.
    case syntax
    /// The bytes are not UTF-8, or hold a control character.
    case encoding
    /// An alias whose anchor is not defined before it, or that lies inside its own anchor.
    case alias
    /// Deeper nesting, more aliases or more directives than any manifest needs.
    case limit
  }

  package let kind: Kind
  package let message: String
  /// Bytes from the start of the file.
  package let offset: Int
}
