extension Command {
  /// Every command, in the order of the help.
  static let all: [Command] = [
    labs, show, update, diff, adopt, rotate, remove, template,
    lint, explain, rules, initialize,
    build, graph, checkRegistry,
    completion,
  ]
}
