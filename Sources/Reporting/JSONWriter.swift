import Diagnostics

/// Writes JSON without a tree of values in between.
package struct JSONWriter {
  package private(set) var text = ""
  private var needsComma = false

  package init() {}

  package mutating func object(_ body: (inout JSONWriter) -> Void) { container("{", "}", body) }

  package mutating func array(_ body: (inout JSONWriter) -> Void) { container("[", "]", body) }

  private mutating func container(_ open: String, _ close: String, _ body: (inout JSONWriter) -> Void) {
    separate()
    text += open
    needsComma = false
    body(&self)
    text += close
    needsComma = true
  }

  package mutating func key(_ key: String) {
    separate()
    text += JSONString.quoted(key)
    text += ":"
    needsComma = false
  }

  package mutating func field(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  package mutating func field(_ key: String, _ value: Int) {
    self.key(key)
    raw(String(value))
  }

  package mutating func field(_ key: String, _ value: Bool) {
    self.key(key)
    raw(value ? "true" : "false")
  }

  package mutating func string(_ value: String) {
    separate()
    text += JSONString.quoted(value)
    needsComma = true
  }

  /// A number, `true`, `false` or `null`, already written.
  package mutating func raw(_ value: String) {
    separate()
    text += value
    needsComma = true
  }

  /// A line break between tokens, for people.
  package mutating func newline() {
    if needsComma {
      text += ","
      needsComma = false
    }
    text += "\n"
  }

  private mutating func separate() {
    if needsComma { text += "," }
    needsComma = false
  }
}
