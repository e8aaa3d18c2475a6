extension Command {
  static let initialize = Command(
    "init", "write a configuration, hooks and CI files into a repository that lacks them",
    operands: "[DIR]",
    flags: [
      Flag(
        "--ci", value: .choice(["auto", "gitlab", "github", "none"]),
        help: "which CI to write for (default: auto: what the repository has, else gitlab)"),
      Flag("--dry-run", help: "say what would be written"),
    ]
  ) { arguments, environment in
    do throws(Outcome) {
      return try InitCommand(arguments, environment).run()
    } catch {
      return error
    }
  }
}

/// `scaffold init`.
private struct InitCommand {
  private let root: String
  private let arguments: Arguments

  init(_ arguments: Arguments, _ environment: Environment) throws(Outcome) {
    guard arguments.operands.count <= 1 else { throw Outcome.misuse(["'init' takes one folder"]) }
    self.arguments = arguments
    let name = arguments.operands.first ?? "."
    let path = name.hasPrefix("/") ? name : environment.workingDirectory + "/" + name
    guard let real = Posix.realPath(path), Posix.kind(of: real) == .directory else {
      throw Outcome.misuse(["'\(name)' is no folder"])
    }
    root = real
  }

  func run() throws(Outcome) -> Outcome {
    var outcome = Outcome()
    var writes: [FileWrite] = []
    for file in files {
      switch Posix.kind(of: root + "/" + file.path) {
      case .missing:
        outcome.out += "create  \(file.path)\n"
        writes.append(FileWrite(path: file.path, bytes: Array(file.text.utf8), old: nil, isSecret: false))
      default:
        let isSame = (try? Posix.read(root + "/" + file.path)) == Array(file.text.utf8)
        outcome.out += "\(isSame ? "unchanged" : "skip")  \(file.path)\n"
        if !isSame { outcome.err += "'\(file.path)' is there already; \(file.advice)\n" }
      }
    }
    guard !arguments.has("--dry-run") else { return outcome }
    do throws(WriteError) {
      try Writer(root: root).write(writes)
    } catch {
      throw Outcome.failure(error.message)
    }
    return outcome
  }

  private var files: [InitFile] {
    [.configuration, .preCommit]
      + {
        switch ci {
        case "gitlab": [.gitLab]
        case "github": [.gitHub]
        default: []
        }
      }()
  }

  private var ci: String {
    let given = arguments["--ci"] ?? "auto"
    guard given == "auto" else { return given }
    let hasGitLab = Posix.kind(of: root + "/.gitlab-ci.yml") != .missing
    return !hasGitLab && Posix.kind(of: root + "/.github") == .directory ? "github" : "gitlab"
  }
}
