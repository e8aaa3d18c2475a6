import Diagnostics
import Manifests

/// The files of a lab, made but not written.
package struct LabOutput: Sendable {
  package struct File: Sendable {
    /// Relative to the folder of the lab; with a `/` before it, to the root of the tree.
    package let path: String
    package var bytes: [UInt8]
    /// Whether nobody but the owner may read it.
    package let isSecret: Bool
    /// The bytes that hold a secret.
    package var sensitive: [Range<Int>]
    /// The age keys that sops has to encrypt the bytes for before they are written, none where `.sops.yaml` says; nil
    /// where it is written as it is.
    package var recipients: [String]?
    /// What to do with a file that is there and differs, where the call does not say.
    package var onConflict: OnConflict?
    /// The folder, from the root, of the kustomization that applies the file as a patch; nil for any other file.
    package var patches: String?

    /// The path from the root of the tree.
    /// - Parameter folder: of the lab, relative to the root.
    package func path(in folder: String) -> String {
      path.hasPrefix("/") ? String(path.dropFirst()) : TreePath.join(folder, path)
    }
  }

  /// In the order of lab.yaml.
  package var files: [File]
  /// Advice, a line each.
  package let next: [String]
}

extension Lab {
  /// Makes the files for some answers.
  /// - Parameter folder: of the lab, relative to the root of the tree.
  /// - Throws: a mistake in a template that only these answers bring out.
  package func output(_ answers: LabAnswers, folder: String) throws(TemplateErrors) -> LabOutput {
    var scope = ValueScope(answers.values)
    scope.values["folder"] = .string(folder)
    let planned = try planned(scope)
    scope.values["resources"] = .list(planned.filter(\.isResource).map(\.path))
    var files: [LabOutput.File] = []
    for file in planned { files.append(try render(file, resources: scope.values["resources"])) }
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

  /// A file with its name, before it is made.
  private struct PlannedFile {
    let file: LabFile
    let path: String
    let scope: ValueScope

    /// Whether the lab's kustomization lists it.
    var isResource: Bool {
      !path.hasPrefix("/") && TreePath.isYAML(path) && !path.contains("/") && !TreePath.isKustomization(path)
        && file.patches == nil
    }
  }

  /// The files that these answers ask for, one for each turn of a loop.
  private func planned(_ scope: ValueScope) throws(TemplateErrors) -> [PlannedFile] {
    var planned: [PlannedFile] = []
    for file in files {
      for scope in try turns(of: file, scope) {
        let isWanted = try evaluated { () throws(ExpressionError) in
          try file.condition?.isTrue(in: scope) ?? true
        }
        guard isWanted else { continue }
        let path = try path(file.to, isAtRoot: file.isAtRoot, scope)
        planned.append(PlannedFile(file: file, path: path, scope: scope))
      }
    }
    return planned
  }

  private func turns(of file: LabFile, _ scope: ValueScope) throws(TemplateErrors) -> [ValueScope] {
    guard let loop = file.loop else { return [scope] }
    let list = try evaluated { () throws(ExpressionError) in try loop.list.value(in: scope) }
    guard case .list(let elements) = list.content, elements.count <= Expander.maximumItems else {
      throw failure("'for' of the file '\(file.from)' needs a list of at most \(Expander.maximumItems) items")
    }
    return elements.map { element in
      var inner = scope
      inner.values[loop.variable] = list.with(element)
      return inner
    }
  }

  private func path(
    _ text: TextTemplate, isAtRoot: Bool, _ scope: ValueScope
  ) throws(TemplateErrors) -> String {
    let value = try evaluated { () throws(ExpressionError) in try text.value(in: scope) }
    guard case .string(let path) = value.content, !value.isSensitive else {
      throw failure("a file has no name")
    }
    do throws(ParameterType.Mistake) {
      try PathRules.check(String(path.dropFirst(isAtRoot ? 1 : 0)))
      return path
    } catch {
      throw failure("the name of a file is '\(shown(path))', \(error.message)")
    }
  }

  private func render(
    _ planned: PlannedFile, resources: TemplateValue?
  ) throws(TemplateErrors) -> LabOutput.File {
    let file = planned.file
    var scope = planned.scope
    scope.values["resources"] = resources
    guard let template = templates[file.from] else { throw failure("the template '\(file.from)' is missing") }
    let text: RenderedText
    do throws(TemplateError) {
      text = try Renderer.render(template, includes: templates, scope: scope)
      guard text.sensitive.isEmpty || file.isSecret else {
        throw TemplateError("a secret stands in a file without 'mode: secret'", at: 0, of: template.source)
      }
    } catch {
      throw TemplateErrors([error])
    }
    var made = LabOutput.File(
      path: planned.path, bytes: text.bytes, isSecret: file.isSecret, sensitive: text.sensitive)
    made.onConflict = file.onConflict
    if let encryption = file.encryption { made.recipients = try recipients(encryption, scope) }
    if let patches = file.patches { made.patches = try path(patches, isAtRoot: true, scope) }
    return made
  }

  private func recipients(
    _ encryption: LabFile.Encryption, _ scope: ValueScope
  ) throws(TemplateErrors) -> [String]? {
    try evaluated { () throws(ExpressionError) in
      guard try encryption.condition.isTrue(in: scope) else { return nil }
      guard case .list(let keys) = try encryption.recipients.value(in: scope).content else { return [] }
      return keys.compactMap(\.text)
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
