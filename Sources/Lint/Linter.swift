import Diagnostics
import Manifests
import Synchronization
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
    let threads = min(context.settings.threads, rules.count)
    guard threads > 1 else { return rules.map { $0.check(context) } }
    let next = Atomic<Int>(0)
    let found = Mutex([[Diagnostic]](repeating: [], count: rules.count))
    Threads.run(threads) {
      while true {
        let turn = next.add(1, ordering: .relaxed).oldValue
        guard turn < rules.count else { return }
        // From both ends of the list: rules of one family wait for the same facts.
        let index = turn % 2 == 0 ? turn / 2 : rules.count - 1 - turn / 2
        let findings = rules[index].check(context)
        found.withLock { $0[index] = findings }
      }
    }
    return found.withLock { $0 }
  }

  /// The order of every report.
  package static func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    (left.range, left.rule, left.message) < (right.range, right.rule, right.message)
  }
}
