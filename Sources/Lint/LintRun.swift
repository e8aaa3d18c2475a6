import Diagnostics
import Manifests

/// What one run over a tree found. Every finding has its fingerprint, and each list is sorted.
package struct LintRun: Sendable {
  /// A finding that a comment silences, and the reason that the comment gives.
  package struct Suppressed: Sendable {
    package let diagnostic: Diagnostic
    package let reason: String
  }

  /// What is left when suppressions and the baseline have had their say.
  package let diagnostics: [Diagnostic]
  package let suppressed: [Suppressed]
  package let baselined: [Diagnostic]
  /// The entries of the baseline that match nothing, as numbers from 0.
  package let stale: Set<Int>
  /// The objects whose fields no rule could check, for want of a definition of their kind; empty where no rule would.
  package let unchecked: [Manifest]

  /// Runs the selected rules, then the suppressions of the tree, then the baseline.
  package init(
    _ context: LintContext, selection: RuleSelection = RuleSelection(), baseline: Baseline? = nil
  ) {
    let names = RuleNames()
    let rules = selection.rules
    let found = Linter(rules: rules).findings(in: context).compactMap(selection.adjusted)
    unchecked = rules.contains { type(of: $0).id.hasPrefix("api-") } ? context.api.unchecked : []
    var suppressions = Suppressions(context.tree)
    let (kept, silenced) = suppressions.split(found, names: names)
    var all = kept.map { (diagnostic: $0, reason: String?.none) }
    all += silenced.map { ($0.diagnostic, $0.reason) }
    all += suppressions.findings(names: names, isOn: selection.isOn).compactMap(selection.adjusted).map {
      ($0, nil)
    }
    all.sort { Linter.precedes($0.diagnostic, $1.diagnostic) }
    // Silenced findings count as well: another's fingerprint does not change by a comment.
    let marked = Linter.withFingerprints(all.map(\.diagnostic))
    suppressed = zip(marked, all).compactMap { diagnostic, entry in
      entry.reason.map { Suppressed(diagnostic: diagnostic, reason: $0) }
    }
    let open = zip(marked, all).filter { $1.reason == nil }.map(\.0)
    let known = baseline?.fingerprints ?? []
    baselined = open.filter { known.contains($0.fingerprint) }
    stale = baseline?.stale(found: Set(baselined.map(\.fingerprint)), isOn: selection.isOn) ?? []
    let left = open.filter { !known.contains($0.fingerprint) }
    let complaints = baseline?.complaints(stale, in: context.tree).compactMap(selection.adjusted) ?? []
    diagnostics = (left + Linter.withFingerprints(complaints)).sorted(by: Linter.precedes)
  }
}
