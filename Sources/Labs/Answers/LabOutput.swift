import Diagnostics

/// The files of a lab, made but not written.
package struct LabOutput: Sendable {
  package struct File: Sendable {
    /// Relative to the folder of the lab.
    package let path: String
    package let bytes: [UInt8]
    /// Whether nobody but the owner may read it.
    package let isSecret: Bool
    /// The bytes that hold a secret.
    package let sensitive: [Range<Int>]
  }

  /// In the order of lab.yaml.
  package let files: [File]
  /// Advice, a line each.
  package let next: [String]
}

extension Lab {
  /// Makes the files for some answers.
  /// - Throws: a mistake in a template that only these answers bring out.
  package func output(_ answers: LabAnswers) throws(TemplateErrors) -> LabOutput {
    let scope = ValueScope(answers.values)
    var files: [LabOutput.File] = []
    for file in self.files {
      if let condition = file.condition,
        try !evaluated({ () throws(ExpressionError) in try condition.isTrue(in: scope) })
      {
        continue
      }
      files.append(try render(file, scope))
    }
    if let (first, second) = PathRules.collision(in: files.map(\.path)) {
      throw failure("the files '\(first)' and '\(second)' have one name")
    }
    var next: [String] = []
    for step in self.next {
      let isWanted = try evaluated { () throws(ExpressionError) in
        try step.condition?.isTrue(in: scope) ?? true
      }
      guard isWanted else { continue }
      let value = try evaluated { () throws(ExpressionError) in try step.text.value(in: scope) }
      next.append(value.isSensitive ? "•••" : value.content.text ?? "")
    }
    return LabOutput(files: files, next: next)
  }

  /// The rules of the linter whose findings these answers ask for.
  package func acceptedRules(_ answers: LabAnswers) -> Set<String> {
    let scope = ValueScope(answers.values)
    let wanted = accepted.filter { (try? $0.condition.isTrue(in: scope)) ?? false }
    return Set(wanted.flatMap(\.rules))
  }

  private func render(_ file: LabFile, _ scope: ValueScope) throws(TemplateErrors) -> LabOutput.File {
    let to = try evaluated { () throws(ExpressionError) in try file.to.value(in: scope) }
    guard case .string(let path) = to.content, !to.isSensitive else { throw failure("a file has no name") }
    do throws(ParameterType.Mistake) {
      try PathRules.check(path)
    } catch {
      throw failure("the name of a file is '\(shown(path))', \(error.message)")
    }
    guard let template = templates[file.from] else { throw failure("the template '\(file.from)' is missing") }
    do throws(TemplateError) {
      let text = try Renderer.render(template, includes: templates, scope: scope)
      guard text.sensitive.isEmpty || file.isSecret else {
        throw TemplateError("a secret stands in a file without 'mode: secret'", at: 0, of: template.source)
      }
      return LabOutput.File(path: path, bytes: text.bytes, isSecret: file.isSecret, sensitive: text.sensitive)
    } catch {
      throw TemplateErrors([error])
    }
  }

  private func evaluated<Result>(_ body: () throws(ExpressionError) -> Result) throws(TemplateErrors)
    -> Result
  {
    do {
      return try body()
    } catch {
      throw failure(error.message)
    }
  }

  private func failure(_ message: String) -> TemplateErrors {
    TemplateErrors([
      .init(path: "\(name)/lab.yaml", location: SourceLocation(line: 1, column: 1), message: message)
    ])
  }
}
