/// One command of the tool: what it is called, its flags, and what it does.
struct Command: Sendable {
  let name: String
  /// One line, without a full stop.
  let summary: String
  /// The operands, as the help shows them: `[PATH…]`; empty where it takes none.
  let operands: String
  /// Made when asked for: those of some commands take a look at every lab.
  var flags: [Flag] { makeFlags() }
  private let makeFlags: @Sendable () -> [Flag]
  /// Whether the body reports the mistakes of the arguments, together with those that it finds itself.
  let reportsMistakes: Bool
  let body: @Sendable (Arguments, Environment) -> Outcome

  init(
    _ name: String, _ summary: String, operands: String = "",
    flags: @autoclosure @escaping @Sendable () -> [Flag] = [],
    reportsMistakes: Bool = false,
    body: @escaping @Sendable (Arguments, Environment) -> Outcome
  ) {
    self.name = name
    self.summary = summary
    self.operands = operands
    makeFlags = flags
    self.reportsMistakes = reportsMistakes
    self.body = body
  }

  static func named(_ name: String) -> Command? { all.first { $0.name == name } }

  /// Reads the arguments and does the work; every mistake of the call is reported at once.
  func run(_ arguments: [String], in environment: Environment) -> Outcome {
    var parsed = Arguments(arguments, flags: flags + Flag.common)
    if parsed.has("--help") { return Outcome(out: Help.text(of: self)) }
    if operands.isEmpty, !reportsMistakes, let extra = parsed.operands.first {
      parsed.report("'\(name)' takes no argument, but got '\(extra)'")
    }
    guard parsed.mistakes.isEmpty || reportsMistakes else { return Outcome.misuse(parsed.mistakes) }
    var environment = environment
    environment.color = parsed["--color"] ?? "auto"
    if let directory = parsed["-C"], !environment.enter(directory) {
      return Outcome.misuse(["'-C' is '\(directory)', which is no directory that can be entered"])
    }
    var outcome = body(parsed, environment)
    if parsed.has("-q"), outcome.status == .done || outcome.status == .faulty {
      outcome.err = outcome.err.split(separator: "\n").filter { $0.hasPrefix("error: ") }.map { $0 + "\n" }
        .joined()
    }
    return outcome
  }
}
