import Diagnostics
import Flux
import Labs
import Lint
import Manifests
import Reporting

/// `scaffold LAB`: answers → files → plan → lint in memory → write, all or nothing.
struct LabCommand {
  let lab: Lab
  let arguments: Arguments
  let environment: Environment

  init(_ lab: Lab, _ arguments: Arguments, _ environment: Environment) {
    self.lab = lab
    self.arguments = arguments
    self.environment = environment
  }

  /// Everything that a run is sure of before it looks at the disk's files.
  private struct Prepared {
    let target: LabTarget
    /// Relative to the root.
    let folder: String
    let answers: LabAnswers
    /// Nil where the call does not say.
    let onConflict: OnConflict?
    let register: RegisterMode
    let configuration: Configuration
    /// Whether a person was asked for anything.
    var wasAsked: Bool
    var warnings: [String]
    /// What encrypted files hold, by path from the root.
    var plain: [String: [UInt8]] = [:]
  }

  /// Whether there is a person who may be asked.
  private var isAttended: Bool { environment.isAttended && !arguments.has("--no-input") }

  func run() -> Outcome {
    do throws(LabMistakes) {
      let prepared = try prepare()
      return run(prepared)
    } catch {
      var seen: Set<String> = []
      return Outcome.misuse(error.messages.filter { seen.insert($0).inserted })
    }
  }

  private func prepare() throws(LabMistakes) -> Prepared {
    let given = LabArguments(lab, arguments, environment)
    var mistakes = arguments.mistakes + given.mistakes + misuses
    var target: LabTarget?
    do throws(LabMistakes) {
      target = try LabTarget(lab, arguments, environment, asks: isAttended && mistakes.isEmpty)
    } catch {
      mistakes += error.messages
    }
    let register = RegisterMode(arguments, environment, below: target?.root, &mistakes)
    let configuration = target.map { ConfigurationFile.read(root: $0.root, &mistakes) } ?? Configuration()
    var prompts = LabPrompts(lab, LabContext.of(target?.surroundings, environment), environment)
    do throws(LabMistakes) {
      let answers =
        try isAttended && mistakes.isEmpty
        ? prompts.answers(given.given)
        : AnswerResolver.answers(for: lab, given: given.given, context: prompts.context)
      guard mistakes.isEmpty, let target else { throw LabMistakes(mistakes) }
      return Prepared(
        target: target, folder: try folder(target, answers), answers: answers,
        onConflict: arguments["--on-conflict"].flatMap(OnConflict.init), register: register,
        configuration: configuration, wasAsked: prompts.wereUsed || target.wasAsked,
        warnings: given.warnings + answers.warnings + substituted(answers))
    } catch {
      throw LabMistakes(mistakes + error.messages)
    }
  }

  /// Flux replaces variables in whatever the Kustomization above the lab applies, where it has `postBuild`.
  private func substituted(_ answers: LabAnswers) -> [String] {
    lab.parameters.filter { parameter in
      answers.sources[parameter.name] == .given
        && answers.text(parameter.name).map(Self.hasVariable) ?? false
    }.map { parameter in
      "'--\(parameter.name)' holds '${': where the Kustomization above has 'postBuild', Flux puts a variable there;"
        + " '$${' keeps it as text"
    }
  }

  /// Whether Flux would see a variable in a text; `$${` is none.
  private static func hasVariable(_ text: String) -> Bool {
    let expansion = Substitution(values: [:], isComplete: false).expand(text)
    return !expansion.used.isEmpty || expansion.refused != nil
  }

  /// What is wrong with the call whatever the lab.
  private var misuses: [String] {
    var mistakes: [String] = []
    // What stands there is not shown: it may be a secret that lost its flag.
    if !arguments.operands.isEmpty { mistakes.append("'\(lab.name)' takes no arguments, only flags") }
    let shows = ["--stdout", "--diff", "--json"].filter { arguments.has($0) }
    if shows.count > 1 { mistakes.append("'\(shows[0])' and '\(shows[1])' cannot be given together") }
    if arguments.has("--check-online"), arguments.has("--stdout") {
      mistakes.append("'--check-online' and '--stdout' cannot be given together")
    }
    return mistakes
  }

  private func folder(_ target: LabTarget, _ answers: LabAnswers) throws(LabMistakes) -> String {
    do throws(TemplateErrors) {
      return try target.folder(of: lab, answers)
    } catch {
      throw LabMistakes(error.errors.map(\.message))
    }
  }

  // MARK: The work

  private func run(_ prepared: Prepared) -> Outcome {
    let writes = !["--dry-run", "--diff", "--stdout"].contains { arguments.has($0) }
    let root = prepared.target.root
    if writes, let failure = Writer.failure(recovering: root) { return failure }
    var prepared = prepared
    let output: LabOutput
    do throws(Outcome) {
      output = try made(&prepared)
    } catch {
      return error
    }
    let plan = plan(&prepared, output, asks: writes && isAttended)
    if arguments.has("--stdout") { return Outcome(out: LabText.stream(plan), err: warnings(prepared)) }
    var presenter = LabPresenter(
      lab: lab, plan: plan, arguments: arguments, colors: environment.colorsOutput,
      warnings: prepared.warnings + gitWarning(plan, root), next: output.next)
    guard plan.conflicts.isEmpty else { return presenter.outcome(.faulty) }
    let report = lint(plan, prepared)
    presenter.report = report
    let accepted = lab.acceptedRules(prepared.answers)
    if report.diagnostics.contains(where: { $0.severity >= .warning && !accepted.contains($0.rule) }) {
      presenter.isRefused = true
      return presenter.outcome(.faulty)
    }
    if arguments.has("--check-online") {
      let online = OnlineCheck(
        labLint(prepared), changes(plan), plain: prepared.plain, folder: prepared.folder)
      presenter.online = online
      if let refusal = online.refusal { return presenter.outcome(refusal.status) }
    }
    guard writes else { return presenter.outcome(.done) }
    guard isAgreed(plan, prepared) else { return Outcome.failure("you said no; nothing was written") }
    if let failure = Writer.failure(writing: plan.written, below: root) { return failure }
    return presenter.outcome(.done)
  }

  /// - Parameter asks: whether a person decides about files that are there with other content.
  private func plan(_ prepared: inout Prepared, _ output: LabOutput, asks: Bool) -> Plan {
    let root = prepared.target.root
    var planner = Planner(
      folder: prepared.folder, onConflict: prepared.onConflict, register: prepared.register,
      find: { LabDisk.find($0, below: root) })
    planner.past = LabPast(root: root, folder: prepared.folder, catalog: catalog)
    let plan = planner.plan(lab, prepared.answers, output)
    guard asks, [nil, .ask].contains(prepared.onConflict), let prompts = ConflictPrompts(plan) else {
      return plan
    }
    prepared.wasAsked = true
    planner.choices = prompts.choices
    return planner.plan(lab, prepared.answers, output)
  }

  /// Whether the person who was asked for answers agrees to what they come to.
  private func isAgreed(_ plan: Plan, _ prepared: Prepared) -> Bool {
    guard prepared.wasAsked, !arguments.has("--yes"), !plan.written.isEmpty else { return true }
    _ = Console.write(LabText.listing(plan), to: .error)
    return Prompt.isAgreed("write this? [Y/n] ")
  }

  /// The files of the lab, those encrypted that ask for it.
  private func made(_ prepared: inout Prepared) throws(Outcome) -> LabOutput {
    var output: LabOutput
    do throws(TemplateErrors) {
      output = try lab.output(prepared.answers, folder: prepared.folder)
    } catch {
      throw Outcome(status: .misused, err: error.errors.map { "\($0)\n" }.joined())
    }
    var encryption = SecretEncryption(root: prepared.target.root, hidden: hiddenVariables)
    try encryption.encrypt(&output, folder: prepared.folder)
    prepared.warnings += encryption.warnings
    prepared.plain = encryption.plain
    return output
  }

  private var catalog: LabCatalog { LabSource.catalog(arguments["--templates"], environment) }

  /// The variables that a call takes secrets from.
  private var hiddenVariables: Set<String> {
    Set(lab.parameters.filter { $0.type == .secret }.compactMap { arguments["--\($0.name)-env"] })
  }

  /// The tree as it would be, judged; only what concerns the lab's folder is reported.
  private func lint(_ plan: Plan, _ prepared: Prepared) -> Report {
    labLint(prepared).report(changes(plan), below: [plan.folder])
  }

  private func labLint(_ prepared: Prepared) -> LabLint {
    LabLint(
      root: prepared.target.root, configuration: prepared.configuration, arguments: arguments,
      fluxVersion: prepared.answers.text("flux-version").flatMap { FluxVersion($0) })
  }

  private func changes(_ plan: Plan) -> [PlannedFile] {
    plan.files.filter { $0.isWritten || $0.action == .unchanged } + plan.registrations
  }

  private func warnings(_ prepared: Prepared) -> String {
    prepared.warnings.map { "warning: \($0)\n" }.joined()
  }

  /// A plain Secret in a repository that others can fetch; the remote's name only, its URL may hold a credential.
  private func gitWarning(_ plan: Plan, _ root: String) -> [String] {
    // An encrypted one has nothing in it to hide.
    guard plan.files.contains(where: { $0.isSecret && $0.action == .create && !$0.sensitive.isEmpty }),
      let remote = GitRemote(root: root)
    else { return [] }
    return ["whoever may read the remote '\(shown(remote.name))' will be able to read the plain Secret"]
  }
}

extension FileWrite {
  init(_ file: PlannedFile) {
    self.init(
      path: file.path, bytes: file.new, old: file.old, isSecret: file.isSecret,
      isRemoval: file.action == .remove)
  }
}

extension Writer {
  /// Writes what a plan asks for; what to answer where that fails.
  /// - Parameter ownFolder: one that goes away with the last of its files.
  static func failure(writing files: [PlannedFile], below root: String, ownFolder: String? = nil) -> Outcome?
  {
    do throws(WriteError) {
      try Writer(root: root.isEmpty ? "/" : root, ownFolder: ownFolder).write(files.map { FileWrite($0) })
      return nil
    } catch {
      let status: ExitStatus = if case .blocked = error { .faulty } else { .failed }
      return Outcome(status: status, err: "error: \(error.message); nothing was written\n")
    }
  }

  /// Finishes or undoes what a killed writer left; what to answer where that fails.
  static func failure(recovering root: String) -> Outcome? {
    do throws(WriteError) {
      try Writer(root: root.isEmpty ? "/" : root).recover()
      return nil
    } catch {
      return Outcome.failure(error.message)
    }
  }
}

/// Looks at the disk for a plan.
enum LabDisk {
  /// What is at a path below a root; links are not followed.
  static func find(_ path: String, below root: String) -> FoundFile {
    let full = root + "/" + path
    switch Posix.kind(of: full) {
    case .missing: return .missing
    case .directory: return .directory
    case .symlink: return .symlink
    case .other: return .unreadable("it is neither a file nor a folder")
    case .file: break
    }
    do throws(Posix.ReadError) {
      return .file(try Posix.read(full))
    } catch {
      switch error {
      case .tooLarge: return .unreadable("it is too large")
      case .system(let words): return .unreadable(words.lowercased())
      }
    }
  }
}
