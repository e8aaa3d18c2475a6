import Diagnostics
import YAML

/// One file of a lab, read and checked but for the names it uses.
struct Template: Sendable {
  /// How a file of a lab is made.
  enum Kind: String, CaseIterable, Sendable {
    /// YAML: a value cannot leave the scalar that it is put into.
    case yaml
    /// Text: values are put in as they are.
    case raw
    /// Copied byte for byte.
    case verbatim
  }

  static let maximumSize = 1 << 20

  let source: SourceFile
  let kind: Kind
  let parts: [TemplatePart]
  /// The bytes of each line with its line break.
  let lines: [Range<Int>]
  /// Every placeholder outside comments, by the line (from 0) that it starts on.
  let placeholders: [Int: [Placeholder]]

  /// One `<% … %>`.
  struct Placeholder: Sendable {
    let expression: Expression
    /// Byte offset of its name from the start of the file.
    let offset: Int
  }

  init(_ source: SourceFile, kind: Kind) throws(TemplateError) {
    guard source.bytes.count <= Self.maximumSize else {
      throw TemplateError("a template may have 1 MiB at most", at: 0, of: source)
    }
    self.source = source
    self.kind = kind
    let table = LineTable(source.bytes)
    lines = (1...table.count).map { table.bytes(ofWholeLine: $0) }.filter { !$0.isEmpty }
    guard kind != .verbatim else {
      parts = lines.indices.map { .line($0) }
      placeholders = [:]
      return
    }
    var reader = DirectiveReader(source, lines: lines)
    try reader.read()
    parts = reader.parts
    let found =
      kind == .raw
      ? try Self.rawPlaceholders(source, except: reader.directiveLines, lines)
      : try Self.yamlPlaceholders(source, directives: reader.directiveLines, table)
    placeholders = Dictionary(grouping: found) { table.line(at: $0.offset) - 1 }
  }

  /// The paths that `#% include` names.
  var includes: [String] { Self.includes(parts) }

  private static func includes(_ parts: [TemplatePart]) -> [String] {
    parts.flatMap { part -> [String] in
      switch part {
      case .line: []
      case .branches(let branches): branches.flatMap { includes($0.body) }
      case .loop(let loop): includes(loop.body)
      case .include(let include): [include.path]
      }
    }
  }

  private static func rawPlaceholders(
    _ source: SourceFile, except directives: Set<Int>, _ lines: [Range<Int>]
  ) throws(TemplateError) -> [Placeholder] {
    var found: [Placeholder] = []
    for (number, line) in lines.enumerated() where !directives.contains(number) {
      let text = Array(source.bytes[line])
      for segment in try segments(of: text, at: { line.lowerBound + $0 }, in: source) {
        if case .expression(let expression, _) = segment {
          found.append(Placeholder(expression: expression, offset: line.lowerBound + expression.offset))
        }
      }
    }
    return found
  }

  private static func yamlPlaceholders(
    _ source: SourceFile, directives: Set<Int>, _ table: LineTable
  ) throws(TemplateError) -> [Placeholder] {
    let stream = YAMLStream(source)
    if let error = stream.error { throw TemplateError(error.message, at: error.offset, of: source) }
    var found: [Placeholder] = []
    var failure: TemplateError?
    stream.forEachNode { node in
      guard failure == nil else { return }
      do throws(TemplateError) {
        if node.isAlias { throw TemplateError("a template may not use aliases", at: node.range, of: source) }
        guard node.kind == .scalar else { return }
        let first = table.line(at: node.bytes.lowerBound)
        let last = table.line(at: max(node.bytes.lowerBound, node.bytes.upperBound - 1))
        if first < last, let line = (first..<last).first(where: { directives.contains($0) }) {
          throw TemplateError(
            "a directive stands inside a scalar", at: table.bytes(ofLine: line + 1).lowerBound, of: source)
        }
        found += try placeholders(in: node, of: source)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return found
  }

  private static func placeholders(in node: Node, of source: SourceFile) throws(TemplateError)
    -> [Placeholder]
  {
    guard node.mayHoldPlaceholder, let text = node.text else { return [] }
    let places = Places(of: node)
    var found: [Placeholder] = []
    for segment in try segments(of: Array(text.utf8), at: places.offset(of:), in: source) {
      if case .expression(let expression, _) = segment {
        found.append(Placeholder(expression: expression, offset: places.offset(of: expression.offset)))
      }
    }
    return found
  }
}

/// A stretch of a text that may hold placeholders.
enum TemplateSegment {
  case text(ArraySlice<UInt8>)
  /// With the offset of its `<%` in the text.
  case expression(Expression, offset: Int)
}

extension Template {
  /// Splits a text at its placeholders.
  /// - Parameter place: turns an offset in the text into one in the file, for errors.
  static func segments(
    of text: [UInt8], at place: (Int) -> Int, in source: SourceFile
  ) throws(TemplateError) -> [TemplateSegment] {
    var segments: [TemplateSegment] = []
    var position = 0
    var scan = 0
    while scan + 1 < text.count {
      guard text[scan] == UInt8(ascii: "<"), text[scan + 1] == UInt8(ascii: "%") else {
        scan += 1
        continue
      }
      if scan > position { segments.append(.text(text[position..<scan])) }
      do throws(ExpressionError) {
        let (expression, end) = try ExpressionParser.placeholder(text, from: scan + 2)
        segments.append(.expression(expression, offset: scan))
        scan = end
      } catch {
        throw TemplateError(error.message, at: place(error.offset), of: source)
      }
      position = scan
    }
    if position < text.count { segments.append(.text(text[position...])) }
    return segments
  }
}

/// Finds the places in the file of a scalar's decoded text: exact where the text stands there as it is, else that
/// of the placeholder around it.
struct Places {
  private let exact: Int?
  /// The offsets of every `<%` in the scalar, in the file and in the decoded text.
  private let marks: [(file: Int, text: Int)]

  init(of node: Node) {
    exact = node.valueRange?.bytes.lowerBound
    let bytes = node.stream.source.bytes
    let inFile = node.bytes.filter { bytes[$0...].starts(with: "<%".utf8) }
    let text = Array((node.text ?? "").utf8)
    let inText = text.indices.filter { text[$0...].starts(with: "<%".utf8) }
    marks = inFile.count == inText.count ? zip(inFile, inText).map { ($0, $1) } : [(node.bytes.lowerBound, 0)]
  }

  func offset(of position: Int) -> Int {
    if let exact { return exact + position }
    guard let mark = marks.last(where: { $0.text <= position }) ?? marks.first else { return 0 }
    return mark.file + max(0, position - mark.text)
  }
}

extension YAMLStream {
  /// Every node, keys and aliases included, in the order of the text.
  func forEachNode(_ body: (Node) -> Void) {
    for document in documents { document.root?.forEachDescendant(body) }
  }
}

extension Node {
  /// Whether `<%` stands in the text of a scalar.
  var mayHoldPlaceholder: Bool {
    withValue { bytes in
      var last: UInt8 = 0
      for byte in bytes {
        if last == UInt8(ascii: "<"), byte == UInt8(ascii: "%") { return true }
        last = byte
      }
      return false
    } ?? false
  }
}
