import Diagnostics

/// A mistake in a template or a lab.yaml, and its place.
package struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Relative to the folder of templates.
  package let path: String
  package let location: SourceLocation
  /// One sentence, lower case.
  package let message: String

  package init(path: String, location: SourceLocation, message: String) {
    self.path = path
    self.location = location
    self.message = message
  }

  init(_ message: String, at offset: Int, of source: SourceFile) {
    self.init(path: source.path, location: LineTable(source.bytes).location(at: offset), message: message)
  }

  init(_ message: String, at range: SourceRange, of source: SourceFile) {
    self.init(message, at: range.bytes.lowerBound, of: source)
  }

  package var description: String { "\(path):\(location.line):\(location.column): error: \(message)" }
}

/// Several mistakes, reported together.
package struct TemplateErrors: Error, Hashable, Sendable {
  /// At least one, in the order of path and place.
  package let errors: [TemplateError]

  package init(_ errors: [TemplateError]) {
    self.errors = errors
  }
}

/// "'x' is no filter; known: …" with the nearest name first asked for.
func unknownName(_ name: String, _ what: String, known: some Sequence<String>) -> String {
  let known = known.sorted()
  if let near = nearest(to: name, among: known) {
    return "unknown \(what) '\(name)'; did you mean '\(near)'?"
  }
  return "unknown \(what) '\(name)'; known: \(known.joined(separator: ", "))"
}

/// "; did you mean 'x'?" where a known name is near, else nothing.
func suggestion(_ name: String, _ known: some Sequence<String>) -> String {
  nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
}
