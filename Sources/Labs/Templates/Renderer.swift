import Diagnostics
import YAML

/// The text of a file that a template made.
package struct RenderedText: Sendable {
  package let bytes: [UInt8]
  /// The bytes that hold a secret, or were made from one.
  package let sensitive: [Range<Int>]
}

/// Puts values into a template.
enum Renderer {
  /// Bytes that one scalar may have.
  static let maximumValue = 64 << 10

  static func render(
    _ template: Template, includes: [String: Template] = [:], scope: ValueScope
  ) throws(TemplateError) -> RenderedText {
    guard template.kind != .verbatim else { return RenderedText(bytes: template.source.bytes, sensitive: []) }
    let expanded = try Expander.expand(template, includes: includes, scope: scope)
    guard template.kind == .yaml else { return try renderRaw(expanded) }
    let stream = YAMLStream(expanded.source)
    if let error = stream.error { throw expanded.error(error.message, at: error.offset) }
    var substituter = Substituter(expanded)
    for document in stream.documents {
      if let root = document.root { try substituter.visit(root, isFlow: false, isKey: false) }
    }
    let (rendered, places) = substituter.applied()
    try StructureProof.check(rendered.bytes, from: stream, substituter, expanded, places)
    return rendered
  }

  private static func renderRaw(_ expanded: ExpandedTemplate) throws(TemplateError) -> RenderedText {
    let source = expanded.source
    var edits: [Substituter.Edit] = []
    var start = 0
    for line in source.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      defer { start += line.count + 1 }
      guard let origin = expanded.origin(of: start) else { continue }
      let segments = try Template.segments(of: Array(line), at: { start + $0 }, in: source)
      for (index, segment) in segments.enumerated() {
        guard case .expression(let expression, let offset) = segment else { continue }
        let end = index + 1 < segments.count ? segments[index + 1].start(in: line) : line.count
        let value = try Substituter.value(of: expression, expanded.scopes[origin.scope]) { message, _ in
          expanded.error(message, at: start + offset)
        }
        guard let text = value.content.text, text.unicodeScalars.allSatisfy({ $0 == "\t" || isVisible($0) })
        else {
          throw expanded.error("only a text of one line can stand in a raw file", at: start + offset)
        }
        let bytes = start + offset..<start + end
        edits.append(.init(bytes: bytes, replacement: Array(text.utf8), isSensitive: value.isSensitive))
      }
    }
    return Substituter.apply(edits, to: source.bytes).0
  }
}

extension TemplateSegment {
  /// Where the segment starts in the line that it was cut from.
  fileprivate func start(in line: ArraySlice<UInt8>) -> Int {
    switch self {
    case .text(let text): text.startIndex
    case .expression(_, let offset): offset
    }
  }
}
