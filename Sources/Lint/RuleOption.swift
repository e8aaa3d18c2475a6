/// A setting of one rule, given in a `.lintrc` beside its severity.
package struct RuleOption: Sendable {
  package enum Value: Hashable, Sendable {
    case strings([String])
    case number(Int)
    case flag(Bool)
  }

  package let name: String
  /// One line: what it does.
  package let summary: String
  /// What holds where no configuration gives it; its kind is the kind of every value.
  package let standard: Value

  package init(_ name: String, _ summary: String, standard: Value) {
    self.name = name
    self.summary = summary
    self.standard = standard
  }
}
