import Labs
import Manifests
import Reporting

extension Command {
  static let remove = Command(
    "remove", "take a lab away: its files, and what kustomizations list of it", operands: "DIR…",
    flags: [
      Flag("--force", "-f", help: "also where files were edited, or something still needs them")
    ] + LifeFlags.shows + [
      Flag(
        "--register", value: .text("auto|never|PATH"),
        help: "the kustomization that lists the folder (default: auto, the one above it)")
    ] + LifeFlags.basic
  ) { RemoveCommand(arguments: $0, environment: $1).run() }
}

/// `scaffold remove`: record → what the lab wrote → lint of the tree without it → removal, all or nothing.
struct RemoveCommand {
  let arguments: Arguments
  let environment: Environment

  func run() -> Outcome {
    guard !arguments.operands.isEmpty else {
      return Outcome.misuse(["'remove' takes the folder of a lab: scaffold remove DIR"])
    }
    var report = LifeReport(arguments: arguments, colors: environment.colorsOutput)
    do throws(Outcome) {
      let call = try LifeCall(arguments, environment, writes: writes)
      var mistakes: [String] = []
      let register = RegisterMode(arguments, environment, below: call.root, &mistakes)
      guard mistakes.isEmpty else { return Outcome.misuse(mistakes) }
      for folder in call.paths { try remove(folder, call, register, &report) }
    } catch {
      report.add(error)
    }
    return report.outcome
  }

  private var writes: Bool { !arguments.has("--dry-run") && !arguments.has("--diff") }

  private func remove(
    _ folder: String, _ call: LifeCall, _ register: RegisterMode, _ report: inout LifeReport
  ) throws(Outcome) {
    let record = try LabRecord.read(folder, below: call.root)
    let root = call.root
    let planner = RemovalPlanner(
      folder: folder, past: LabPast(record, catalog: call.catalog, folder: folder), register: register,
      isForced: arguments.has("--force")
    ) { LabDisk.find($0, below: root) }
    let plan = planner.plan()
    report.add(
      LabVersions(name: record.lab, from: record.template, to: nil), plan, notes: left(plan, below: root))
    guard plan.conflicts.isEmpty else { return }
    if !arguments.has("--force") {
      let lint = LabLint(root: root, configuration: call.configuration, arguments: arguments)
      let (findings, new) = lint.newFindings(plan.written)
      guard new.isEmpty else {
        return report.refuse(
          findings,
          "'\(folder)' is still needed; nothing was removed there, and '--force' removes it all the same")
      }
    }
    guard writes else { return }
    if let failure = Writer.failure(writing: plan.written, below: root, ownFolder: folder) { throw failure }
  }

  /// What is in the folder besides the lab.
  private func left(_ plan: Plan, below root: String) -> [String] {
    guard !plan.folder.isEmpty, plan.conflicts.isEmpty,
      let folder = try? Folder(path: root + "/" + plan.folder),
      let files = try? folder.files()
    else { return [] }
    let gone = Set(plan.written.map(\.path))
    return files.map { TreePath.join(plan.folder, $0) }.filter { !gone.contains($0) }.sorted().map {
      "'\(shown($0))' is not the lab's; it stays"
    }
  }
}

extension RegisterMode {
  /// What `--register` says.
  /// - Parameter root: of the tree, absolute; nil where it is not known.
  init(_ arguments: Arguments, _ environment: Environment, below root: String?, _ mistakes: inout [String]) {
    switch arguments["--register"] {
    case nil, "auto": self = .auto
    case "never": self = .never
    case let path?:
      let full = environment.normalized(path)
      guard let root, full == root || full.hasPrefix(root + "/") else {
        mistakes.append(
          "'--register' is '\(shown(path))', expected auto, never or a kustomization of the tree")
        self = .never
        return
      }
      self = .at(String(full.dropFirst(root.count + 1)))
    }
  }
}
