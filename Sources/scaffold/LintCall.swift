import Diagnostics
import Lint
import Manifests
import Reporting

/// One call of `scaffold lint`, understood: what to read, which rules run, and where the report goes.
struct LintCall {
  let arguments: Arguments
  let environment: Environment
  let root: TreeRoot
  /// Where a text from standard input stands in for a file, the path of that file, relative to the root.
  let stdinPath: String?
  private(set) var configuration = Configuration()
  /// The configuration as messages name it; nil where none was read.
  private(set) var configurationName: String?
  private(set) var selection = RuleSelection()
  private(set) var settings = LintSettings()
  private(set) var jobs = Posix.processors
  /// Files below the root that are no part of the tree.
  private var hidden: Set<String> = []
  private(set) var format = ReportFormat.text
  private(set) var reports: [ReportFile] = []
  /// Nil where no finding fails the run.
  private(set) var failOn: Severity? = .warning

  /// - Throws: an ``Outcome`` with every mistake of the call and of its configuration.
  init(_ arguments: Arguments, _ environment: Environment) throws(Outcome) {
    self.arguments = arguments
    self.environment = environment
    var mistakes = arguments.mistakes
    do throws(TreeRoot.Mistake) {
      (root, stdinPath) = try Self.root(arguments, environment, &mistakes)
    } catch {
      (root, stdinPath) = (.nowhere, nil)
      mistakes += error.messages
    }
    (configuration, configurationName) = ConfigurationFile.read(
      root: root, arguments: arguments, environment, &mistakes)
    readSelection(&mistakes)
    readReports(&mistakes)
    readCombinations(&mistakes)
    settings.external = configuration.external
    settings.roots = configuration.roots.compactMap { TreePath.resolve($0, from: "") }
    readFluxVersion(&mistakes)
    readSchemas(&mistakes)
    guard mistakes.isEmpty else { throw Outcome.misuse(mistakes) }
  }

  /// A threshold as the flag or the configuration gives it, else `warning`.
  var failOnText: String { arguments["--fail-on"] ?? configuration.failOn ?? "warning" }

  var profile: Profile {
    arguments["--profile"].flatMap(Profile.init) ?? configuration.profile ?? .default
  }

  var loader: TreeLoader {
    TreeLoader(
      root: root.directory, exclude: configuration.exclude + arguments.all("--exclude"),
      include: configuration.include, hidden: hidden, jobs: jobs)
  }

  /// Judges the tree as the outcome of a change: what references found before it, and files that are no part of it.
  mutating func judge(former: Set<ReferenceTarget>, hiding hidden: Set<String>) {
    settings.former = former
    self.hidden = hidden
  }

  /// The root of the tree and, for a call with `-`, the path that standard input stands in for.
  private static func root(
    _ arguments: Arguments, _ environment: Environment, _ mistakes: inout [String]
  ) throws(TreeRoot.Mistake) -> (TreeRoot, String?) {
    guard arguments.operands.contains("-") else {
      if arguments.has("--stdin-filename") { mistakes.append("'--stdin-filename' needs '-', standard input") }
      return (try TreeRoot(paths: arguments.operands, root: arguments["--root"], in: environment), nil)
    }
    if arguments.operands.count > 1 { mistakes.append("'-' stands alone: one file from standard input") }
    let name = arguments["--stdin-filename"] ?? "stdin.yaml"
    let root = try TreeRoot(newFile: name, root: arguments["--root"], in: environment)
    return (root, root.paths.first)
  }

  private mutating func readSelection(_ mistakes: inout [String]) {
    let names = RuleNames()
    selection.profile = profile
    selection.settings = configuration.rules
    selection.overrides = configuration.overrides
    if arguments.has("--select") { selection.select = rules("--select", names, &mistakes) }
    selection.ignore = rules("--ignore", names, &mistakes)
    failOn = Severity(rawValue: failOnText)
    if let text = arguments["--jobs"] {
      if let number = Int(text), number > 0 {
        jobs = number
      } else {
        mistakes.append("'--jobs' is '\(text)', expected a number from 1")
      }
    }
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

  private mutating func readReports(_ mistakes: inout [String]) {
    format = arguments["--format"].flatMap(ReportFormat.init) ?? .text
    for text in arguments.all("--report") {
      do throws(ReportFile.Mistake) {
        reports.append(try ReportFile(text, in: environment))
      } catch {
        mistakes.append(error.message)
      }
    }
  }

  private mutating func readFluxVersion(_ mistakes: inout [String]) {
    guard let text = arguments["--flux-version"] ?? configuration.fluxVersion else { return }
    settings.fluxVersion = FluxVersion(text)
    if settings.fluxVersion == nil {
      mistakes.append("'--flux-version' is '\(text)', expected X.Y such as '2.9'")
    }
  }

  private mutating func readSchemas(_ mistakes: inout [String]) {
    guard let name = arguments["--schemas"] else { return }
    guard let folder = SchemaFolder(name.hasPrefix("/") ? name : environment.workingDirectory + "/" + name)
    else {
      mistakes.append("'--schemas' is '\(name)', which is no directory")
      return
    }
    settings.schemas = { folder.schema($0, $1) }
  }

  /// Flags that contradict each other.
  private func readCombinations(_ mistakes: inout [String]) {
    let writers = ["--fix", "--unsafe-fixes", "--write-baseline", "--prune-baseline"].filter(arguments.has)
    if stdinPath != nil {
      for flag in writers + ["--since"].filter(arguments.has) where !arguments.has("--diff") {
        mistakes.append("'\(flag)' cannot be used with '-', standard input")
      }
    }
    if arguments.has("--write-baseline"), arguments.has("--prune-baseline") {
      mistakes.append("'--write-baseline' and '--prune-baseline' exclude each other")
    }
    for flag in ["--write-baseline", "--prune-baseline"] where arguments.has(flag) {
      for other in ["--fix", "--unsafe-fixes", "--diff", "--since"] where arguments.has(other) {
        mistakes.append("'\(flag)' and '\(other)' exclude each other")
      }
    }
    if arguments.has("--isolated"), arguments.has("--config") {
      mistakes.append("'--isolated' and '--config' exclude each other")
    }
  }
}
