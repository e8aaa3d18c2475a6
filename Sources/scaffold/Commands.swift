extension Command {
  /// Every command, in the order of the help.
  static let all: [Command] = [lint, build, graph, explain, rules, initialize, completion]
}
