import Diagnostics
import YAML

/// Proves that values changed nothing but the scalars that they were put into: the rendered text is read again and
/// its events are held against those of the template.
enum StructureProof {
  /// One event of a stream.
  private enum Event: Equatable {
    case document(hasContent: Bool)
    case scalar(text: String, type: ScalarType?, tag: String?, anchor: String?)
    case sequence(style: NodeStyle, tag: String?, anchor: String?)
    case mapping(style: NodeStyle, tag: String?, anchor: String?)
    case alias(anchor: String?)
    case end
  }

  /// - Parameter places: where each edit of `substituter` stands in `bytes`.
  static func check(
    _ bytes: [UInt8], from template: YAMLStream, _ substituter: Substituter, _ expanded: ExpandedTemplate,
    _ places: [Range<Int>]
  ) throws(TemplateError) {
    let rendered = YAMLStream(SourceFile(path: template.source.path, bytes: bytes))
    if let error = rendered.error {
      let index = places.lastIndex { $0.lowerBound <= error.offset }
      let offset = index.map { substituter.edits[$0].bytes.lowerBound } ?? 0
      throw expanded.error("the value does not fit here: \(error.message)", at: offset)
    }
    let wanted = events(of: template) { substituter.substitutions[$0.id] }
    let found = events(of: rendered) { _ in nil }
    guard wanted == found, comments(template, substituter) == rendered.comments.map(\.text) else {
      throw expanded.error("a value would leave its scalar; this is a mistake of scaffold", at: 0)
    }
  }

  /// The comments of the template, and at their places those of the mappings that were put in.
  private static func comments(_ template: YAMLStream, _ substituter: Substituter) -> [String] {
    var found = template.comments.map { (offset: $0.range.bytes.lowerBound, texts: [$0.text]) }
    for document in template.documents {
      document.root?.forEachDescendant { node in
        guard case .native(.yaml(let block)) = substituter.substitutions[node.id] else { return }
        found.append((node.bytes.lowerBound, block.stream.comments.map(\.text)))
      }
    }
    return found.sorted { $0.offset < $1.offset }.flatMap(\.texts)
  }

  private static func events(
    of stream: YAMLStream, _ substitution: (Node) -> Substituter.Substitution?
  ) -> [Event] {
    var events: [Event] = []
    for document in stream.documents {
      events.append(.document(hasContent: document.root != nil))
      if let root = document.root { append(root, to: &events, substitution) }
    }
    return events
  }

  private static func append(
    _ node: Node, to events: inout [Event], _ substitution: (Node) -> Substituter.Substitution?
  ) {
    if node.isAlias { return events.append(.alias(anchor: node.target.anchor)) }
    switch node.kind {
    case .scalar: append(scalar: node, to: &events, substitution(node))
    case .sequence:
      events.append(.sequence(style: node.style, tag: node.tag, anchor: node.anchor))
      for element in node.elements { append(element, to: &events, substitution) }
      events.append(.end)
    case .mapping:
      events.append(.mapping(style: node.style, tag: node.tag, anchor: node.anchor))
      for entry in node.entries {
        append(entry.key, to: &events, substitution)
        append(entry.value, to: &events, substitution)
      }
      events.append(.end)
    }
  }

  private static func append(
    scalar node: Node, to events: inout [Event], _ substitution: Substituter.Substitution?
  ) {
    switch substitution {
    case nil:
      events.append(.scalar(text: node.text ?? "", type: node.scalarType, tag: node.tag, anchor: node.anchor))
    case .string(let text):
      let type = node.tag == nil ? .string : node.scalarType
      events.append(.scalar(text: text, type: type, tag: node.tag, anchor: node.anchor))
    case .native(let content): append(native: content, anchor: node.anchor, to: &events)
    }
  }

  private static func append(native content: TemplateValue.Content, anchor: String?, to events: inout [Event])
  {
    func scalar(_ type: ScalarType) -> Event {
      .scalar(text: content.text ?? "null", type: type, tag: nil, anchor: anchor)
    }
    switch content {
    case .none: events.append(scalar(.null))
    case .bool: events.append(scalar(.bool))
    case .int: events.append(scalar(.int))
    case .string: events.append(scalar(.string))
    case .list(let elements):
      events.append(.sequence(style: .flow, tag: nil, anchor: anchor))
      for element in elements { append(native: element, anchor: nil, to: &events) }
      events.append(.end)
    case .yaml(let block):
      if let root = block.stream.documents.first?.root { append(root, to: &events) { _ in nil } }
    }
  }
}
