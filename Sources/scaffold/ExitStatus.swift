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

  /// A message without what a terminal would act on: it may quote the user's text.
  static func visible(_ message: String) -> String {
    guard message.unicodeScalars.contains(where: isControl) else { return message }
    var text = ""
    for scalar in message.unicodeScalars {
      if isControl(scalar) {
        text += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// C0, DEL and C1 control characters, and those that turn the direction of a text.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// A wrong call: every mistake on its own line.
  static func misuse(_ mistakes: [String]) -> Outcome {
    Outcome(status: .misused, err: mistakes.map { "error: \(visible($0))\n" }.joined())
  }

  /// Work that could not be done.
  static func failure(_ message: String) -> Outcome {
    Outcome(status: .failed, err: "error: \(visible(message))\n")
  }
}
