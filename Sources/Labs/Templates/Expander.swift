import Diagnostics

/// A template with its directives carried out: the lines that are left, each with the line that it came from.
struct ExpandedTemplate {
  /// A line of the expanded text.
  struct Origin {
    let template: Template
    /// From 0, in that template.
    let line: Int
    /// Bytes that an include put before it.
    let indentation: Int
    /// Index into ``scopes``.
    let scope: Int
  }

  let source: SourceFile
  let origins: [Origin]
  let scopes: [ValueScope]
  private let table: LineTable

  init(_ source: SourceFile, _ origins: [Origin], _ scopes: [ValueScope]) {
    self.source = source
    self.origins = origins
    self.scopes = scopes
    table = LineTable(source.bytes)
  }

  /// The line that holds an offset of the expanded text; nil only for a text without lines.
  func origin(of offset: Int) -> Origin? {
    let line = min(table.line(at: offset), origins.count)
    return line > 0 ? origins[line - 1] : nil
  }

  /// A mistake at an offset of the expanded text, told at the place in the template.
  func error(_ message: String, at offset: Int) -> TemplateError {
    guard let origin = origin(of: offset) else { return TemplateError(message, at: 0, of: source) }
    let start = table.bytes(ofLine: min(table.line(at: offset), origins.count)).lowerBound
    let column = max(0, offset - start - origin.indentation)
    let place = origin.template.lines[origin.line].lowerBound + column
    return TemplateError(message, at: place, of: origin.template.source)
  }
}

/// Carries out the directives of a template.
struct Expander {
  static let maximumSize = 16 << 20
  static let maximumItems = 10_000
  static let maximumIncludes = 32

  /// What `#% include` may name, by path.
  let includes: [String: Template]
  private var bytes: [UInt8] = []
  private var origins: [ExpandedTemplate.Origin] = []
  private var scopes: [ValueScope]

  private init(includes: [String: Template], scope: ValueScope) {
    self.includes = includes
    scopes = [scope]
  }

  static func expand(
    _ template: Template, includes: [String: Template], scope: ValueScope
  ) throws(TemplateError) -> ExpandedTemplate {
    var expander = Expander(includes: includes, scope: scope)
    try expander.expand(template.parts, Place(template: template, scope: 0, indentation: 0, depth: 0))
    let source = SourceFile(path: template.source.path, bytes: expander.bytes)
    return ExpandedTemplate(source, expander.origins, expander.scopes)
  }

  /// Where the parts that are being carried out stand.
  private struct Place {
    let template: Template
    var scope: Int
    var indentation: Int
    var depth: Int
  }

  private mutating func expand(_ parts: [TemplatePart], _ place: Place) throws(TemplateError) {
    for part in parts {
      switch part {
      case .line(let line): try append(line, place)
      case .branches(let branches): try choose(branches, place)
      case .loop(let loop): try repeated(loop, place)
      case .include(let include): try included(include, place)
      }
    }
  }

  private mutating func append(_ line: Int, _ place: Place) throws(TemplateError) {
    let source = place.template.source
    let text = source.bytes[place.template.lines[line]]
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    let isBlank = text.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let indentation = isBlank ? 0 : place.indentation
    guard bytes.count + indentation + text.count <= Self.maximumSize else {
      throw TemplateError("the file would grow beyond 16 MiB", at: text.startIndex, of: source)
    }
    bytes += Array(repeating: UInt8(ascii: " "), count: indentation)
    bytes += text
    origins.append(.init(template: place.template, line: line, indentation: indentation, scope: place.scope))
  }

  private mutating func choose(_ branches: [TemplatePart.Branch], _ place: Place) throws(TemplateError) {
    for branch in branches {
      let scope = scopes[place.scope]
      if let condition = branch.condition {
        let isTrue = try located(branch.offset, place) { () throws(ExpressionError) in
          try condition.isTrue(in: scope)
        }
        guard isTrue else { continue }
      }
      return try expand(branch.body, place)
    }
  }

  private mutating func repeated(_ loop: TemplatePart.Loop, _ place: Place) throws(TemplateError) {
    let scope = scopes[place.scope]
    let value = try located(loop.offset, place) { () throws(ExpressionError) in try loop.list.value(in: scope)
    }
    guard case .list(let elements) = value.content else {
      guard value.content != .none else { return }
      let message = "a loop needs a list, and this is \(value.content.kindName)"
      throw TemplateError(message, at: loop.offset, of: place.template.source)
    }
    guard elements.count <= Self.maximumItems else {
      throw TemplateError("a loop may have 10000 items at most", at: loop.offset, of: place.template.source)
    }
    for element in elements {
      var inner = scope
      inner.values[loop.variable] = value.with(element)
      scopes.append(inner)
      var place = place
      place.scope = scopes.count - 1
      try expand(loop.body, place)
    }
  }

  private mutating func included(_ include: TemplatePart.Include, _ place: Place) throws(TemplateError) {
    let source = place.template.source
    guard let template = includes[include.path] else {
      throw TemplateError(
        unknownName(include.path, "template", known: includes.keys), at: include.offset, of: source)
    }
    guard place.depth < Self.maximumIncludes else {
      throw TemplateError("included deeper than 32 files", at: include.offset, of: source)
    }
    let indentation = place.indentation + include.indentation
    let inner = Place(
      template: template, scope: place.scope, indentation: indentation, depth: place.depth + 1)
    try expand(template.parts, inner)
  }

  private func located<Result>(
    _ offset: Int, _ place: Place, _ body: () throws(ExpressionError) -> Result
  ) throws(TemplateError) -> Result {
    do {
      return try body()
    } catch {
      throw TemplateError(error.message, at: offset + error.offset, of: place.template.source)
    }
  }
}
