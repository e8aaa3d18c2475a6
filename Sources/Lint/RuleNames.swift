import Diagnostics

/// The ids by which rules are known: their own, their aliases, and those of the checks on the configuration itself.
package struct RuleNames: Sendable {
  /// The checks that are no rules: on suppressions and on the baseline.
  package static let builtIn: [(id: String, severity: Severity, summary: String)] = [
    ("suppression-no-reason", .error, "a suppression comment without a reason"),
    ("suppression-unused", .warning, "a suppression comment that silences nothing"),
    ("baseline-stale", .warning, "a baseline entry that matches no finding"),
  ]

  /// Every id that is not an alias, sorted.
  package var all: [String] { Set(canonicalIDs.values).sorted() }
  private let canonicalIDs: [String: String]

  package init(_ rules: [any Rule.Type] = allRules) {
    var ids: [String: String] = [:]
    for rule in rules {
      ids[rule.id] = rule.id
      for alias in rule.aliases { ids[alias] = rule.id }
    }
    for check in Self.builtIn { ids[check.id] = check.id }
    canonicalIDs = ids
  }

  /// The id of the rule that a name stands for; nil for an unknown one.
  package func canonical(_ name: String) -> String? { canonicalIDs[name] }

  /// The ids that a name or a prefix such as `sec-` stands for; empty for an unknown one.
  package func matching(_ name: String) -> [String] {
    if let id = canonicalIDs[name] { return [id] }
    guard name.hasSuffix("-") else { return [] }
    return all.filter { $0.hasPrefix(name) }
  }
}
