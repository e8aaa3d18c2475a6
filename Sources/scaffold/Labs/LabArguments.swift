import Diagnostics
import Labs
import Manifests
import YAML

/// Turns the flags of a call into answers for a lab.
struct LabArguments {
  let lab: Lab
  let arguments: Arguments
  let environment: Environment
  private(set) var given = GivenAnswers()
  private(set) var mistakes: [String] = []
  /// One sentence each.
  private(set) var warnings: [String] = []

  init(_ lab: Lab, _ arguments: Arguments, _ environment: Environment) {
    self.lab = lab
    self.arguments = arguments
    self.environment = environment
    readAnswersFile()
    readSet()
    for parameter in lab.parameters { read(parameter) }
  }

  private mutating func read(_ parameter: Parameter) {
    let flag = "--\(parameter.name)"
    if parameter.type == .secret {
      if arguments.has(flag) { mistakes.append(Self.refusal(of: flag, parameter)) }
      return readSecret(parameter)
    }
    guard arguments.has(flag) else { return }
    given.texts[parameter.name] = parameter.isSwitch ? ["true"] : arguments.all(flag)
  }

  /// The answer to a flag that would carry a secret.
  static func refusal(of flag: String, _ parameter: Parameter) -> String {
    "'\(flag)' would show the \(parameter.name) in the list of processes and in the shell's history; use "
      + "'--\(parameter.name)-stdin', '--\(parameter.name)-file FILE' or '--\(parameter.name)-env NAME'"
  }

  // MARK: Secrets

  private mutating func readSecret(_ parameter: Parameter) {
    let flags = parameter.flags.filter { arguments.has($0) }
    guard flags.count <= 1 else {
      mistakes.append("\(flags.map { "'\($0)'" }.joined(separator: " and ")) cannot be given together")
      return
    }
    guard let flag = flags.first else { return }
    let text: String?
    switch flag {
    case "--\(parameter.name)-stdin": text = fromInput(flag)
    case "--\(parameter.name)-file": text = fromFile(flag)
    default: text = fromVariable(flag)
    }
    guard let text else { return }
    guard !text.isEmpty else { return mistakes.append("what '\(flag)' gives is empty") }
    guard !text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
      return mistakes.append("what '\(flag)' gives has more than one line")
    }
    given.secrets[parameter.name] = (SecretText(text), flag)
  }

  private mutating func fromInput(_ flag: String) -> String? {
    guard !environment.inIsTerminal else {
      mistakes.append("'\(flag)' reads a pipe: printf %s \"$TOKEN\" | scaffold \(lab.name) …")
      return nil
    }
    return line(try? Posix.readAll(0), flag)
  }

  private mutating func fromFile(_ flag: String) -> String? {
    // What stands behind the flag is not shown: it may be the secret itself, put there by mistake.
    let path = environment.absolute(arguments[flag] ?? "")
    if let mode = Posix.mode(of: path), mode & 0o077 != 0 {
      warnings.append("others than you may read the file of '\(flag)'; 'chmod 600' mends that")
    }
    let isPipe = Posix.target(of: path) == .other
    return line(try? isPipe ? Posix.readPipe(path) : Posix.read(path), flag)
  }

  private mutating func fromVariable(_ flag: String) -> String? {
    let name = arguments[flag] ?? ""
    let isName =
      name.utf8.first.map { $0 < 0x30 || $0 > 0x39 } ?? false
      && name.utf8.allSatisfy {
        $0 == UInt8(ascii: "_") || ($0 < 0x80 && Character(Unicode.Scalar($0)).isLetter)
          || ($0 >= 0x30 && $0 <= 0x39)
      }
    guard isName else {
      mistakes.append("'\(flag)' takes the name of a variable, not its value")
      return nil
    }
    guard let value = environment.variable(name) else {
      mistakes.append("the variable that '\(flag)' names is not set")
      return nil
    }
    return value
  }

  /// The one line of an input, without its line break.
  private mutating func line(_ bytes: [UInt8]?, _ flag: String) -> String? {
    guard var bytes else {
      mistakes.append("what '\(flag)' names cannot be read")
      return nil
    }
    if bytes.last == 0x0A { bytes.removeLast() }
    if bytes.last == 0x0D { bytes.removeLast() }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      mistakes.append("what '\(flag)' gives is not UTF-8")
      return nil
    }
    return text
  }

  // MARK: --set and --answers

  private mutating func readSet() {
    for pair in arguments.all("--set") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else {
        mistakes.append("'--set' is written '--set NAME=VALUE'")
        continue
      }
      set(parts[0], [parts[1]], by: "--set")
    }
  }

  private mutating func readAnswersFile() {
    guard let path = arguments["--answers"] else { return }
    guard let bytes = try? Posix.read(environment.absolute(path)) else {
      mistakes.append("the file of '--answers' cannot be read")
      return
    }
    let stream = YAMLStream(SourceFile(path: path, bytes: bytes))
    let table = LineTable(bytes)
    func place(_ offset: Int) -> String {
      let place = table.location(at: offset)
      return "\(shown(path)):\(place.line):\(place.column): "
    }
    if let error = stream.error { return mistakes.append(place(error.offset) + error.message) }
    for duplicate in stream.duplicateKeys {
      mistakes.append(
        place(duplicate.second.bytes.lowerBound)
          + "the key '\(shown(duplicate.second.text ?? ""))' stands twice")
    }
    guard let root = stream.documents.first?.root, root.kind == .mapping, stream.documentCount == 1 else {
      return mistakes.append("'\(shown(path))' is no mapping of parameters to values")
    }
    var hasTag = false
    root.forEachDescendant { hasTag = hasTag || $0.tag != nil || $0.isAlias }
    if hasTag { mistakes.append("'\(shown(path))' has a tag or an alias; answers are plain data") }
    for entry in root.entries {
      let values =
        entry.value.kind == .sequence ? entry.value.elements.compactMap(\.text) : [entry.value.text ?? ""]
      set(entry.key.text ?? "", values, by: "--answers")
    }
  }

  private mutating func set(_ name: String, _ values: [String], by flag: String) {
    guard let parameter = lab.parameter(name) else {
      let known = lab.parameters.map(\.name)
      return mistakes.append("'\(flag)': the lab has no parameter '\(shown(name))'" + didYouMean(name, known))
    }
    guard parameter.type != .secret else {
      return mistakes.append("'\(flag)': " + Self.refusal(of: name, parameter))
    }
    given.texts[name] = values
  }
}
