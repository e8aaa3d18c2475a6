import Diagnostics

/// A part of a template: a line of text, or a directive with what stands in it.
indirect enum TemplatePart: Sendable {
  /// A line by its number, from 0.
  case line(Int)
  case branches([Branch])
  case loop(Loop)
  case include(Include)

  /// One arm of an `if`; the last may have no condition.
  struct Branch: Sendable {
    let condition: Condition?
    /// The line of the directive, from 0.
    let line: Int
    /// Byte offset of the condition from the start of the file.
    let offset: Int
    var body: [TemplatePart]
  }

  struct Loop: Sendable {
    let variable: String
    let list: Expression
    let offset: Int
    var body: [TemplatePart]
  }

  struct Include: Sendable {
    let path: String
    /// What stands before the `#%`: it goes before every line that is included.
    let indentation: Int
    let offset: Int
  }
}

/// Reads the directives of one template into parts.
struct DirectiveReader {
  static let maximumNesting = 32

  private let source: SourceFile
  /// The bytes of each line with its line break.
  private let lines: [Range<Int>]
  private var open: [Open] = []
  private(set) var parts: [TemplatePart] = []
  /// The lines, from 0, that are directives or notes.
  private(set) var directiveLines: Set<Int> = []

  private struct Open {
    enum Kind {
      case branches([TemplatePart.Branch], hasElse: Bool)
      case loop(TemplatePart.Loop)
    }
    var kind: Kind
    /// Where the directive stands.
    let offset: Int
    let outer: [TemplatePart]
  }

  init(_ source: SourceFile, lines: [Range<Int>]) {
    self.source = source
    self.lines = lines
  }

  mutating func read() throws(TemplateError) {
    for (number, range) in lines.enumerated() {
      guard let text = directive(range) else {
        parts.append(.line(number))
        continue
      }
      directiveLines.insert(number)
      try take(text, line: number)
    }
    guard let last = open.last else { return }
    throw TemplateError("'\(name(of: last))' is never closed by '#% end'", at: last.offset, of: source)
  }

  /// The bytes behind `#%` of a line that is a directive; nil for a line of text, empty for a note.
  private func directive(_ range: Range<Int>) -> Range<Int>? {
    let bytes = source.bytes
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] == UInt8(ascii: " ") || bytes[start] == UInt8(ascii: "\t") {
      start += 1
    }
    guard bytes[start..<range.upperBound].starts(with: "#%".utf8) else { return nil }
    var end = range.upperBound
    while end > start, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    return start + 2..<end
  }

  private mutating func take(_ range: Range<Int>, line: Int) throws(TemplateError) {
    let bytes = source.bytes
    if range.isEmpty || bytes[range.lowerBound] == UInt8(ascii: "#") { return }
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] == UInt8(ascii: " ") { start += 1 }
    let word = bytes[start..<range.upperBound].prefix { $0 != UInt8(ascii: " ") }
    var rest = word.endIndex..<range.upperBound
    while !rest.isEmpty, bytes[rest.lowerBound] == UInt8(ascii: " ") { rest = rest.dropFirst() }
    let name = String(decoding: word, as: UTF8.self)
    switch name {
    case "if": try openBranches(rest, line: line, at: start)
    case "elif", "else": try nextBranch(name, rest, line: line, at: start)
    case "for": try openLoop(rest, at: start)
    case "include": try include(rest, line: line, at: start)
    case "end": try close(rest, at: start)
    default:
      let known = ["if", "elif", "else", "for", "include", "end"]
      throw TemplateError(unknownName(name, "directive", known: known), at: start, of: source)
    }
  }

  private mutating func openBranches(_ rest: Range<Int>, line: Int, at offset: Int) throws(TemplateError) {
    let branch = TemplatePart.Branch(
      condition: try condition(rest), line: line, offset: rest.lowerBound, body: [])
    try push(.branches([branch], hasElse: false), at: offset)
  }

  private mutating func nextBranch(
    _ name: String, _ rest: Range<Int>, line: Int, at offset: Int
  ) throws(TemplateError) {
    guard var top = open.last, case .branches(var branches, let hasElse) = top.kind else {
      throw TemplateError("'#% \(name)' stands in no '#% if'", at: offset, of: source)
    }
    guard !hasElse else {
      throw TemplateError("'#% \(name)' stands behind '#% else'", at: offset, of: source)
    }
    if name == "else", !rest.isEmpty {
      throw TemplateError("'#% else' takes nothing; did you mean '#% elif'?", at: rest.lowerBound, of: source)
    }
    branches[branches.count - 1].body = parts
    parts = []
    let condition = name == "else" ? nil : try condition(rest)
    branches.append(TemplatePart.Branch(condition: condition, line: line, offset: rest.lowerBound, body: []))
    top.kind = .branches(branches, hasElse: name == "else")
    open[open.count - 1] = top
  }

  private mutating func openLoop(_ rest: Range<Int>, at offset: Int) throws(TemplateError) {
    let words = source.bytes[rest].split(separator: UInt8(ascii: " "), maxSplits: 2)
    guard words.count == 3, words[1].elementsEqual("in".utf8), words[0].allSatisfy(\.isNameByte),
      words[0].first?.isLowerOrDigit == true
    else { throw TemplateError("a loop is written '#% for NAME in LIST'", at: offset, of: source) }
    let list = try located(words[2].startIndex..<rest.upperBound, ExpressionParser.expression)
    let variable = String(decoding: words[0], as: UTF8.self)
    let loop = TemplatePart.Loop(variable: variable, list: list, offset: words[2].startIndex, body: [])
    try push(.loop(loop), at: offset)
  }

  private mutating func include(_ rest: Range<Int>, line: Int, at offset: Int) throws(TemplateError) {
    let path = String(decoding: source.bytes[rest], as: UTF8.self)
    guard !path.isEmpty else { throw TemplateError("'#% include' names no file", at: offset, of: source) }
    let indentation = source.bytes[lines[line]].prefix { $0 == UInt8(ascii: " ") }.count
    parts.append(.include(.init(path: path, indentation: indentation, offset: rest.lowerBound)))
  }

  private mutating func close(_ rest: Range<Int>, at offset: Int) throws(TemplateError) {
    guard let top = open.popLast() else {
      throw TemplateError("'#% end' closes nothing", at: offset, of: source)
    }
    guard rest.isEmpty else { throw TemplateError("'#% end' takes nothing", at: rest.lowerBound, of: source) }
    switch top.kind {
    case .branches(var branches, _):
      branches[branches.count - 1].body = parts
      parts = top.outer + [.branches(branches)]
    case .loop(var loop):
      loop.body = parts
      parts = top.outer + [.loop(loop)]
    }
  }

  private mutating func push(_ kind: Open.Kind, at offset: Int) throws(TemplateError) {
    guard open.count < Self.maximumNesting else {
      throw TemplateError("nested deeper than \(Self.maximumNesting) levels", at: offset, of: source)
    }
    open.append(Open(kind: kind, offset: offset, outer: parts))
    parts = []
  }

  private func name(of open: Open) -> String {
    if case .loop = open.kind { "#% for" } else { "#% if" }
  }

  private func condition(_ range: Range<Int>) throws(TemplateError) -> Condition {
    try located(range, ExpressionParser.condition)
  }

  private func located<Result>(
    _ range: Range<Int>, _ parse: ([UInt8]) throws(ExpressionError) -> Result
  ) throws(TemplateError) -> Result {
    do {
      return try parse(Array(source.bytes[range]))
    } catch {
      throw TemplateError(error.message, at: range.lowerBound + error.offset, of: source)
    }
  }
}

extension UInt8 {
  /// Whether it may stand in a name of the template language.
  var isNameByte: Bool { isLowerOrDigit || self == UInt8(ascii: "-") }
}
