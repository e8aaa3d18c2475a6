extension Command {
  static let completion = Command(
    "completion", "print a completion script for a shell", operands: "bash|zsh|fish"
  ) { arguments, _ in
    let known = Completion.Shell.allCases.map(\.rawValue)
    guard let name = arguments.operands.first, arguments.operands.count == 1 else {
      return Outcome.misuse(["'completion' takes one shell: \(known.joined(separator: ", "))"])
    }
    guard let shell = Completion.Shell(rawValue: name) else {
      return Outcome.misuse([
        "no completion for '\(name)', expected one of \(known.joined(separator: ", "))"
          + didYouMean(name, known)
      ])
    }
    return Outcome(out: Completion.script(for: shell))
  }
}
