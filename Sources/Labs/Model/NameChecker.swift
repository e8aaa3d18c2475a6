/// Looks for names that nothing defines in the templates of a lab, on every branch.
struct NameChecker {
  let names: Set<String>
  let templates: [String: Template]
  private(set) var errors: [TemplateError] = []
  private(set) var used: Set<String> = []
  /// The paths of the templates that were looked at.
  private(set) var seen: Set<String> = []
  private var depth = 0

  init(names: Set<String>, templates: [String: Template]) {
    self.names = names
    self.templates = templates
  }

  mutating func report(_ message: String, at offset: Int, of template: Template) {
    let error = TemplateError(message, at: offset, of: template.source)
    if !errors.contains(error) { errors.append(error) }
  }

  mutating func check(_ template: Template, variables: Set<String> = []) {
    if let path = templates.first(where: { $0.value.source === template.source })?.key { seen.insert(path) }
    check(template.parts, of: template, variables)
  }

  private mutating func check(_ parts: [TemplatePart], of template: Template, _ variables: Set<String>) {
    for part in parts {
      switch part {
      case .line(let line):
        for placeholder in template.placeholders[line] ?? [] {
          check(placeholder.expression, at: placeholder.offset, of: template, variables)
        }
      case .branches(let branches):
        for branch in branches {
          for expression in branch.condition?.expressions ?? [] {
            check(expression, at: branch.offset + expression.offset, of: template, variables)
          }
          check(branch.body, of: template, variables)
        }
      case .loop(let loop):
        check(loop.list, at: loop.offset + loop.list.offset, of: template, variables)
        if names.contains(loop.variable) {
          report("the loop's '\(loop.variable)' is a parameter already", at: loop.offset, of: template)
        }
        check(loop.body, of: template, variables.union([loop.variable]))
      case .include(let include): check(include, of: template, variables)
      }
    }
  }

  private mutating func check(
    _ include: TemplatePart.Include, of template: Template, _ variables: Set<String>
  ) {
    guard let inner = templates[include.path] else {
      return report(
        unknownName(include.path, "template", known: templates.keys), at: include.offset, of: template)
    }
    guard depth < Expander.maximumIncludes else {
      return report("'\(include.path)' includes itself", at: include.offset, of: template)
    }
    depth += 1
    defer { depth -= 1 }
    check(inner, variables: variables)
  }

  private mutating func check(
    _ expression: Expression, at offset: Int, of template: Template, _ variables: Set<String>
  ) {
    guard let name = expression.name else { return }
    used.insert(name)
    guard !names.contains(name), !variables.contains(name) else { return }
    report(unknownName(name, "name", known: names.union(variables)), at: offset, of: template)
  }
}
