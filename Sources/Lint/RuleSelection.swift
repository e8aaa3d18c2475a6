import Diagnostics

/// Which rules run, and at which severity.
package struct RuleSelection: Sendable {
  package var profile = Profile.default
  /// Only these; nil for all of the profile.
  package var select: Set<String>?
  package var ignore: Set<String> = []
  /// Severities that the configuration sets; `.some(nil)` turns a rule off.
  package var severities: [String: Severity?] = [:]

  package init() {}

  /// Whether a rule or a built-in check runs.
  package func includes(_ id: String, profile: Profile) -> Bool {
    guard !ignore.contains(id) else { return false }
    if let select { return select.contains(id) }
    if let severity = severities[id] { return severity != nil }
    return profile == .default || self.profile == .strict
  }

  /// The rules that run.
  package var rules: [any Rule] {
    allRules.filter { includes($0.id, profile: $0.profile) }.map { $0.init() }
  }

  /// A finding at the severity that the configuration wants for its rule.
  func adjusted(_ diagnostic: Diagnostic) -> Diagnostic {
    guard let severity = severities[diagnostic.rule] ?? nil else { return diagnostic }
    var diagnostic = diagnostic
    diagnostic.severity = severity
    return diagnostic
  }
}
