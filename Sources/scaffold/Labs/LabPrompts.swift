import Labs
import Manifests

/// Asks a person for what the call of a lab leaves open: one line each, each answer judged as soon as it is there.
struct LabPrompts {
  let lab: Lab
  let context: LabContext
  let environment: Environment
  /// Whether anything was asked.
  private(set) var wereUsed = false
  private var hasOffered = false

  init(_ lab: Lab, _ context: LabContext, _ environment: Environment) {
    self.lab = lab
    self.context = context
    self.environment = environment
  }

  /// Answers to a question in a row that may be wrong.
  private static let tries = 3

  /// - Throws: what is wrong with the call, or what was left open at the end of the input.
  mutating func answers(_ given: GivenAnswers) throws(LabMistakes) -> LabAnswers {
    var given = given
    while true {
      let open: LabMistakes
      do throws(LabMistakes) {
        return try AnswerResolver.answers(for: lab, given: given, context: context)
      } catch {
        open = error
      }
      guard open.wrong.isEmpty, let next = lab.parameters.first(where: { open.missing[$0.name] != nil })
      else { throw open }
      wereUsed = true
      if let offered = offered(next, given) {
        given = offered
      } else {
        given = try asked(next, given, open)
      }
    }
  }

  private func asked(
    _ parameter: Parameter, _ given: GivenAnswers, _ open: LabMistakes
  ) throws(LabMistakes) -> GivenAnswers {
    let suggestion = context.suggestion(for: parameter)
    for _ in 0..<Self.tries {
      var next = given
      switch answer(to: question(parameter, suggestion), isHidden: parameter.type == .secret) {
      case .end: throw open
      case .unreadable:
        Prompt.tell("the \(parameter.name) is longer than a terminal takes, or no UTF-8")
        continue
      case .line(let line):
        if parameter.type == .secret {
          next.secrets[parameter.name] = (SecretText(line), "--\(parameter.name)")
        } else {
          let text = line.trimmed
          next.texts[parameter.name] = [text.isEmpty ? suggestion ?? "" : text]
        }
      }
      let wrong = mistakes(next)
      if wrong.isEmpty { return next }
      for message in wrong { Prompt.tell(message) }
    }
    throw LabMistakes(["\(Self.tries) answers for '\(parameter.name)' were wrong"])
  }

  private func answer(to question: String, isHidden: Bool) -> Terminal.Answer {
    isHidden ? Terminal.askHidden(question) : Terminal.ask(question)
  }

  private func question(_ parameter: Parameter, _ suggestion: String?) -> String {
    var about = [parameter.help]
    if case .choice(let values) = parameter.type { about.append(values.joined(separator: ", ")) }
    if suggestion == nil, let example = parameter.example { about.append("such as \(example)") }
    if parameter.type == .secret { about.append("not shown") }
    let fallback = suggestion.map { " [\($0)]" } ?? ""
    return Outcome.visible("\(parameter.name) (\(about.joined(separator: "; ")))\(fallback): ")
  }

  /// What is wrong with some answers, whatever is still open.
  private func mistakes(_ given: GivenAnswers) -> [String] {
    do throws(LabMistakes) {
      _ = try AnswerResolver.answers(for: lab, given: given, context: context)
      return []
    } catch {
      return error.wrong
    }
  }

  /// Offers what helm or docker signs in with in place of a user name and a password.
  /// - Returns: the answers with it; nil where there is nothing to offer, or the person does not want it.
  private mutating func offered(_ parameter: Parameter, _ given: GivenAnswers) -> GivenAnswers? {
    guard !hasOffered, let source = parameter.origin.flatMap({ lab.parameter($0.from) }),
      source.type == .dockerConfig
    else { return nil }
    hasOffered = true
    for path in environment.registryConfigurations where Posix.target(of: path) == .file {
      var next = given
      next.texts[source.name] = [path]
      guard mistakes(next).isEmpty else { continue }
      let question = "take the credential of this registry from '\(shown(path))'? [Y/n] "
      return Prompt.isAgreed(question) ? next : nil
    }
    return nil
  }
}

/// Asks about each file of a plan that is there with other content.
struct ConflictPrompts {
  /// What a person chose, by path from the root.
  private(set) var choices: [String: OnConflict] = [:]

  private static let answers = ["k": "keep", "o": "overwrite", "m": "merge", "d": "diff", "q": "quit"]

  /// - Returns: nil where nothing of the plan can be decided, or the person decides nothing.
  init?(_ plan: Plan) {
    // What is in the way of a folder, and a Secret, are for no choice to mend.
    guard !plan.conflicts.isEmpty, plan.conflicts.allSatisfy({ $0.old != nil && !$0.isSecret }) else {
      return nil
    }
    for file in plan.conflicts {
      guard let choice = Self.choice(file) else { return nil }
      choices[file.path] = choice
    }
  }

  private static func choice(_ file: PlannedFile) -> OnConflict? {
    let question =
      "'\(shown(file.path))' is there with other content: (k)eep, (o)verwrite, (m)erge, show the (d)iff or (q)uit? [k] "
    while true {
      switch Prompt.choice(question, of: answers, else: "k") {
      case "k": return .skip
      case "o": return .overwrite
      case "m": return .merge
      case "d": _ = Console.write(LabText.diff(file), to: .error)
      default: return nil
      }
    }
  }
}

/// Questions with a few answers.
enum Prompt {
  /// Says what is wrong with an answer.
  static func tell(_ message: String) {
    _ = Console.write("error: \(Outcome.visible(message))\n", to: .error)
  }

  /// Whether a person says yes, or nothing.
  static func isAgreed(_ question: String) -> Bool {
    choice(question, of: ["y": "yes", "n": "no"], else: "y") == "y"
  }

  /// The letter of one of several answers, each of which may be written out.
  /// - Parameter fallback: what an empty line stands for; nil where it stands for nothing.
  /// - Returns: nil at the end of the input, and after three answers that are none.
  static func choice(_ question: String, of answers: [String: String], else fallback: String?) -> String? {
    for _ in 0..<3 {
      guard case .line(let line) = Terminal.ask(question) else { return nil }
      let text = line.trimmed
      if let fallback, text.isEmpty { return fallback }
      let names = [text, text.lowercased()]
      if let answer = answers.first(where: { names.contains($0.key) || names.contains($0.value) }) {
        return answer.key
      }
      let known = answers.sorted { $0.key < $1.key }.map {
        $0.key == $0.value ? "'\($0.key)'" : "'\($0.key)' (\($0.value))"
      }
      tell("the answer is '\(line)', expected one of \(known.joined(separator: ", "))")
    }
    return nil
  }
}
