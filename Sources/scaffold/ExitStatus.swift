/// What a run came to, as its exit status says it.
enum ExitStatus: Int32, Sendable {
  /// Done, clean, or nothing to change.
  case done = 0
  /// The tree is at fault.
  case faulty = 1
  /// The call is wrong.
  case misused = 2
  /// The work could not be done.
  case failed = 3
}

/// What a command gives back: its exit status and what it prints.
struct Outcome: Error, Sendable {
  var status = ExitStatus.done
  /// Data, for standard output.
  var out = ""
  /// Progress, warnings and hints, for standard error.
  var err = ""

  /// A wrong call: every mistake on its own line.
  static func misuse(_ mistakes: [String]) -> Outcome {
    Outcome(status: .misused, err: mistakes.map { "error: \($0)\n" }.joined())
  }

  /// Work that could not be done.
  static func failure(_ message: String) -> Outcome {
    Outcome(status: .failed, err: "error: \(message)\n")
  }
}
