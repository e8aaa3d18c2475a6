import Labs
import Manifests

/// A lab's recorded answers with a new credential among them.
struct CredentialChange {
  /// In its recorded version where that is kept, else today's.
  let lab: Lab
  let record: LabRecord
  let answers: LabAnswers
  /// With the new credential.
  let output: LabOutput
  /// With stand-ins for it, one for each shape that a template may tell from others.
  let bases: [LabOutput]
  let folder: String
  let warnings: [String]
  /// The variables that the call takes secrets from.
  let hidden: Set<String>

  /// - Throws: what to answer where the lab cannot be made again, or has no Secret.
  init(
    _ folder: String, _ call: LifeCall, _ arguments: Arguments, _ environment: Environment
  ) throws(Outcome) {
    self.folder = folder
    record = try LabRecord.read(folder, below: call.root)
    let path = TreePath.join(folder, LabRecord.name)
    let today = try call.catalog.lab(of: record, at: path)
    let former = try? call.catalog.lab(record.lab, version: record.template)
    let lab = former ?? today
    self.lab = lab
    let given = LabArguments(lab, arguments, environment)
    let strangers = Self.strangers(to: lab, arguments)
    guard given.mistakes.isEmpty, strangers.isEmpty else {
      throw Outcome.misuse(given.mistakes + strangers)
    }
    hidden = Set(
      lab.parameters.filter { $0.type == .secret }.compactMap { arguments["--\($0.name)-env"] })
    let merged = Self.merged(record.given, given.given, lab)
    let context = LabContext.of(nil, environment)
    bases = try Self.bases(record, given.given, lab, context, folder)
    (answers, output) = try Self.made(lab, merged, context, folder)
    warnings = given.warnings + answers.warnings
    try checkOthers(path)
  }

  /// - Throws: what to answer where there is no Secret among the files.
  private static func bases(
    _ record: LabRecord, _ new: GivenAnswers, _ lab: Lab, _ context: LabContext, _ folder: String
  ) throws(Outcome) -> [LabOutput] {
    var bases: [LabOutput] = []
    // A merge sees a change only where the two differ.
    let taken = Set(new.secrets.values.map { $0.secret.revealed() })
    let standIns = ["stand-in", "other", "glpat-0123456789abcdefghij", "glpat-abcdefghij0123456789"]
    for standIn in standIns where !taken.contains(standIn) {
      var old = record.given
      old.standIn = SecretText(standIn)
      let output = try made(lab, old, context, folder).output
      guard output.files.contains(where: \.isSecret) else { throw noSecret(folder, output) }
      bases.append(output)
    }
    return bases
  }

  /// A flag of another lab's parameter.
  private static func strangers(to lab: Lab, _ arguments: Arguments) -> [String] {
    let known = Set(lab.parameters.flatMap { LabFlags.flags(of: $0) }.flatMap(\.names))
    return arguments.names.filter { name in
      !known.contains(name)
        && !(LifeFlags.basic + LifeFlags.shows + [OnlineCheck.flag] + Flag.common).contains {
          $0.name == name
        }
    }.map { "'\($0)' has no use here: the lab '\(lab.name)' has no such parameter" }
  }

  /// The recorded answers, but for those that the new ones rule out.
  private static func merged(_ recorded: GivenAnswers, _ new: GivenAnswers, _ lab: Lab) -> GivenAnswers {
    var given = recorded
    let names = Set(new.texts.keys).union(new.secrets.keys)
    for parameter in lab.parameters {
      if names.contains(parameter.name) { for name in parameter.excluded { given.texts[name] = nil } }
      if !names.isDisjoint(with: parameter.excluded) { given.texts[parameter.name] = nil }
    }
    given.texts.merge(new.texts) { $1 }
    given.secrets = new.secrets
    return given
  }

  private static func made(
    _ lab: Lab, _ given: GivenAnswers, _ context: LabContext, _ folder: String
  ) throws(Outcome) -> (answers: LabAnswers, output: LabOutput) {
    let answers: LabAnswers
    do throws(LabMistakes) {
      answers = try AnswerResolver.answers(for: lab, given: given, context: context)
    } catch {
      throw Outcome.misuse(error.messages)
    }
    do throws(TemplateErrors) {
      return (answers, try lab.output(answers, folder: folder))
    } catch {
      throw Outcome(error)
    }
  }

  private static func noSecret(_ folder: String, _ output: LabOutput) -> Outcome {
    var outcome = Outcome.misuse([
      "the lab in '\(shown(folder.isEmpty ? "." : folder))' writes no Secret, so there is nothing to rotate in the tree"
    ])
    outcome.err += output.next.map { "next: \($0)\n" }.joined()
    return outcome
  }

  /// What is no Secret must not depend on what changes.
  private func checkOthers(_ path: String) throws(Outcome) {
    for file in output.files where !file.isSecret {
      guard bases[0].files.contains(where: { $0.path == file.path && $0.bytes == file.bytes }) else {
        throw Outcome.misuse([
          "the new answers change '\(shown(file.path(in: folder)))' as well; change them with 'scaffold update --set' first"
        ])
      }
    }
  }

  /// The record with the new answers, which a credential itself is not among.
  func plannedRecord(below root: String) throws(Outcome) -> PlannedFile {
    let path = TreePath.join(folder, LabRecord.name)
    guard case .file(let old) = LabDisk.find(path, below: root) else {
      throw Outcome.failure("'\(shown(path))' has gone meanwhile")
    }
    let text = LabRecord.text(of: lab, answers, output, names: record.names, former: record)
    let isSame = (try? LabRecord(Array(text.utf8)))?.answers == record.answers
    return PlannedFile(
      path: path, action: isSame ? .unchanged : .update, old: old, new: isSame ? old : Array(text.utf8),
      isSecret: false, sensitive: [])
  }
}
