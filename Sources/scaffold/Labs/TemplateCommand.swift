import Diagnostics
import Labs
import Manifests

extension Command {
  static let template = Command(
    "template", "check, try or start templates of your own", operands: "lint|test|new DIR"
  ) { TemplateCommand(arguments: $0, environment: $1).run() }
}

/// `scaffold template`: what whoever writes labs of their own needs besides `--templates DIR`.
struct TemplateCommand {
  let arguments: Arguments
  let environment: Environment

  func run() -> Outcome {
    let words = arguments.operands
    guard words.count == 2 else {
      return Outcome.misuse(["'template' takes what to do and a folder: scaffold template lint|test|new DIR"])
    }
    do throws(Outcome) {
      switch words[0] {
      case "lint": return lint(try TemplateFolder(words[1], environment))
      case "test": return test(try TemplateFolder(words[1], environment))
      case "new": return try NewTemplate(words[1], environment).write()
      default:
        return Outcome.misuse([
          "'template' does not know '\(shown(words[0]))', expected lint, test or new"
            + didYouMean(words[0], ["lint", "test", "new"])
        ])
      }
    } catch {
      return error
    }
  }

  /// Every mistake in every lab, with its place.
  private func lint(_ folder: TemplateFolder) -> Outcome {
    var errors: [TemplateError] = []
    for name in folder.names { errors += folder.mistakes(in: name) }
    let count = folder.names.count
    return Outcome(
      status: errors.isEmpty ? .done : .misused, out: errors.map { "\(folder.shown($0))\n" }.joined(),
      err: "\(count) lab\(count == 1 ? "" : "s"), \(errors.count) error\(errors.count == 1 ? "" : "s")\n")
  }

  /// Every lab, rendered with its samples and linted.
  private func test(_ folder: TemplateFolder) -> Outcome {
    var outcome = Outcome()
    var (count, refused) = (0, 0)
    for name in folder.names {
      let errors = folder.mistakes(in: name)
      guard errors.isEmpty, let lab = try? folder.catalog.lab(name) else {
        outcome.status = .misused
        outcome.out += errors.map { "\(folder.shown($0))\n" }.joined()
        continue
      }
      for trial in TemplateTrial.all(of: lab, in: folder) {
        let result = trial.run()
        count += 1
        refused += result.isRefused ? 1 : 0
        outcome.out += result.text
        if result.status.rawValue > outcome.status.rawValue { outcome.status = result.status }
      }
    }
    outcome.err = "\(count) sample\(count == 1 ? "" : "s")\n"
    if refused > 0 {
      outcome.err +=
        "note: \(refused) of them could not be tried, for want of other answers; a file 'tests/NAME.yaml' gives them\n"
    }
    return outcome
  }
}

/// A folder of labs, or the folder of one.
struct TemplateFolder {
  let catalog: LabCatalog
  /// The labs that a command is about.
  let names: [String]
  /// Of the folder of labs, absolute.
  let root: String
  /// What stands before a path below ``root`` in messages: as the user wrote it.
  private let prefix: String

  /// - Throws: what to answer where the folder holds no lab.
  init(_ written: String, _ environment: Environment) throws(Outcome) {
    guard let real = Posix.realPath(environment.absolute(written)), Posix.kind(of: real) == .directory else {
      throw Outcome.misuse(["'\(Labs.shown(written))' is no folder"])
    }
    let isOne = Posix.kind(of: real + "/lab.yaml") != .missing
    root = isOne ? "/" + TreePath.directory(of: String(real.dropFirst())) : real
    catalog = LabSource.catalog(root, environment)
    names = isOne ? [TreePath.name(of: real)] : catalog.names
    let place = isOne ? environment.normalized(written + "/..") : environment.normalized(written)
    let working = environment.workingDirectory
    prefix =
      place == working
      ? "" : place.hasPrefix(working + "/") ? String(place.dropFirst(working.count + 1)) : place
    guard !names.isEmpty else {
      throw Outcome.failure("'\(Labs.shown(written))' holds no lab: neither a lab.yaml nor a folder with one")
    }
  }

  func shown(_ error: TemplateError) -> String {
    TemplateError(
      path: TreePath.join(prefix, error.path), location: error.location, message: error.message
    ).description
  }

  /// What is wrong with a lab, with its former versions, and with its example call.
  func mistakes(in name: String) -> [TemplateError] {
    do throws(TemplateErrors) {
      let lab = try LabSource.lab(name, of: catalog)
      for version in catalog.formerVersions(of: name) { _ = try catalog.lab(name, version: version) }
      let call = TemplateTrial.example(of: lab, in: self)
      return call.mistakes.map {
        TemplateError(
          path: "\(name)/lab.yaml", location: SourceLocation(line: 1, column: 1),
          message: "the example: \($0)")
      }
    } catch {
      return error.errors
    }
  }
}
