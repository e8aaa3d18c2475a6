import Diagnostics
import Foundation
import Lint
import Testing

/// The catalogue of mistakes, held against the rules.
@Suite struct CatalogueTests {
  private static let checks: [(id: String, severities: String)] = catalogue.split(separator: "\n").filter {
    !$0.hasPrefix("#")
  }.map { line in
    let words = line.split(separator: " ")
    return (String(words[0]), String(words[1]))
  }

  @Test func `every check of the catalogue is a rule, an alias of one, or left out with a reason`() {
    #expect(Self.checks.count == 247)
    let names = RuleNames()
    let leftOut = Set(LeftOutChecks.all.map(\.id))
    for (id, _) in Self.checks {
      #expect((names.canonical(id) != nil) != leftOut.contains(id), "\(id)")
    }
    #expect(leftOut.isSubset(of: Self.checks.map(\.id)))
    #expect(LeftOutChecks.all.allSatisfy { $0.reason.count > 40 })
  }

  /// Rules that are errors where the catalogue says warning: only what is a near miss or stands in another namespace
  /// is one, as for every other reference.
  private static let raised: Set = ["ref-ks-source-missing", "ref-substitute-from-missing"]

  @Test func `a rule has a severity that the catalogue gives it`() {
    let rules = Dictionary(uniqueKeysWithValues: allRules.map { ($0.id, $0) })
    for (id, severities) in Self.checks where !Self.raised.contains(id) {
      guard let rule = rules[id] else { continue }
      let isOff = rule.profile == .strict && severities == "O"
      #expect(isOff || severities.contains(rule.severity.rawValue.uppercased().prefix(1)), "\(id)")
    }
  }

  @Test func `every rule says why it matters, how to mend it, and where the fact comes from`() {
    for rule in allRules {
      let parts = rule.explanation.components(separatedBy: "\n\n")
      #expect(parts.count >= 3, "\(rule.id)")
      #expect(parts[0].count > 40 && !parts[0].hasPrefix("Fix:"), "\(rule.id)")
      #expect(parts.contains { $0.hasPrefix("Fix: ") }, "\(rule.id)")
      #expect(parts.contains { $0.hasPrefix("Source: ") }, "\(rule.id)")
    }
  }
}
