import Diagnostics
import Manifests

/// What a configuration says of rules: of the whole tree, or of some paths.
package struct RuleSettings: Sendable {
  /// `.some(nil)` turns a rule off.
  package var severities: [String: Severity?] = [:]
  /// By rule and option.
  package var options: [String: [String: RuleOption.Value]] = [:]

  package init() {}
}

/// Other severities for the files under some paths.
package struct RuleOverride: Sendable {
  package let paths: [String]
  package let severities: [String: Severity?]
  private let patterns: IgnoreRules

  /// - Parameter paths: patterns as a .gitignore writes them, relative to the root of the tree.
  package init(paths: [String], severities: [String: Severity?]) {
    self.paths = paths
    self.severities = severities
    patterns = IgnoreRules(lines: paths.map { $0[...] }, directory: "")
  }

  func matches(_ path: String) -> Bool { patterns.leavesOut(path) }
}
