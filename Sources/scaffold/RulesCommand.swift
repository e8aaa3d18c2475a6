import Lint
import Reporting

extension Command {
  static let rules = Command(
    "rules", "list the rules", flags: [Flag("--json", help: "as JSON")]
  ) { arguments, _ in
    guard arguments.has("--json") else { return Outcome(out: RuleDocumentation.table) }
    var json = JSONWriter()
    json.array { json in
      for rule in allRules {
        json.newline()
        RuleDocumentation.write(rule, to: &json, whole: false)
      }
    }
    return Outcome(out: json.text + "\n")
  }

  static let explain = Command(
    "explain", "say what a rule checks, why, and how to mend it", operands: "[RULE]",
    flags: [Flag("--json", help: "as JSON")]
  ) { arguments, _ in
    guard let name = arguments.operands.first else { return Outcome(out: RuleDocumentation.table) }
    guard arguments.operands.count == 1 else { return Outcome.misuse(["'explain' takes one rule"]) }
    let names = RuleNames()
    guard let id = names.canonical(name) else {
      return Outcome.misuse([
        "no rule is called '\(name)'" + didYouMean(name, names.all) + "; 'scaffold rules' lists them"
      ])
    }
    guard let rule = allRules.first(where: { $0.id == id }) else {
      return Outcome(out: RuleDocumentation.builtIn(id))
    }
    guard arguments.has("--json") else { return Outcome(out: RuleDocumentation.text(of: rule)) }
    var json = JSONWriter()
    RuleDocumentation.write(rule, to: &json, whole: true)
    return Outcome(out: json.text + "\n")
  }
}
