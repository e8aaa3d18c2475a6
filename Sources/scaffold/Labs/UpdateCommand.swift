import Diagnostics
import Labs
import Lint
import Manifests
import Reporting

extension Command {
  static let update = Command(
    "update", "merge what today's templates say into labs that are there", operands: "[DIR…]",
    flags: LifeFlags.shows + LifeFlags.common
  ) {
    UpdateCommand(arguments: $0, environment: $1, onlyShows: $0.has("--dry-run") || $0.has("--diff")).run()
  }

  static let diff = Command(
    "diff", "show what 'scaffold update' would change; exit 1 if anything", operands: "[DIR…]",
    flags: LifeFlags.common
  ) { UpdateCommand(arguments: $0, environment: $1, onlyShows: true, isCheck: true).run() }
}

/// The flags of commands that work on labs that are there.
enum LifeFlags {
  static let common: [Flag] =
    [
      Flag(
        "--set", value: .text("NAME=VALUE"), isRepeatable: true,
        help: "change an answer of the lab, by its name")
    ] + basic

  static let basic: [Flag] =
    [
      Flag("--json", help: "as JSON"),
      Flag("--templates", value: .text("DIR"), help: "take labs from DIR instead of the program's own"),
    ] + Flag.tree

  static let shows: [Flag] = [
    Flag("--dry-run", "-n", help: "say what would be done, and do nothing"),
    Flag("--diff", help: "show what would change, and do nothing"),
  ]
}

/// `scaffold update` and `scaffold diff`: record → templates then and today → merge → lint in memory → write.
struct UpdateCommand {
  let arguments: Arguments
  let environment: Environment
  /// Whether nothing is written.
  let onlyShows: Bool
  /// Whether any change is a fault of the tree.
  var isCheck = false

  func run() -> Outcome {
    let call: LifeCall
    do throws(Outcome) {
      call = try LifeCall(arguments, environment, writes: !onlyShows)
    } catch {
      return error
    }
    let folders = LabFinder.labs(below: call.paths, root: call.root)
    guard !folders.isEmpty else {
      return Outcome.failure(
        "there is no lab here: no '\(LabRecord.name)'; 'scaffold adopt DIR' records a hand-written one")
    }
    if !call.given.texts.isEmpty, folders.count > 1 {
      return Outcome.misuse(["'--set' changes the answers of one lab, and there are \(folders.count)"])
    }
    var report = LifeReport(arguments: arguments, colors: environment.colorsOutput)
    for folder in folders {
      do throws(Outcome) {
        try update(folder, call, &report)
      } catch {
        report.add(error)
      }
    }
    return report.outcome
  }

  private func update(_ folder: String, _ call: LifeCall, _ report: inout LifeReport) throws(Outcome) {
    let lab = try RecordedLab(
      root: call.root, folder: folder, catalog: call.catalog, environment: environment, changed: call.given)
    let root = call.root
    let planner = UpdatePlanner(folder: folder, past: lab.past) { LabDisk.find($0, below: root) }
    let plan = planner.plan(lab.lab, lab.answers, lab.output)
    let changes = plan.written
    report.add(lab.versions, plan, notes: changes.isEmpty ? [] : lab.notes + plan.notes)
    guard plan.conflicts.isEmpty, !changes.isEmpty else { return }
    if isCheck { report.status = .faulty }
    let lint = LabLint(
      root: root, configuration: call.configuration, arguments: arguments,
      fluxVersion: lab.answers.text("flux-version").flatMap { FluxVersion($0) })
    let accepted = lab.lab.acceptedRules(lab.answers)
    let (findings, new) = lint.newFindings(changes)
    guard new.allSatisfy({ accepted.contains($0.rule) }) else {
      return report.refuse(findings, "'\(folder)' would not lint clean; nothing was written there")
    }
    guard !onlyShows else { return }
    if let failure = Writer.failure(writing: changes, below: root) { throw failure }
  }
}

/// What every call of a command on labs that are there is made of.
struct LifeCall {
  /// Absolute.
  let root: String
  /// From the root.
  let paths: [String]
  let configuration: Configuration
  let catalog: LabCatalog
  /// What `--set` says.
  let given: GivenAnswers

  /// - Parameter writes: whether what a killed command left is finished or undone first.
  /// - Throws: what to answer to a wrong call.
  init(_ arguments: Arguments, _ environment: Environment, writes: Bool) throws(Outcome) {
    var mistakes: [String] = []
    var given = GivenAnswers()
    for pair in arguments.all("--set") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if parts.count == 2 { given.texts[parts[0]] = [parts[1]] }
      if parts.count != 2 { mistakes.append("'--set' is written '--set NAME=VALUE'") }
    }
    self.given = given
    let place: TreeRoot
    do throws(TreeRoot.Mistake) {
      place = try TreeRoot(paths: arguments.operands, root: arguments["--root"], in: environment)
    } catch {
      throw Outcome.misuse(mistakes + error.messages)
    }
    (root, paths) = (place.directory, place.paths)
    configuration = ConfigurationFile.read(root: root, &mistakes)
    guard mistakes.isEmpty else { throw Outcome.misuse(mistakes) }
    catalog = LabSource.catalog(arguments["--templates"], environment)
    if writes, let failure = Writer.failure(recovering: root) { throw failure }
  }
}
