import Labs

/// Help texts, made from the commands and their flags.
enum Help {
  static var overview: String {
    let labs = LabCatalog.embedded
    let rows = Command.all.map { ($0.name, $0.summary) }
    let labRows = labs.names.map { ($0, (try? labs.lab($0).summary) ?? "") }
    let width = (rows + labRows).map(\.0.count).max() ?? 0
    let lines = { (rows: [(String, String)]) in
      rows.map { "  " + padded($0.0, to: width) + "  " + $0.1 }.joined(separator: "\n")
    }
    return """
      scaffold writes Flux labs and knows, for any tree, what Flux will make of it.

      usage: scaffold COMMAND [flags] [arguments]

      \(lines(rows))

      labs, each written by the command of its name:
      \(lines(labRows))

      'scaffold COMMAND --help' tells the flags of a command; 'scaffold --version' the version.

      """
  }

  static func text(of command: Command) -> String {
    let flags = (command.flags + Flag.common).filter { !$0.isHidden }
    let heads = flags.map(head)
    let width = min(28, heads.map(\.count).max() ?? 0)
    let rows = zip(flags, heads).map { flag, head in
      head.count > width
        ? "  \(head)\n  \(padded("", to: width))  \(flag.help)" : "  \(padded(head, to: width))  \(flag.help)"
    }
    let usage = ["scaffold", command.name, "[flags]", command.operands].filter { !$0.isEmpty }
    return """
      \(command.summary)

      usage: \(usage.joined(separator: " "))

      \(rows.joined(separator: "\n"))

      """
  }

  private static func head(_ flag: Flag) -> String {
    let names = flag.names.joined(separator: ", ")
    return switch flag.value {
    case .none: names
    case .text(let word), .list(let word): names + " " + word
    case .choice(let choices): names + " " + choices.joined(separator: "|")
    }
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
