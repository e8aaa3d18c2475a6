import Diagnostics
import Manifests

/// What one run over a tree found.
package struct LintRun: Sendable {
  /// Sorted, with fingerprints; suppressed ones left out.
  package let diagnostics: [Diagnostic]
  package let suppressed: Int

  /// Runs the selected rules, then the suppressions of the tree.
  package init(_ context: LintContext, selection: RuleSelection = RuleSelection()) {
    let rules = selection.rules
    let names = RuleNames()
    let found = Linter(rules: rules).findings(in: context).map(selection.adjusted)
    var suppressions = Suppressions(context.tree)
    var kept = suppressions.filter(found, names: names)
    let ran = Set(rules.map { type(of: $0).id })
    kept += suppressions.findings(names: names, ran: ran).filter {
      selection.includes($0.rule, profile: .default)
    }
    .map(selection.adjusted)
    kept.sort(by: Linter.precedes)
    Linter.addFingerprints(to: &kept)
    diagnostics = kept
    suppressed = suppressions.count
  }
}
