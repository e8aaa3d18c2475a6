import Diagnostics

/// One flag of a command.
struct Flag: Sendable {
  /// What stands behind a flag.
  enum Value: Sendable {
    case none
    /// Any text; the word stands for it in the help.
    case text(String)
    /// One of these.
    case choice([String])
    /// Items of one list, separated by commas.
    case list(String)
  }

  /// With its dashes; the first one is how it is spoken of.
  let names: [String]
  let value: Value
  /// Whether it may be given more than once.
  let isRepeatable: Bool
  /// Whether the help leaves it out: a flag that is only there to be refused.
  let isHidden: Bool
  let help: String

  init(
    _ names: String..., value: Value = .none, isRepeatable: Bool = false, isHidden: Bool = false, help: String
  ) {
    self.names = names
    self.value = value
    self.isRepeatable = isRepeatable
    self.isHidden = isHidden
    self.help = help
  }

  var name: String { names.first ?? "" }

  var takesValue: Bool {
    if case .none = value { false } else { true }
  }

  /// Whether an argument is this flag, with or without `=value`.
  func matches(_ argument: String) -> Bool {
    let name = argument.split(separator: "=", maxSplits: 1).first.map(String.init) ?? argument
    return names.contains(name)
  }

  /// The flags that every command has.
  static let common: [Flag] = [
    Flag("--help", "-h", help: "print this help"),
    Flag("-C", value: .text("DIR"), help: "run as if started in DIR"),
    Flag(
      "--color", value: .choice(["auto", "always", "never"]), help: "when to colour: auto, always, never"),
    Flag("-q", "--quiet", help: "keep standard error for errors"),
  ]

  /// The flags of commands that read a tree.
  static let tree: [Flag] = [
    Flag(
      "--root", value: .text("DIR"),
      help:
        "the tree's root (default: the nearest folder up with .lintrc or .git, else the working directory)"),
    Flag(
      "--exclude", value: .text("GLOB"), isRepeatable: true,
      help: "leave paths out of what is judged, in addition to .gitignore"),
  ]
}

/// `; did you mean 'NAME'?` where a known name is near, else nothing.
func didYouMean(_ name: String, _ known: [String]) -> String {
  (nearest(to: name, among: known) ?? begun(by: name, among: known)).map { "; did you mean '\($0)'?" } ?? ""
}

/// The first known name that begins as a name does, or nearly so: what was cut short.
private func begun(by name: String, among known: [String]) -> String? {
  let length = name.count
  if let whole = known.first(where: { $0.prefix(length) == name }) { return whole }
  guard length >= 4 else { return nil }
  let beginnings = Set(known.map { String($0.prefix(length)) }).sorted()
  return nearest(to: name, among: beginnings).flatMap { near in known.first { $0.prefix(length) == near } }
}
