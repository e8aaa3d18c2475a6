/// The flags and operands of one call, and every mistake in them.
struct Arguments: Sendable {
  private var values: [String: [String]] = [:]
  private(set) var operands: [String] = []
  /// One sentence each; empty for a right call.
  private(set) var mistakes: [String] = []

  /// Reads arguments by a command's flags: anywhere, as `--flag value` or `--flag=value`, until `--`.
  init(_ arguments: [String], flags: [Flag]) {
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if argument == "--" {
        operands += arguments[index...]
        return
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        operands.append(argument)
        continue
      }
      let next = index < arguments.count ? arguments[index] : nil
      if take(argument, next: next, flags: flags) { index += 1 }
    }
  }

  /// Takes one flag; true where it used up the next argument.
  private mutating func take(_ argument: String, next: String?, flags: [Flag]) -> Bool {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    guard let flag = flags.first(where: { $0.matches(argument) }) else {
      mistakes.append(
        "unknown flag '\(parts[0])'" + didYouMean(parts[0], flags.filter { !$0.isHidden }.flatMap(\.names)))
      return false
    }
    let inline = parts.count == 2 ? parts[1] : nil
    guard flag.takesValue else {
      if inline != nil { mistakes.append("'\(flag.name)' takes no value") }
      add(flag, "")
      return false
    }
    if let inline {
      add(flag, inline)
      return false
    }
    guard let next, !flags.contains(where: { $0.matches(next) }) else {
      mistakes.append("'\(flag.name)' needs a value")
      return false
    }
    add(flag, next)
    return true
  }

  private mutating func add(_ flag: Flag, _ value: String) {
    if case .choice(let choices) = flag.value, !choices.contains(value) {
      mistakes.append(
        "'\(flag.name)' is '\(value)', expected one of \(choices.joined(separator: ", "))"
          + didYouMean(value, choices))
    }
    if !flag.isRepeatable, flag.takesValue, values[flag.name] != nil {
      mistakes.append("'\(flag.name)' is given twice")
    }
    values[flag.name, default: []].append(value)
  }

  /// The first names of the flags that are given, sorted.
  var names: [String] { values.keys.sorted() }

  /// Whether a flag, by its first name, is given.
  func has(_ name: String) -> Bool { values[name] != nil }

  /// The value of a flag, by its first name.
  subscript(name: String) -> String? { values[name]?.last }

  /// Every value of a repeatable flag, in order.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// The items of a flag that takes a list, in order.
  func list(_ name: String) -> [String] {
    all(name).flatMap { $0.split(separator: ",").map(String.init) }
  }

  /// Gives a flag, by its first name, a value that the call left open.
  mutating func set(_ name: String, to value: String) { values[name] = [value] }

  mutating func report(_ mistake: String) { mistakes.append(mistake) }
}
