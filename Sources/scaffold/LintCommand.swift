import Diagnostics
import Lint
import Manifests
import Reporting
import YAML

extension Command {
  static let lint = Command(
    "lint", "check a tree: names, resources, secrets, and what Flux will make of them", operands: "[PATH…]",
    flags: [
      Flag("--format", value: .choice(["text", "json"]), help: "what standard output gets (default: text)"),
      Flag(
        "--fail-on", value: .choice(["error", "warning", "info", "never"]),
        help: "the severity that makes the exit status 1 (default: warning)"),
      Flag(
        "--select", value: .list("RULE[,RULE]"), isRepeatable: true,
        help: "run only these rules; 'sec-' is a prefix"),
      Flag("--ignore", value: .list("RULE[,RULE]"), isRepeatable: true, help: "do not run these rules"),
      Flag("--profile", value: .choice(["default", "strict"]), help: "which rules run (default: default)"),
      Flag(
        "--flux-version", value: .text("X.Y"),
        help: "the Flux to check for (default: the tree's own, else the newest known)"),
      Flag("--config", value: .text("FILE"), help: "the configuration (default: .lintrc at the root)"),
      Flag("--isolated", help: "read no configuration"),
      Flag("--allow-empty", help: "finding nothing to check is no failure"),
      Flag("--jobs", value: .text("N"), help: "threads to read with (default: one a processor)"),
    ] + Flag.tree
  ) { arguments, environment in
    LintCommand(arguments, environment).run()
  }
}

/// `scaffold lint`.
private struct LintCommand {
  let arguments: Arguments
  let environment: Environment

  init(_ arguments: Arguments, _ environment: Environment) {
    self.arguments = arguments
    self.environment = environment
  }

  func run() -> Outcome {
    let root: TreeRoot
    do throws(TreeRoot.Mistake) {
      root = try TreeRoot(paths: arguments.operands, root: arguments["--root"], in: environment)
    } catch {
      return Outcome.misuse([error.message])
    }
    var mistakes: [String] = []
    let configuration = ConfigurationFile.read(root: root, arguments: arguments, environment, &mistakes)
    let selection = selection(configuration, &mistakes)
    let settings = settings(configuration, &mistakes)
    let jobs = jobs(&mistakes)
    guard mistakes.isEmpty else { return Outcome.misuse(mistakes) }
    let loader = TreeLoader(
      root: root.directory, exclude: configuration.exclude + arguments.all("--exclude"),
      include: configuration.include, jobs: jobs)
    let tree = loader.load()
    let run = LintRun(LintContext(tree: tree, settings: settings), selection: selection)
    let report = LintReport.make(run, tree: tree, under: root.paths)
    if report.documents == 0, !arguments.has("--allow-empty"), report.diagnostics.isEmpty {
      return nothing(report)
    }
    return outcome(report, failOn: arguments["--fail-on"] ?? configuration.failOn ?? "warning")
  }

  private func selection(_ configuration: Configuration, _ mistakes: inout [String]) -> RuleSelection {
    var selection = RuleSelection()
    let names = RuleNames()
    selection.profile = arguments["--profile"].flatMap(Profile.init) ?? configuration.profile ?? .default
    selection.severities = configuration.severities
    if arguments.has("--select") { selection.select = rules("--select", names, &mistakes) }
    selection.ignore = rules("--ignore", names, &mistakes)
    return selection
  }

  private func rules(_ flag: String, _ names: RuleNames, _ mistakes: inout [String]) -> Set<String> {
    var ids: Set<String> = []
    for name in arguments.list(flag) {
      let matching = names.matching(name)
      if matching.isEmpty {
        mistakes.append("'\(flag)': no rule is called '\(name)'" + didYouMean(name, names.all))
      }
      ids.formUnion(matching)
    }
    return ids
  }

  private func settings(_ configuration: Configuration, _ mistakes: inout [String]) -> LintSettings {
    var settings = LintSettings()
    settings.external = configuration.external
    if let text = arguments["--flux-version"] {
      settings.fluxVersion = FluxVersion(text)
      if settings.fluxVersion == nil {
        mistakes.append("'--flux-version' is '\(text)', expected X.Y such as '2.9'")
      }
    }
    return settings
  }

  private func jobs(_ mistakes: inout [String]) -> Int {
    guard let text = arguments["--jobs"] else { return Posix.processors }
    if let jobs = Int(text), jobs > 0 { return jobs }
    mistakes.append("'--jobs' is '\(text)', expected a number from 1")
    return 1
  }

  private func nothing(_ report: Report) -> Outcome {
    let reasons = report.notChecked.map { "\n  \($0.file): \($0.reason)" }.joined()
    return Outcome.failure(
      "nothing to check: no manifest under the given paths (--allow-empty accepts that)\(reasons)")
  }

  private func outcome(_ report: Report, failOn: String) -> Outcome {
    var outcome = Outcome()
    switch arguments["--format"] {
    case "json":
      var reporter = JSONReporter(report)
      outcome.out = reporter.write()
    default:
      var reporter = TextReporter(report, colors: environment.colorsOutput)
      outcome.out = reporter.write()
    }
    let limit = Severity(rawValue: failOn)
    if let limit, report.diagnostics.contains(where: { $0.severity >= limit }) { outcome.status = .faulty }
    return outcome
  }
}
