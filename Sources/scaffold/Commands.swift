extension Command {
  /// Every command, in the order of the help.
  static let all: [Command] = [
    labs, show,
    lint, explain, rules, initialize,
    build, graph, checkRegistry,
    completion,
  ]
}
