import Diagnostics
import Manifests
import YAML

/// Which runs a rule takes part in unless the configuration says otherwise.
package enum Profile: String, Sendable {
  /// Every run.
  case `default`
  /// Runs with `--profile strict`: true findings that most trees choose to live with.
  case strict
}

/// One kind of mistake: what it is called, why it matters, examples that are its tests, and the check.
///
/// Everything that a user reads of a rule (`explain`, docs/rules.md, `.lintrc.example`) is made from these.
package protocol Rule: Sendable {
  /// `family-noun-phrase` of the fault, as in the rule catalogue.
  static var id: String { get }
  /// Former or other ids under which suppressions and configurations know the rule.
  static var aliases: [String] { get }
  static var severity: Severity { get }
  static var profile: Profile { get }
  /// One line: what is reported.
  static var summary: String { get }
  /// Markdown: why it matters in the cluster, then `Fix:` what to do, then `Source:` where the fact comes from.
  static var explanation: String { get }
  /// At least two bad and two good ones; a trap that the rule must not fall into is a good one.
  static var examples: [Example] { get }

  /// What a configuration may set besides the severity.
  static var options: [RuleOption] { get }

  init()

  /// Takes the value of one of ``options``; only values of the option's kind are given.
  mutating func set(_ option: String, to value: RuleOption.Value)

  /// The findings in a tree, in any order.
  func check(_ context: LintContext) -> [Diagnostic]
}

extension Rule {
  package static var aliases: [String] { [] }
  package static var profile: Profile { .default }
  package static var options: [RuleOption] { [] }

  package mutating func set(_ option: String, to value: RuleOption.Value) {}

  /// A finding of this rule, at its usual severity unless another is given.
  func finding(
    _ message: String, at range: SourceRange, in manifest: Manifest? = nil, severity: Severity? = nil,
    related: [Note] = [], fix: Fix? = nil
  ) -> Diagnostic {
    Diagnostic(
      rule: Self.id, severity: severity ?? Self.severity, message: message, range: range,
      object: manifest?.id.objectName, related: related, fix: fix)
  }
}
