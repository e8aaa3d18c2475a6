import Labs
import Manifests

extension Command {
  static let adopt = Command(
    "adopt", "record a hand-written lab as one that 'scaffold update' knows", operands: "DIR",
    flags: [
      Flag("--lab", value: .text("LAB"), help: "the lab that it is (default: the one that comes nearest)"),
      Flag("--dry-run", "-n", help: "say what would be recorded, and do nothing"),
    ] + LifeFlags.common
  ) { AdoptCommand(arguments: $0, environment: $1).run() }
}

/// `scaffold adopt`: manifests → the lab and the answers that come nearest → `.scaffold.json`; nothing else is written.
struct AdoptCommand {
  let arguments: Arguments
  let environment: Environment

  func run() -> Outcome {
    guard arguments.operands.count == 1 else {
      return Outcome.misuse(["'adopt' takes one folder: scaffold adopt DIR"])
    }
    do throws(Outcome) {
      let call = try LifeCall(arguments, environment, writes: !arguments.has("--dry-run"))
      return try adopt(call.paths[0], call)
    } catch {
      return error
    }
  }

  private func adopt(_ folder: String, _ call: LifeCall) throws(Outcome) -> Outcome {
    let shownFolder = shown(folder.isEmpty ? "." : folder)
    let record = TreePath.join(folder, LabRecord.name)
    guard case .missing = LabDisk.find(record, below: call.root) else {
      throw Outcome.misuse(["'\(shownFolder)' is a lab already: it has '\(shown(record))'"])
    }
    let found = try nearest(folder, call)
    let text = LabRecord.text(of: found.lab, found.answers, found.output, names: found.names)
    let file = PlannedFile(
      path: record, action: .create, old: nil, new: Array(text.utf8), isSecret: false, sensitive: [])
    let plan = Plan(folder: folder, files: [file], record: file)
    var report = LifeReport(arguments: arguments, colors: environment.colorsOutput)
    let answers = found.answers.recorded(of: found.lab).map { name, json in
      found.lab.parameter(name)?.isSwitch == true ? " --\(name)" : " --\(name) \(json)"
    }.joined()
    let count = found.differences
    report.add(
      LabVersions(name: found.lab.name, from: nil, to: found.lab.version), plan,
      notes: [
        "'\(shownFolder)' is taken for: scaffold \(found.lab.name)\(answers)",
        count == 0
          ? "it is as that call writes it"
          : "\(count) field\(count == 1 ? "" : "s") differ\(count == 1 ? "s" : "") from what that call writes; "
            + "'scaffold update' keeps them as your changes",
      ])
    if !arguments.has("--dry-run"), let failure = Writer.failure(writing: [file], below: call.root) {
      throw failure
    }
    return report.outcome
  }

  /// The lab that comes nearest to what is in a folder.
  private func nearest(_ folder: String, _ call: LifeCall) throws(Outcome) -> LabInference {
    let root = call.root
    let files = try contents(of: folder, below: root)
    let outside = outside(root)
    let context = LabContext.of(LabSurroundings(root: root, folder: folder), environment)
    var found: [LabInference] = []
    for name in try candidates(call) {
      let lab: Lab
      do throws(TemplateErrors) {
        lab = try LabSource.lab(name, of: call.catalog)
      } catch {
        throw Outcome(error)
      }
      guard call.given.texts.keys.allSatisfy({ lab.parameter($0) != nil }) else { continue }
      if let inference = LabInference(
        lab, given: call.given, folder: folder, files: files, outside: outside, context: context,
        find: { LabDisk.find($0, below: root) })
      {
        found.append(inference)
      }
    }
    found.sort { $0.rank.lexicographicallyPrecedes($1.rank) }
    guard let best = found.first else {
      throw Outcome.misuse([
        "'\(shown(folder.isEmpty ? "." : folder))' is like no lab that is known; '--lab LAB' and '--set NAME=VALUE' help, "
          + "and 'scaffold show LAB' tells the parameters"
      ])
    }
    if found.count > 1, found[1].rank == best.rank {
      throw Outcome.misuse([
        "it may be '\(best.lab.name)' or '\(found[1].lab.name)' alike; '--lab LAB' says which"
      ])
    }
    return best
  }

  private func candidates(_ call: LifeCall) throws(Outcome) -> [String] {
    guard let name = arguments["--lab"] else { return call.catalog.names }
    guard call.catalog.names.contains(name) else {
      throw Outcome.misuse(["no lab is called '\(shown(name))'" + didYouMean(name, call.catalog.names)])
    }
    return [name]
  }

  /// Every file below a folder, by path; links, folders that are hidden and labs in it are passed over.
  private func contents(of folder: String, below root: String) throws(Outcome) -> [String: [UInt8]] {
    let top = root + "/" + folder
    guard Posix.kind(of: top) == .directory else {
      throw Outcome.misuse(["'\(shown(folder))' is no folder"])
    }
    var files: [String: [UInt8]] = [:]
    var stack = [""]
    while let inner = stack.popLast(), files.count < 1000 {
      let entries = Posix.entries(of: top + "/" + inner) ?? []
      if !inner.isEmpty, entries.contains(where: { $0.name == LabRecord.name }) { continue }
      for entry in entries {
        let path = TreePath.join(inner, entry.name)
        if entry.kind == .directory, !entry.name.hasPrefix(".") { stack.append(path) }
        if entry.kind == .file, let bytes = try? Posix.read(top + "/" + path) { files[path] = bytes }
      }
    }
    return files
  }

  /// The files of the clusters that a lab in another folder may have written, by path from the root.
  private func outside(_ root: String) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for cluster in LabSurroundings.clusters(below: root) {
      for folder in ["clusters/\(cluster)", "clusters/\(cluster)/flux-system"] {
        for entry in Posix.entries(of: root + "/" + folder) ?? []
        where entry.kind == .file && TreePath.isYAML(entry.name) && !entry.name.hasPrefix("gotk-") {
          if let bytes = try? Posix.read("\(root)/\(folder)/\(entry.name)") {
            files["\(folder)/\(entry.name)"] = bytes
          }
        }
      }
    }
    return files
  }
}
