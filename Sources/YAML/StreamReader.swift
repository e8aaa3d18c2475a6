internal import CYAML
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Builds the nodes of one file from libyaml's events.
struct StreamReader: ~Copyable {
  /// Deeper than any manifest or CustomResourceDefinition; libyaml's work grows with the square of flow depth.
  static let maximumDepth = 128
  /// Nodes that a document may stand for once its aliases are followed.
  static let maximumExpansion = 1_000_000
  /// `%` lines before a document; libyaml's work grows with their square.
  static let maximumDirectives = 64

  let source: SourceFile
  private(set) var error: YAMLError?
  private(set) var nodes: [RawNode] = []
  private(set) var pool: [UInt8] = []
  private(set) var roots: [YAMLStream.Root] = []
  private(set) var anchorRanges: [UInt32: Range<Int>] = [:]
  private(set) var tags: [UInt32: String] = [:]

  private var marks: MarkTable
  private var open: [Open] = []
  private var anchors: [String: Anchor] = [:]
  private var documentStart = 0
  private var documentRoot: UInt32?
  /// One past the content that was read last.
  private var lastEnd = 0

  /// A container whose end has not come yet.
  private struct Open {
    let index: Int
    let isMapping: Bool
    var children = 0
    /// Nodes inside, aliases counted with all they stand for.
    var expansion = 0
    var anchor: String?
  }

  /// What an alias of that name stands for: a node, and its size with aliases followed; nil while still open.
  private struct Anchor {
    let node: UInt32
    var expansion: Int?
  }

  /// The stretch of the file that is read.
  private let range: Range<Int>

  init(source: SourceFile, range: Range<Int>) {
    self.source = source
    self.range = range
    marks = MarkTable(source.bytes, range)
    nodes.reserveCapacity(range.count / 16)
  }

  mutating func read() {
    if let offset = excessDirective() {
      error = YAMLError(
        kind: .limit, message: "more than \(Self.maximumDirectives) '%' directives", offset: offset)
      return
    }
    let bytes = source.bytes
    bytes.withUnsafeBufferPointer { whole in
      let input = UnsafeBufferPointer(rebasing: whole[range])
      guard var pump = EventPump(input) else {
        error = YAMLError(kind: .limit, message: "out of memory", offset: 0)
        return
      }
      while error == nil {
        guard pump.next() else {
          fail(pump.problem)
          return
        }
        if pump.current.type == YAML_STREAM_END_EVENT { return }
        take(pump.current)
      }
    }
  }

  private mutating func fail(_ problem: (message: String, mark: Int?, byte: Int)) {
    guard let mark = problem.mark else {
      error = YAMLError(
        kind: .encoding, message: problem.message,
        offset: min(range.lowerBound + problem.byte, range.upperBound))
      return
    }
    error = YAMLError(kind: .syntax, message: problem.message, offset: marks.offset(of: mark))
  }

  private mutating func take(_ event: yaml_event_t) {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      documentStart = marks.offset(of: Int(event.start_mark.index))
      documentRoot = nil
      anchors.removeAll(keepingCapacity: true)
    case YAML_DOCUMENT_END_EVENT: endDocument(event)
    case YAML_SCALAR_EVENT: scalar(event)
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      begin(
        .sequence, isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE, event, anchor: start.anchor,
        tag: start.tag)
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      begin(
        .mapping, isFlow: start.style == YAML_FLOW_MAPPING_STYLE, event, anchor: start.anchor, tag: start.tag)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: end(event)
    case YAML_ALIAS_EVENT: alias(event)
    default: break
    }
  }

  private mutating func endDocument(_ event: yaml_event_t) {
    let end = marks.offset(of: Int(event.end_mark.index))
    var root = documentRoot
    // `---` without content is a document of one empty plain scalar.
    if let node = root.map({ nodes[Int($0)] }), node.kind == .scalar, node.start == node.end,
      node.flags == 0
    {
      root = nil
    }
    roots.append(YAMLStream.Root(node: root, bytes: documentStart..<max(documentStart, end)))
  }
}

// MARK: - Nodes

extension StreamReader {
  private mutating func scalar(_ event: yaml_event_t) {
    let scalar = event.data.scalar
    let hasTag = scalar.tag != nil && (scalar.plain_implicit == 0 || scalar.quoted_implicit == 0)
    let style = Self.style(scalar.style)
    let properties = scalar.anchor != nil || scalar.tag != nil
    let start = contentStart(event, hasProperties: properties)
    var end = max(start, marks.offset(of: Int(event.end_mark.index)))
    if style == .literal || style == .folded { end = trimmed(start..<end) }
    let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let slice = start + (style == .singleQuoted || style == .doubleQuoted ? 1 : 0)
    let isSlice = isSource(text, at: slice)
    var node = RawNode(
      kind: .scalar, style: style.rawValue, flags: isSlice ? 0 : RawNode.inPool, start: UInt32(start),
      end: UInt32(end), value: UInt32(isSlice ? slice : pool.count), length: UInt32(scalar.length),
      next: UInt32(nodes.count + 1))
    if !isSlice { pool.append(contentsOf: text) }
    let index = UInt32(nodes.count)
    if hasTag { setTag(scalar.tag, of: index, &node) }
    if let anchor = scalar.anchor { setAnchor(anchor, of: index, &node, expansion: 1) }
    add(node)
  }

  private mutating func begin(
    _ kind: RawNode.Kind, isFlow: Bool, _ event: yaml_event_t, anchor: UnsafeMutablePointer<yaml_char_t>?,
    tag: UnsafeMutablePointer<yaml_char_t>?
  ) {
    let start = contentStart(event, hasProperties: anchor != nil || tag != nil)
    guard open.count < Self.maximumDepth else {
      error = YAMLError(
        kind: .limit, message: "nested deeper than \(Self.maximumDepth) levels", offset: start)
      return
    }
    var node = RawNode(
      kind: kind, style: (isFlow ? NodeStyle.flow : .block).rawValue, flags: 0, start: UInt32(start),
      end: UInt32(start), value: 0, length: 0, next: 0)
    let index = UInt32(nodes.count)
    if let tag { setTag(tag, of: index, &node) }
    if let anchor { setAnchor(anchor, of: index, &node, expansion: nil) }
    add(node)
    open.append(
      Open(index: Int(index), isMapping: kind == .mapping, anchor: anchor.map { String(cString: $0) }))
  }

  private mutating func end(_ event: yaml_event_t) {
    guard let closed = open.popLast() else { return }
    let isFlow = nodes[closed.index].style == NodeStyle.flow.rawValue
    let last = nodes.count - 1 == closed.index ? Int(nodes[closed.index].start) : lastEnd
    let end = isFlow ? marks.offset(of: Int(event.end_mark.index)) : last
    nodes[closed.index].end = UInt32(max(Int(nodes[closed.index].start), end))
    nodes[closed.index].next = UInt32(nodes.count)
    nodes[closed.index].length = UInt32(closed.isMapping ? closed.children / 2 : closed.children)
    lastEnd = Int(nodes[closed.index].end)
    grow(by: closed.expansion, at: lastEnd)
    if let anchor = closed.anchor, anchors[anchor]?.node == UInt32(closed.index) {
      anchors[anchor]?.expansion = closed.expansion
    }
  }

  private mutating func alias(_ event: yaml_event_t) {
    let start = marks.offset(of: Int(event.start_mark.index))
    let end = marks.offset(of: Int(event.end_mark.index))
    let name = event.data.alias.anchor.map { String(cString: $0) } ?? ""
    guard let anchor = anchors[name] else {
      error = YAMLError(kind: .alias, message: "the alias '*\(name)' has no anchor before it", offset: start)
      return
    }
    guard let expansion = anchor.expansion else {
      error = YAMLError(
        kind: .alias, message: "the alias '*\(name)' lies inside its own anchor", offset: start)
      return
    }
    add(
      RawNode(
        kind: .alias, style: 0, flags: 0, start: UInt32(start), end: UInt32(end), value: anchor.node,
        length: 0, next: UInt32(nodes.count + 1)))
    grow(by: expansion, at: start)
  }

  private mutating func add(_ node: RawNode) {
    if open.isEmpty { documentRoot = UInt32(nodes.count) } else { open[open.count - 1].children += 1 }
    nodes.append(node)
    lastEnd = Int(node.end)
    grow(by: 1, at: Int(node.start))
  }

  private mutating func grow(by expansion: Int, at offset: Int) {
    guard !open.isEmpty else { return }
    open[open.count - 1].expansion += expansion
    guard open[open.count - 1].expansion > Self.maximumExpansion else { return }
    error = YAMLError(
      kind: .limit, message: "aliases stand for more than \(Self.maximumExpansion) nodes", offset: offset)
  }
}

// MARK: - Ranges, properties, text

extension StreamReader {
  private static func style(_ style: yaml_scalar_style_t) -> NodeStyle {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  /// Where the content of an event starts; its mark is that of its anchor or tag, if it has one.
  private mutating func contentStart(_ event: yaml_event_t, hasProperties: Bool) -> Int {
    let start = marks.offset(of: Int(event.start_mark.index))
    guard hasProperties else { return start }
    let bytes = source.bytes
    var offset = start
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        while offset < bytes.count, !isBlank(bytes[offset]) { offset += 1 }
      case UInt8(ascii: "#"):
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
      case let byte where isBlank(byte): offset += 1
      default: return offset
      }
    }
    return offset
  }

  private func isSource(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard offset + text.count <= source.bytes.count else { return false }
    return source.bytes.withUnsafeBufferPointer { bytes in
      guard let written = bytes.baseAddress, let value = text.baseAddress else { return text.isEmpty }
      return memcmp(written + offset, value, text.count) == 0
    }
  }

  /// The range's end without the blank lines that a block scalar swallows.
  private func trimmed(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, isBlank(source.bytes[end - 1]) { end -= 1 }
    return end
  }

  private mutating func setTag(
    _ tag: UnsafeMutablePointer<yaml_char_t>, of index: UInt32, _ node: inout RawNode
  ) {
    node.flags |= RawNode.hasTag
    tags[index] = String(cString: tag)
  }

  private mutating func setAnchor(
    _ anchor: UnsafeMutablePointer<yaml_char_t>, of index: UInt32, _ node: inout RawNode, expansion: Int?
  ) {
    let name = String(cString: anchor)
    node.flags |= RawNode.hasAnchor
    anchors[name] = Anchor(node: index, expansion: expansion)
    let length = name.utf8.count
    var start = Int(node.start) - length - 1
    let text = Array(("&" + name).utf8)
    while start > 0, !source.bytes[start...].starts(with: text) { start -= 1 }
    if start >= 0 { anchorRanges[index] = start + 1..<start + 1 + length }
  }

  /// Whether there can be a directive at all.
  private var hasPercentSign: Bool {
    source.bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { memchr($0 + range.lowerBound, 0x25, range.count) != nil } ?? false
    }
  }

  /// The offset of the first directive beyond the limit.
  private func excessDirective() -> Int? {
    guard hasPercentSign else { return nil }
    var count = 0
    var isLineStart = true
    for offset in range {
      let byte = source.bytes[offset]
      if isLineStart, byte == UInt8(ascii: "%") {
        count += 1
        if count > Self.maximumDirectives { return offset }
      }
      isLineStart = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
    return nil
  }
}

/// Whether a byte is a space, a tab or part of a line break.
func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
    || byte == UInt8(ascii: "\r")
}
