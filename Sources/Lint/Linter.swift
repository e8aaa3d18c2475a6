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
    return checked(context).joined().filter { seen.insert($0).inserted }.sorted(by: Linter.precedes)
  }

  /// The findings of each rule, in the order of the rules, whichever thread was first.
  private func checked(_ context: LintContext) -> [[Diagnostic]] {
    let count = rules.count
    // From both ends of the list: rules of one family wait for the same facts.
    let order = (0..<count).map { $0 % 2 == 0 ? $0 / 2 : count - 1 - $0 / 2 }
    let found = Threads.map(count, threads: context.settings.threads) { [rules] in
      rules[order[$0]].check(context)
    }
    var sorted = [[Diagnostic]](repeating: [], count: count)
    for (turn, index) in order.enumerated() { sorted[index] = found[turn] }
    return sorted
  }

  /// The order of every report.
  package static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    (left.range, left.rule, left.message) < (right.range, right.rule, right.message)
  }
}
