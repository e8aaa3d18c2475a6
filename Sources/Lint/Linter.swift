import Diagnostics
import Manifests
import YAML

/// Runs rules over a tree.
package struct Linter: Sendable {
  package let rules: [any Rule]

  package init(rules: [any Rule] = allRules.map { $0.init() }) {
    self.rules = rules
  }

  /// The findings of every rule, sorted by path, offset and rule, none twice.
  package func findings(in context: LintContext) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return rules.flatMap { $0.check(context) }.filter { seen.insert($0).inserted }.sorted(by: Linter.precedes)
  }

  /// The order of every report.
  package static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    (left.range, left.rule, left.message) < (right.range, right.rule, right.message)
  }
}
