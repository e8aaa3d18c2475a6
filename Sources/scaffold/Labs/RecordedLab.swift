import Diagnostics
import Labs
import Manifests

/// A lab that is there: its record, and what its template makes of the recorded answers, then and today.
struct RecordedLab {
  let root: String
  /// From the root.
  let folder: String
  let record: LabRecord
  /// Today's template.
  let lab: Lab
  let answers: LabAnswers
  let output: LabOutput
  let past: LabPast
  /// One sentence each.
  let notes: [String]

  var versions: LabVersions { LabVersions(name: lab.name, from: record.template, to: lab.version) }

  /// - Parameters:
  ///   - changed: answers that go before the recorded ones, and the secrets.
  /// - Throws: what to answer where the lab cannot be made again.
  init(
    root: String, folder: String, catalog: LabCatalog, environment: Environment,
    changed: GivenAnswers = GivenAnswers()
  ) throws(Outcome) {
    (self.root, self.folder) = (root, folder)
    record = try LabRecord.read(folder, below: root)
    let path = TreePath.join(folder, LabRecord.name)
    lab = try catalog.lab(of: record, at: path)
    var (given, notes) = Self.given(record, lab, changed)
    let context = LabContext.of(LabSurroundings(root: root, folder: folder), environment)
    for name in record.found where changed.texts[name] == nil {
      if let parameter = lab.parameter(name), context.has(parameter) { given.texts[name] = nil }
    }
    (answers, output) = try Self.made(lab, given, context, path, folder)
    past = LabPast(record, catalog: catalog, folder: folder, standIn: changed.standIn)
    if past.output == nil {
      notes.append(
        "version \(shown(record.template)) of the lab '\(lab.name)' is not kept, so that what you changed cannot be told"
          + " from what the template changed")
    }
    self.notes = notes + answers.warnings
  }

  /// The recorded answers that today's template still asks for.
  private static func given(
    _ record: LabRecord, _ lab: Lab, _ changed: GivenAnswers
  ) -> (GivenAnswers, [String]) {
    var given = record.given
    var notes: [String] = []
    for name in given.texts.keys.sorted() where lab.parameter(name) == nil {
      given.texts[name] = nil
      notes.append("the template asks no more for '\(shown(name))'")
    }
    given.texts.merge(changed.texts) { $1 }
    given.secrets = changed.secrets
    given.standIn = changed.standIn ?? SecretText("stand-in")
    return (given, notes)
  }

  private static func made(
    _ lab: Lab, _ given: GivenAnswers, _ context: LabContext, _ path: String, _ folder: String
  ) throws(Outcome) -> (LabAnswers, LabOutput) {
    let answers: LabAnswers
    do throws(LabMistakes) {
      answers = try AnswerResolver.answers(for: lab, given: given, context: context)
    } catch {
      throw Outcome.misuse(
        error.messages.map { "'\(shown(path))': \($0); '--set NAME=VALUE' changes an answer" })
    }
    do throws(TemplateErrors) {
      return (answers, try lab.output(answers, folder: folder))
    } catch {
      throw Outcome(error)
    }
  }
}

extension LabCatalog {
  /// Today's template of a lab that is there.
  /// - Parameter path: of the record, for messages.
  func lab(of record: LabRecord, at path: String) throws(Outcome) -> Lab {
    guard names.contains(record.lab) else {
      throw Outcome.misuse([
        "'\(shown(path))' names the lab '\(shown(record.lab))', which is not known; '--templates DIR' names the folder"
          + " of your own" + didYouMean(record.lab, names)
      ])
    }
    do throws(TemplateErrors) {
      return try LabSource.lab(record.lab, of: self)
    } catch {
      throw Outcome(error)
    }
  }
}

extension LabRecord {
  /// Reads the record of a lab.
  /// - Throws: what to answer where there is none that can be used.
  static func read(_ folder: String, below root: String) throws(Outcome) -> LabRecord {
    let path = TreePath.join(folder, LabRecord.name)
    switch LabDisk.find(path, below: root) {
    case .file(let bytes):
      do throws(LabRecord.Mistake) {
        return try LabRecord(bytes)
      } catch {
        throw Outcome.misuse(["'\(shown(path))' \(error.message)"])
      }
    case .missing:
      let name = folder.isEmpty ? "." : folder
      throw Outcome.misuse([
        "'\(shown(name))' is no lab: it has no '\(LabRecord.name)'; 'scaffold adopt' records a hand-written one"
      ])
    case .directory, .symlink, .unreadable:
      throw Outcome.misuse(["'\(shown(path))' is no file that can be read; links are not followed"])
    }
  }
}

extension LabPast {
  /// What a lab that may be there came from; nil where it has no record that can be read.
  init?(root: String, folder: String, catalog: LabCatalog) {
    guard let record = try? LabRecord.read(folder, below: root) else { return nil }
    self.init(record, catalog: catalog, folder: folder)
  }

  /// Makes the recorded version again, from the record alone.
  init(_ record: LabRecord, catalog: LabCatalog, folder: String, standIn: SecretText? = nil) {
    var given = record.given
    given.standIn = standIn ?? SecretText("stand-in")
    let context = LabContext { path throws(LabContext.ReadFailure) in
      throw .init(message: "the file '\(shown(path))' is not looked at")
    }
    let lab = try? catalog.lab(record.lab, version: record.template)
    let answers = lab.flatMap { try? AnswerResolver.answers(for: $0, given: given, context: context) }
    let output = answers.flatMap { try? lab?.output($0, folder: folder) }
    self.init(record: record, output: output)
  }
}

extension Outcome {
  init(_ errors: TemplateErrors) {
    self.init(status: .misused, err: errors.errors.map { "\($0)\n" }.joined())
  }
}

/// Finds labs by their records.
enum LabFinder {
  /// The folders of the labs at or below some folders, from the root, sorted; links and hidden folders are passed over.
  static func labs(below folders: [String], root: String) -> [String] {
    var found: Set<String> = []
    var stack = folders
    while let folder = stack.popLast() {
      for entry in Posix.entries(of: folder.isEmpty ? root : root + "/" + folder) ?? [] {
        if entry.name == LabRecord.name { found.insert(folder) }
        if entry.kind == .directory, !entry.name.hasPrefix(".") {
          stack.append(TreePath.join(folder, entry.name))
        }
      }
    }
    return found.sorted()
  }
}
