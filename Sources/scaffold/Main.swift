import Labs

/// Runs the command that the arguments name and exits with its status.
@main
struct Main {
  static func main() {
    let environment = Environment.current
    let outcome = run(arguments: Array(CommandLine.arguments.dropFirst()), in: environment)
    guard Console.write(outcome.out, to: .out), Console.write(outcome.err, to: .error) else {
      exitProcess(.failed)
    }
    exitProcess(outcome.status)
  }

  /// Everything between the arguments and the streams; tests call it without a process.
  static func run(arguments: [String], in environment: Environment) -> Outcome {
    // Flags may stand before the command as well: `scaffold -C DIR lint`.
    guard let position = commandPosition(arguments) else { return withoutCommand(arguments) }
    let name = arguments[position]
    let command: Command?
    do throws(TemplateErrors) {
      if name == Command.rotate.name {
        command = Command.rotate(arguments, environment)
      } else if let known = Command.named(name) {
        command = known
      } else {
        command = try Command.lab(name, arguments, environment)
      }
    } catch {
      return Outcome(status: .misused, err: error.errors.map { "\($0)\n" }.joined())
    }
    guard let command else {
      let known = Command.all.map(\.name) + LabCatalog.embedded.names
      return Outcome.misuse([
        "unknown command '\(name)'" + didYouMean(name, known) + "; 'scaffold --help' lists the commands"
      ])
    }
    var rest = arguments
    rest.remove(at: position)
    return command.run(rest, in: environment)
  }

  private static func commandPosition(_ arguments: [String]) -> Int? {
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if !argument.hasPrefix("-") { return index }
      let takesValue = Flag.common.first { $0.matches(argument) }?.takesValue ?? false
      index += takesValue && !argument.contains("=") ? 2 : 1
    }
    return nil
  }

  private static func withoutCommand(_ arguments: [String]) -> Outcome {
    if arguments.contains("--version") { return Outcome(out: Version.text + "\n") }
    if arguments.contains("--help") || arguments.contains("-h") { return Outcome(out: Help.overview) }
    return Outcome(status: .misused, err: Help.overview)
  }
}
