import Diagnostics

/// Which rules run, where, and at which severity.
package struct RuleSelection: Sendable {
  package var profile = Profile.default
  /// Only these; nil for all of the profile.
  package var select: Set<String>?
  package var ignore: Set<String> = []
  package var settings = RuleSettings()
  /// A later one wins over an earlier one.
  package var overrides: [RuleOverride] = []

  private static let profiles = Dictionary(uniqueKeysWithValues: allRules.map { ($0.id, $0.profile) })

  package init() {}

  /// What holds for a rule at one place.
  private enum State {
    case off
    /// With the severity that the configuration gives; nil for what the rule itself says.
    case on(Severity?)
  }

  private func state(of id: String, at path: String?) -> State {
    guard !ignore.contains(id), select?.contains(id) ?? true else { return .off }
    var state = baseState(of: id)
    guard let path else { return state }
    for override in overrides where override.matches(path) {
      guard let severity = override.severities[id] else { continue }
      state = severity.map { .on($0) } ?? .off
    }
    return state
  }

  private func baseState(of id: String) -> State {
    if select != nil { return .on(settings.severities[id] ?? nil) }
    if let severity = settings.severities[id] { return severity.map { .on($0) } ?? .off }
    return Self.profiles[id, default: .default] == .default || profile == .strict ? .on(nil) : .off
  }

  /// Whether a rule or a built-in check is on for a file.
  package func isOn(_ id: String, at path: String) -> Bool {
    if case .on = state(of: id, at: path) { true } else { false }
  }

  /// Whether a rule or a built-in check is on anywhere.
  package func runs(_ id: String) -> Bool {
    if case .on = state(of: id, at: nil) { return true }
    guard !ignore.contains(id), select?.contains(id) ?? true else { return false }
    return overrides.contains { ($0.severities[id] ?? nil) != nil }
  }

  /// The rules that run, with the options of the configuration.
  package var rules: [any Rule] {
    allRules.filter { runs($0.id) }.map { type in
      var rule: any Rule = type.init()
      for (name, value) in settings.options[type.id] ?? [:] { rule.set(name, to: value) }
      return rule
    }
  }

  /// A finding at the severity that the configuration wants at its place; nil where its rule is off there.
  func adjusted(_ diagnostic: Diagnostic) -> Diagnostic? {
    guard case .on(let severity) = state(of: diagnostic.rule, at: diagnostic.range.path) else { return nil }
    guard let severity else { return diagnostic }
    var diagnostic = diagnostic
    diagnostic.severity = severity
    return diagnostic
  }
}
