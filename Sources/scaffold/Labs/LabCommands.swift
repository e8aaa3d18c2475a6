import Diagnostics
import Labs
import Manifests

extension Command {
  /// The command of a lab; its flags and help come from its lab.yaml alone.
  static func lab(_ lab: Lab) -> Command {
    Command(lab.name, lab.summary, flags: LabFlags.all(of: lab), reportsMistakes: true) {
      arguments, environment in
      LabCommand(lab, arguments, environment).run()
    }
  }

  /// The command of the lab that a call names, from `--templates DIR` where it is given.
  /// - Returns: nil where there is no such lab.
  static func lab(_ name: String, _ arguments: [String], _ environment: Environment) throws(TemplateErrors)
    -> Command?
  {
    let catalog = LabSource.catalog(templates(arguments), environment)
    guard catalog.names.contains(name) else { return nil }
    return Command.lab(try LabSource.lab(name, of: catalog))
  }

  /// The value of `--templates`, before the flags of the lab are known.
  static func templates(_ arguments: [String]) -> String? {
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { return nil }
      if argument == "--templates", index + 1 < arguments.count { return arguments[index + 1] }
      if argument.hasPrefix("--templates=") { return String(argument.dropFirst(12)) }
    }
    return nil
  }
}

/// Where labs come from.
enum LabSource {
  /// Reads a lab and holds its names against those of the commands and the flags that every lab has.
  static func lab(_ name: String, of catalog: LabCatalog) throws(TemplateErrors) -> Lab {
    let lab = try catalog.lab(name)
    let taken = Set((LabFlags.common + Flag.tree + Flag.common).flatMap(\.names))
    var mistakes = lab.parameters.filter { parameter in parameter.flags.contains { taken.contains($0) } }
      .map { "the parameter '\($0.name)' has the name of a flag that every lab has" }
    if Command.named(name) != nil { mistakes.append("the lab '\(name)' has the name of a command") }
    guard mistakes.isEmpty else {
      throw TemplateErrors(
        mistakes.map {
          .init(path: "\(name)/lab.yaml", location: SourceLocation(line: 1, column: 1), message: $0)
        })
    }
    return lab
  }

  /// The labs of a folder, or those that are part of the program.
  static func catalog(_ folder: String?, _ environment: Environment) -> LabCatalog {
    guard let folder else { return .embedded }
    let root = environment.absolute(folder)
    var files: [String: [UInt8]] = [:]
    var stack = [""]
    while let directory = stack.popLast(), files.count <= 10_000 {
      for entry in Posix.entries(of: root + "/" + directory) ?? [] where !entry.name.hasPrefix(".") {
        let path = TreePath.join(directory, entry.name)
        // A link could lead out of the folder.
        if entry.kind == .directory { stack.append(path) }
        if entry.kind == .file, let bytes = try? Posix.read(root + "/" + path) { files[path] = bytes }
      }
    }
    return LabCatalog(files: files)
  }
}

/// The flags of labs.
enum LabFlags {
  static func all(of lab: Lab) -> [Flag] {
    lab.parameters.flatMap(flags) + common + Flag.tree
  }

  static func flags(of parameter: Parameter) -> [Flag] {
    if parameter.type == .secret { return secret(parameter) }
    var help = parameter.help
    if parameter.isRequired, !parameter.isConditional, parameter.origin == nil { help += " (required)" }
    if let fallback = parameter.defaultText, !help.contains("(default") { help += " (default: \(fallback))" }
    if let example = parameter.example { help += ", such as \(example)" }
    return [
      Flag(
        "--\(parameter.name)", value: value(of: parameter.type), isRepeatable: parameter.isList, help: help)
    ]
  }

  private static func value(of type: ParameterType) -> Flag.Value {
    switch type {
    case .bool: .none
    case .choice(let values): .choice(values)
    case .list: .list(type.placeholder)
    default: .text(type.placeholder)
    }
  }

  private static func secret(_ parameter: Parameter) -> [Flag] {
    let name = "--\(parameter.name)"
    return [
      Flag("\(name)-stdin", help: "\(parameter.help), from standard input"),
      Flag("\(name)-file", value: .text("FILE"), help: "\(parameter.help), from a file"),
      Flag("\(name)-env", value: .text("NAME"), help: "\(parameter.help), from a variable"),
      // Known so that what stands behind them is never shown.
      Flag(name, "--token", "--pass", "-p", value: .text("…"), isHidden: true, help: ""),
    ]
  }

  static let common: [Flag] = [
    Flag("--output", value: .text("DIR"), help: "the folder of the files (default: in the cluster's folder)"),
    Flag(
      "--cluster", value: .text("NAME"), help: "the cluster, a folder of clusters/ (default: the only one)"),
    Flag("--name", value: .text("DIRNAME"), help: "the name of the folder in the cluster's"),
    Flag(
      "--register", value: .text("auto|never|PATH"),
      help: "the kustomization that gets the folder (default: auto, the one above it)"),
    Flag(
      "--on-conflict", value: .choice(OnConflict.allCases.map(\.rawValue)),
      help: "what to do with a file that is there and differs (default: ask on a terminal, else fail)"),
    OnlineCheck.flag,
    Flag("--dry-run", "-n", help: "say what would be done, and do nothing"),
    Flag("--diff", help: "show what would change, and do nothing"),
    Flag("--stdout", help: "print the files, secrets masked, and do nothing"),
    Flag("--json", help: "as JSON"),
    Flag("--yes", "-y", help: "ask for no confirmation"),
    Flag("--no-input", help: "ask for nothing"),
    Flag("--answers", value: .text("FILE"), help: "take answers from a file: parameter: value"),
    Flag("--set", value: .text("NAME=VALUE"), isRepeatable: true, help: "give a parameter by its name"),
    Flag("--templates", value: .text("DIR"), help: "take labs from DIR instead of the program's own"),
  ]
}
