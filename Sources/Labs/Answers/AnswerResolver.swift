import Manifests

/// Works out the values of a lab from what a call gives, each when it is first asked for.
package final class AnswerResolver: Scope {
  private let lab: Lab
  private let given: GivenAnswers
  private let origins: AnswerOrigins
  private var values: [String: TemplateValue] = [:]
  private var sources: [String: LabAnswers.Source] = [:]
  private var mistakes: [String] = []
  private var missing: [String: String] = [:]
  /// Names that have no value because of a mistake already told.
  private var failed: Set<String> = []
  /// Names that are being worked out.
  private var open: Set<String> = []

  private init(_ lab: Lab, _ given: GivenAnswers, _ context: LabContext) {
    self.lab = lab
    self.given = given
    origins = AnswerOrigins(context)
  }

  /// - Throws: every mistake in the answers.
  package static func answers(
    for lab: Lab, given: GivenAnswers, context: LabContext
  ) throws(LabMistakes) -> LabAnswers {
    let resolver = AnswerResolver(lab, given, context)
    let warnings = resolver.resolve()
    guard resolver.mistakes.isEmpty else { throw LabMistakes(resolver.mistakes, missing: resolver.missing) }
    return LabAnswers(values: resolver.values, sources: resolver.sources, warnings: warnings)
  }

  private func resolve() -> [String] {
    for parameter in lab.parameters { _ = try? value(of: parameter.name) }
    for parameter in lab.parameters { checkExclusions(of: parameter) }
    for derived in lab.derived { _ = try? value(of: derived.name) }
    var warnings: [String] = []
    for check in lab.checks {
      guard let isTrue = try? check.condition.isTrue(in: self), isTrue,
        let value = try? check.message.value(in: self)
      else { continue }
      let message = value.isSensitive ? "•••" : value.content.text ?? ""
      if check.isError { mistakes.append(message) } else { warnings.append(message) }
    }
    return warnings
  }

  private func checkExclusions(of parameter: Parameter) {
    guard isGiven(parameter) else { return }
    for name in parameter.excluded {
      guard let other = lab.parameter(name), isGiven(other) else { continue }
      mistakes.append("'--\(parameter.name)' and '\(flag(of: other))' cannot be given together")
    }
  }

  private func isGiven(_ parameter: Parameter) -> Bool {
    given.texts[parameter.name] != nil || given.secrets[parameter.name] != nil
  }

  private func flag(of parameter: Parameter) -> String {
    given.secrets[parameter.name]?.flag ?? "--\(parameter.name)"
  }

  // MARK: Scope

  /// A name that depends on a mistake already told; nobody prints this.
  private static let dependent = ExpressionError(message: "", offset: 0)

  func value(of name: String) throws(ExpressionError) -> TemplateValue? {
    if let value = values[name] { return value }
    guard !failed.contains(name) else { throw Self.dependent }
    guard open.insert(name).inserted else {
      fail(name, "the values of '\(name)' and '\(open.sorted().joined(separator: "', '"))' need each other")
      throw Self.dependent
    }
    defer { open.remove(name) }
    do throws(ExpressionError) {
      guard let value = try worked(out: name) else { return nil }
      guard !failed.contains(name) else { throw Self.dependent }
      values[name] = value
      return value
    } catch {
      if failed.insert(name).inserted, !error.message.isEmpty {
        mistakes.append("'\(name)': \(error.message)")
      }
      throw error
    }
  }

  private func worked(out name: String) throws(ExpressionError) -> TemplateValue? {
    if let parameter = lab.parameter(name) { return try value(of: parameter) }
    return try lab.derived.first { $0.name == name }.map { derived throws(ExpressionError) in
      try value(of: derived)
    }
  }

  private func fail(_ name: String, _ message: String) {
    failed.insert(name)
    if !message.isEmpty { mistakes.append(message) }
  }
}

// MARK: - One value

extension AnswerResolver {
  private func value(of derived: DerivedValue) throws(ExpressionError) -> TemplateValue {
    try value(of: derived.rule, derived.name)
  }

  private func value(of rule: DerivedValue.Rule, _ name: String) throws(ExpressionError) -> TemplateValue {
    switch rule {
    case .text(let text): return try text.value(in: self)
    case .condition(let condition): return .bool(try condition.isTrue(in: self))
    case .choice(let condition, let first, let second):
      return try value(of: condition.isTrue(in: self) ? first : second, name)
    case .call(let function, let arguments):
      var texts: [String] = []
      var isSensitive = false
      for argument in arguments {
        let value = try argument.value(in: self)
        isSensitive = isSensitive || value.isSensitive
        guard let text = value.content.text else { return .none }
        texts.append(text)
      }
      let content: TemplateValue.Content
      do throws(LabFunction.Refusal) {
        content = try function.value(texts)
      } catch {
        fail(name, error.message)
        throw Self.dependent
      }
      return TemplateValue(content, isSensitive: isSensitive && !function.isHarmless)
    }
  }

  private func value(of parameter: Parameter) throws(ExpressionError) -> TemplateValue {
    sources[parameter.name] = LabAnswers.Source.none
    if let condition = parameter.condition, try !condition.isTrue(in: self) {
      if isGiven(parameter) {
        fail(parameter.name, "'\(flag(of: parameter))' has no use without \(lab.told(condition))")
      }
      return .none
    }
    if isGiven(parameter) {
      sources[parameter.name] = .given
      return try given(parameter)
    }
    if let found = try found(parameter) {
      sources[parameter.name] = .context
      return found
    }
    if parameter.type == .secret, let standIn = given.standIn {
      return TemplateValue(.string(standIn.revealed()), isSensitive: true)
    }
    if let fallback = parameter.fallback {
      sources[parameter.name] = .default
      return try value(of: fallback, parameter)
    }
    if let requirement = parameter.requirement, try requirement.isTrue(in: self) {
      let message = message(missing: parameter)
      missing[parameter.name] = message
      fail(parameter.name, message)
    }
    return .none
  }

  private func given(_ parameter: Parameter) throws(ExpressionError) -> TemplateValue {
    if let secret = given.secrets[parameter.name]?.secret {
      guard (try? parameter.type.parse(secret.revealed())) != nil else {
        fail(parameter.name, "the \(parameter.name) is empty or holds a control character")
        return .none
      }
      return TemplateValue(.string(secret.revealed()), isSensitive: true)
    }
    let text = (given.texts[parameter.name] ?? []).joined(separator: ",")
    let value = parsed(text, parameter, "'--\(parameter.name)'")
    guard parameter.type == .valuesFile, case .string(let path) = value.content else { return value }
    do throws(LabContext.ReadFailure) {
      return TemplateValue(.yaml(try YAMLBlock(try origins.context.read(path))))
    } catch {
      let message =
        error.message.hasPrefix("the file") ? error.message : "the file '\(shown(path))' \(error.message)"
      fail(parameter.name, "'--\(parameter.name)': \(message)")
      return .none
    }
  }

  private func parsed(_ text: String, _ parameter: Parameter, _ subject: String) -> TemplateValue {
    do throws(ParameterType.Mistake) {
      return TemplateValue(try parameter.type.parse(text))
    } catch {
      let shownValue = error.hidesValue ? "" : " is '\(shown(text))',"
      fail(parameter.name, "\(subject)\(shownValue) \(error.message)")
      return .none
    }
  }

  /// The value that another parameter or the tree has for this one.
  private func found(_ parameter: Parameter) throws(ExpressionError) -> TemplateValue? {
    guard let origin = parameter.origin else { return nil }
    if LabContext.fields[origin.from] != nil {
      return origins.context.value(origin).map {
        parsed($0, parameter, "the \(origin.from)'s \(origin.field)")
      }
    }
    guard let source = lab.parameter(origin.from), let path = try value(of: source.name)?.content.text else {
      return nil
    }
    var registry: String?
    if let name = source.registry { registry = try value(of: name)?.content.text }
    do throws(LabContext.ReadFailure) {
      let field = try origins.field(origin.field, of: source.type, path: path, registry: registry)
      if parameter.type == .secret { return TemplateValue(.string(field.revealed()), isSensitive: true) }
      return parsed(field.revealed(), parameter, "the \(origin.field) in '\(shown(path))'")
    } catch {
      // Both fields of one file fail for the same reason; it is told once.
      fail(parameter.name, failed.contains(source.name) ? "" : "'--\(source.name)': \(error.message)")
      failed.insert(source.name)
      throw Self.dependent
    }
  }

  private func value(of fallback: Parameter.Fallback, _ parameter: Parameter) throws(ExpressionError)
    -> TemplateValue
  {
    switch fallback {
    case .literal(let content): return TemplateValue(content)
    case .choice(let condition, let first, let second):
      // Where a mistake already told decides, the usual case is looked at, so that its own mistakes are told too.
      return try value(of: (try? condition.isTrue(in: self)) ?? true ? first : second, parameter)
    case .text(let template):
      let value = try template.value(in: self)
      guard case .string(let text) = value.content else { return value }
      return parsed(text, parameter, "the default of '--\(parameter.name)'")
    }
  }

  private func message(missing parameter: Parameter) -> String {
    let other = parameter.origin.map { LabContext.fields[$0.from] != nil ? "" : " or '--\($0.from)'" } ?? ""
    guard parameter.type == .secret else {
      let suggested = parameter.suggestion.flatMap { origins.context.value($0) }.map {
        " (perhaps '\(shown($0))', by the remote of git)"
      }
      let example = suggested ?? parameter.example.map { " (such as '\($0)')" } ?? ""
      return "'--\(parameter.name)'\(other) is missing\(example)"
    }
    return
      "the \(parameter.name) is missing: give '--\(parameter.name)-stdin', '--\(parameter.name)-file FILE', "
      + "'--\(parameter.name)-env NAME'\(other)"
  }
}
