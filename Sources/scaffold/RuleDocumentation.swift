import Diagnostics
import Lint
import Reporting

/// The texts that are made from the rules themselves.
enum RuleDocumentation {
  /// One line a rule: id, severity, profile where it is not the default one, summary.
  static var table: String {
    let rows =
      allRules.map { ($0.id, $0.severity, $0.profile, $0.summary) }
      + RuleNames.builtIn.map { ($0.id, $0.severity, Profile.default, $0.summary) }
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { id, severity, profile, summary in
      let level = profile == .strict ? "\(severity.rawValue), strict" : severity.rawValue
      return pad(id, width) + "  " + pad(level, 15) + "  " + summary + "\n"
    }.joined()
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func builtIn(_ id: String) -> String {
    RuleNames.builtIn.filter { $0.id == id }.map { "\($0.id) (\($0.severity.rawValue)): \($0.summary)\n" }
      .joined()
  }

  /// What `explain` prints.
  static func text(of rule: any Rule.Type) -> String {
    var text =
      "\(rule.id) (\(rule.severity.rawValue)\(rule.profile == .strict ? ", profile strict" : ""))\n\n"
    text += rule.summary + "\n\n" + rule.explanation + "\n"
    for example in rule.examples {
      text += "\n\(heading(example)):\n\n" + indented(example.text)
    }
    return text
  }

  /// What reports say of the rules, by id.
  static var reportRules: [Report.Rule] {
    let rules = allRules.map { rule in
      Report.Rule(
        id: rule.id, severity: rule.severity, summary: rule.summary, explanation: rule.explanation)
    }
    let builtIn = RuleNames.builtIn.map { check in
      Report.Rule(id: check.id, severity: check.severity, summary: check.summary, explanation: "")
    }
    return (rules + builtIn).sorted { $0.id < $1.id }
  }

  /// docs/rules.md.
  static var page: String {
    let head = """
      # The rules

      Made from the rules themselves by `make generate`; `scaffold explain RULE` prints one of these. In a bad example \
      `↓` stands before each place that is reported.


      """
    let builtIn = RuleNames.builtIn.map { check in
      "## \(check.id)\n\n*\(check.severity.rawValue)*: \(check.summary).\n"
    }
    let leftOut = LeftOutChecks.all.map { "- `\($0.id)`: \($0.reason)\n" }.joined()
    return head + (allRules.map(markdown) + builtIn).joined(separator: "\n")
      + "\n# Checks that are left out\n\n" + leftOut
  }

  /// The section of docs/rules.md.
  static func markdown(of rule: any Rule.Type) -> String {
    var text = "## \(rule.id)\n\n"
    text +=
      "*\(rule.severity.rawValue)\(rule.profile == .strict ? ", profile strict" : "")*: \(rule.summary).\n\n"
    if !rule.aliases.isEmpty { text += "Also known as: \(rule.aliases.joined(separator: ", ")).\n\n" }
    text += rule.explanation + "\n"
    for example in rule.examples {
      text += "\n\(heading(example)):\n\n```yaml\n\(example.text)\n```\n"
    }
    return text
  }

  private static func heading(_ example: Example) -> String {
    let verdict = example.verdict == .bad ? "Bad" : "Good"
    return example.title.isEmpty ? verdict : "\(verdict) (\(example.title))"
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "\n" : "    \($0)\n" }
      .joined()
  }

  static func write(_ rule: any Rule.Type, to json: inout JSONWriter, whole: Bool) {
    json.object { json in
      json.field("id", rule.id)
      json.field("severity", rule.severity.rawValue)
      json.field("profile", rule.profile.rawValue)
      json.field("summary", rule.summary)
      json.key("aliases")
      json.array { json in for alias in rule.aliases { json.string(alias) } }
      guard whole else { return }
      json.field("explanation", rule.explanation)
      json.key("examples")
      json.array { json in
        for example in rule.examples {
          json.object { json in
            json.field("verdict", example.verdict == .bad ? "bad" : "good")
            json.field("title", example.title)
            json.field("text", example.text)
            if let fixed = example.fixed { json.field("fixed", fixed) }
          }
        }
      }
    }
  }
}
