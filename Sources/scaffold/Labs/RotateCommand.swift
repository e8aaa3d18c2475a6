import Diagnostics
import Labs
import Manifests

extension Command {
  static let rotate = rotate(.embedded)

  /// The command with the flags that the credentials of some labs need, made from their lab.yaml alone.
  static func rotate(_ catalog: LabCatalog) -> Command {
    Command(
      "rotate", "put a new credential into the Secrets of a lab; nothing else changes", operands: "DIR",
      flags: credentialFlags(catalog) + [OnlineCheck.flag] + LifeFlags.shows + LifeFlags.basic,
      reportsMistakes: true
    ) { RotateCommand(arguments: $0, environment: $1).run() }
  }

  private static func credentialFlags(_ catalog: LabCatalog) -> [Flag] {
    var seen: Set<String> = []
    return catalog.names.compactMap { try? catalog.lab($0) }.flatMap(\.parameters).filter {
      $0.type.isCredential && seen.insert($0.name).inserted
    }.flatMap(LabFlags.flags)
  }

  /// The command for the labs that a call names with `--templates`.
  static func rotate(_ arguments: [String], _ environment: Environment) -> Command {
    templates(arguments).map { rotate(LabSource.catalog($0, environment)) } ?? rotate
  }
}

/// `scaffold rotate`: record → the recorded template with the old answers and the new credential → the Secrets, merged →
/// lint in memory → write, all or nothing.
struct RotateCommand {
  let arguments: Arguments
  let environment: Environment

  func run() -> Outcome {
    guard arguments.mistakes.isEmpty, arguments.operands.count == 1 else {
      // What stands there is not shown: it may be a secret that lost its flag.
      let count =
        arguments.operands.count == 1 ? [] : ["'rotate' takes the folder of one lab: scaffold rotate DIR"]
      return Outcome.misuse(arguments.mistakes + count)
    }
    do throws(Outcome) {
      let call = try LifeCall(arguments, environment, writes: writes)
      return try rotate(call.paths[0], call)
    } catch {
      return error
    }
  }

  private var writes: Bool { !arguments.has("--dry-run") && !arguments.has("--diff") }

  private func rotate(_ folder: String, _ call: LifeCall) throws(Outcome) -> Outcome {
    let lab = try CredentialChange(folder, call, arguments, environment)
    var rotation = SecretRotation(root: call.root, folder: folder, hidden: lab.hidden)
    let files = try rotation.planned(lab)
    let plan = Plan(folder: folder, files: files, record: try lab.plannedRecord(below: call.root))
    var report = LifeReport(arguments: arguments, colors: environment.colorsOutput)
    report.warn(lab.warnings)
    let version = lab.lab.version
    report.add(
      LabVersions(name: lab.lab.name, from: version, to: version), plan, notes: [])
    guard plan.conflicts.isEmpty, !plan.written.isEmpty else { return report.outcome }
    let lint = LabLint(
      root: call.root, configuration: call.configuration, arguments: arguments,
      fluxVersion: lab.answers.text("flux-version").flatMap { FluxVersion($0) })
    let accepted = lab.lab.acceptedRules(lab.answers)
    let (findings, new) = lint.newFindings(plan.written)
    guard new.allSatisfy({ accepted.contains($0.rule) }) else {
      report.refuse(findings, "'\(folder)' would not lint clean; nothing was written there")
      return report.outcome
    }
    if arguments.has("--check-online") {
      let online = OnlineCheck(lint, plan.written, plain: rotation.plain, folder: folder)
      report.add(online)
      if online.refusal != nil { return report.outcome }
    }
    report.note([Self.advice])
    guard writes else { return report.outcome }
    if let failure = Writer.failure(writing: plan.written, below: call.root) { throw failure }
    return report.outcome
  }

  private static let advice =
    "the old credential stays in the history of git; revoke it when Flux has the new one"
}
