/// Reads the part of YAML that nearly every manifest keeps to, many times faster than libyaml: ASCII without tabs, block
/// mappings and lists, plain scalars, quoted ones of one line, block scalars, flow collections of one line, anchors and
/// aliases of values, comments, `---`.
///
/// It reads a file just as ``StreamReader`` does, or not at all: whatever it does not know, and whatever may be a
/// mistake, it leaves to libyaml. Tests and `make fuzz` hold the two against each other.
struct BlockReader: ~Copyable {
  /// Less than libyaml and ``StreamReader`` take, so that no limit is reached here.
  static let maximumDepth = 64
  static let maximumKey = 1000
  static let maximumNodes = 500_000

  let text: UnsafePointer<UInt8>
  let end: Int
  var position: Int
  var nodes: [RawNode] = []
  var pool: [UInt8] = []
  private(set) var roots: [YAMLStream.Root] = []
  private(set) var anchorRanges: [UInt32: Range<Int>] = [:]
  /// The anchors of the document so far.
  var anchors: [Anchor] = []
  var aliases = 0
  /// One past the content that was read last.
  var lastEnd = 0
  /// Where the line of ``position`` starts.
  private var lineStart: Int
  /// The column of the content at ``position``; -1 at a `---` and at the end of the text.
  private(set) var column = -1

  /// A node that aliases may stand for.
  struct Anchor {
    let name: Range<Int>
    let node: UInt32
    /// How many aliases were read when it began.
    let aliases: Int
    /// Whether it may be referred to: its end has been read, and no alias lies inside.
    var isUsable = false
  }

  /// - Parameters:
  ///   - text: has to outlive the reader.
  ///   - range: the stretch that is read; the bytes before it are there as well.
  init(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) {
    self.text = text
    position = range.lowerBound
    lineStart = range.lowerBound
    end = range.upperBound
    nodes.reserveCapacity(range.count / 16)
  }

  /// Whether the whole text could be read.
  mutating func read() -> Bool {
    guard isPlainText else { return false }
    enterLine()
    guard position < end else { return false }
    while true {
      let start = position
      anchors.removeAll(keepingCapacity: true)
      if column < 0 {
        position += 3
        guard leaveLine() else { return false }
      }
      guard column >= 0 else {
        // Nothing but comments, which libyaml reads as an empty scalar.
        scalar(.plain, position..<position)
        roots.append(YAMLStream.Root(node: nil, bytes: start..<position))
        if position == end { return true }
        continue
      }
      let root = UInt32(nodes.count)
      guard collection(at: column, depth: 0), column < 0, nodes.count < Self.maximumNodes else {
        return false
      }
      roots.append(YAMLStream.Root(node: root, bytes: start..<position))
      if position == end { return true }
    }
  }

  /// Whether there is nothing but printable ASCII and line feeds.
  private var isPlainText: Bool {
    var offset = position
    var bad: UInt64 = 0
    while offset + 8 <= end {
      bad |= Self.unprintable(UnsafeRawPointer(text + offset).loadUnaligned(as: UInt64.self))
      offset += 8
    }
    guard bad & Self.everyByte(0x80) == 0 else { return false }
    while offset < end {
      let byte = text[offset]
      if byte &- 0x20 > 0x5E, byte != 0x0A { return false }
      offset += 1
    }
    return true
  }

  private static func everyByte(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// The high bit of some byte where one of eight is neither printable ASCII nor a line feed.
  @inline(__always)
  private static func unprintable(_ bytes: UInt64) -> UInt64 {
    let other = bytes ^ everyByte(0x0A)
    let lineFeeds = ~(((other & everyByte(0x7F)) &+ everyByte(0x7F)) | other | everyByte(0x7F))
    let raised = bytes | (lineFeeds >> 2)
    return bytes | ((raised &- everyByte(0x20)) & ~raised) | ((bytes & everyByte(0x7F)) &+ everyByte(0x01))
  }
}

// MARK: - Lines

extension BlockReader {
  /// The byte at an offset; a line feed behind the end.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < end ? text[offset] : 0x0A }

  /// Goes on to the next content from where a line starts, past empty lines and comments.
  private mutating func enterLine() {
    while position < end {
      let byte = text[position]
      if byte == UInt8(ascii: " ") {
        position += 1
      } else if byte == 0x0A {
        position += 1
        lineStart = position
      } else if byte == UInt8(ascii: "#") {
        skipLine()
      } else {
        break
      }
    }
    column = position < end ? position - lineStart : -1
    if column == 0, isMark { column = -1 }
  }

  /// Whether a `---` stands at the start of a line.
  private var isMark: Bool {
    text[position] == UInt8(ascii: "-") && byte(position + 1) == UInt8(ascii: "-")
      && byte(position + 2) == UInt8(ascii: "-") && isSpace(byte(position + 3))
  }

  mutating func skipLine() {
    while position < end, text[position] != 0x0A { position += 1 }
  }

  /// Goes on behind what ends on this line, if nothing but a comment is left of it.
  mutating func leaveLine() -> Bool {
    let start = position
    while byte(position) == UInt8(ascii: " ") { position += 1 }
    if byte(position) == UInt8(ascii: "#"), position > start { skipLine() }
    guard byte(position) == 0x0A else { return false }
    enterLine()
    return true
  }

  @inline(__always)
  func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == 0x0A }

  private var isDash: Bool { text[position] == UInt8(ascii: "-") && isSpace(byte(position + 1)) }
}

// MARK: - Collections

extension BlockReader {
  /// Reads the mapping or the list whose first entry stands here.
  private mutating func collection(at column: Int, depth: Int) -> Bool {
    guard depth < Self.maximumDepth else { return false }
    return isDash ? sequence(at: column, depth: depth) : mapping(at: column, depth: depth)
  }

  private mutating func mapping(at indent: Int, depth: Int) -> Bool {
    let index = open(.mapping, .block)
    var count: UInt32 = 0
    repeat {
      guard !isDash, key() else { return false }
      let colon = position
      guard value(after: colon, in: indent, isMapping: true, depth: depth) else { return false }
      count += 1
    } while column == indent
    close(index, count: count)
    return column < indent
  }

  private mutating func sequence(at indent: Int, depth: Int) -> Bool {
    let index = open(.sequence, .block)
    var count: UInt32 = 0
    repeat {
      position += 1
      guard value(after: position, in: indent, isMapping: false, depth: depth) else { return false }
      count += 1
    } while column == indent && isDash
    close(index, count: count)
    // A list may stand as deep as the mapping that holds it, which then goes on.
    return column <= indent
  }

  /// Reads what stands behind a `:` or a `-`, on this line or below.
  private mutating func value(after mark: Int, in indent: Int, isMapping: Bool, depth: Int) -> Bool {
    while byte(position) == UInt8(ascii: " ") { position += 1 }
    let first = byte(position)
    if first == 0x0A || first == UInt8(ascii: "#") {
      guard leaveLine() else { return false }
      if column > indent { return below(indent, depth: depth) }
      if isMapping, column == indent, isDash {
        guard depth < Self.maximumDepth else { return false }
        return sequence(at: indent, depth: depth + 1)
      }
      scalar(.plain, mark..<mark)
      return true
    }
    if first == UInt8(ascii: "|") || first == UInt8(ascii: ">") { return blockScalar(in: indent) }
    if first == UInt8(ascii: "&") { return anchored(in: indent, depth: depth) }
    if !isMapping, let isEntry = startsEntry() {
      return isEntry && collection(at: position - lineStart, depth: depth + 1) && column <= indent
    }
    return inline(in: indent, depth: depth) && leaveLine() && column <= indent
  }

  /// Reads what starts on a line of its own, deeper than what holds it.
  private mutating func below(_ indent: Int, depth: Int) -> Bool {
    guard let isEntry = startsEntry() else {
      return inline(in: indent, depth: depth) && leaveLine() && column <= indent
    }
    return isEntry && collection(at: column, depth: depth + 1) && column <= indent
  }

  /// Reads a value with an anchor.
  private mutating func anchored(in indent: Int, depth: Int) -> Bool {
    let name = position + 1..<nameEnd(from: position + 1)
    let node = UInt32(truncatingIfNeeded: nodes.count)
    position = name.upperBound
    guard !name.isEmpty, isSpace(byte(position)), anchors.count < 100 else { return false }
    let number = anchors.count
    anchors.append(Anchor(name: name, node: node, aliases: aliases))
    while byte(position) == UInt8(ascii: " ") { position += 1 }
    switch byte(position) {
    case 0x0A, UInt8(ascii: "#"):
      guard leaveLine(), column > indent, text[position] != UInt8(ascii: "&"), startsEntry() == true,
        collection(at: column, depth: depth + 1), column <= indent
      else { return false }
    case UInt8(ascii: "|"), UInt8(ascii: ">"): guard blockScalar(in: indent) else { return false }
    case UInt8(ascii: "*"): return false
    default:
      guard startsEntry() == nil, inline(in: indent, depth: depth), leaveLine(), column <= indent else {
        return false
      }
    }
    nodes[Int(node)].flags |= RawNode.hasAnchor
    anchorRanges[node] = name
    anchors[number].isUsable = anchors[number].aliases == aliases
    return true
  }

  /// Whether a list or a mapping starts behind the `-` of a list; nil where neither does, and false where that cannot
  /// be told.
  private func startsEntry() -> Bool? {
    if isDash { return true }
    switch text[position] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let close = closingQuote(from: position) else { return false }
      return byte(close) == UInt8(ascii: ":") ? true : nil
    default:
      return byte(plainEnd(from: position)) == UInt8(ascii: ":") ? true : nil
    }
  }

  /// Reads a key and the colon behind it.
  private mutating func key() -> Bool {
    let start = position
    let first = text[start]
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard quoted() else { return false }
    } else {
      guard isPlainStart(start) else { return false }
      let stop = plainEnd(from: start)
      guard stop > start, text[stop - 1] != UInt8(ascii: " ") else { return false }
      scalar(.plain, start..<stop)
      position = stop
    }
    guard byte(position) == UInt8(ascii: ":"), isSpace(byte(position + 1)), position - start < Self.maximumKey
    else { return false }
    position += 1
    return true
  }
}

// MARK: - Nodes

extension BlockReader {
  mutating func open(_ kind: RawNode.Kind, _ style: NodeStyle) -> Int {
    nodes.append(
      RawNode(
        kind: kind, style: style.rawValue, flags: 0, start: UInt32(truncatingIfNeeded: position), end: 0,
        value: 0, length: 0, next: 0))
    return nodes.count - 1
  }

  mutating func close(_ index: Int, count: UInt32) {
    nodes[index].end = UInt32(truncatingIfNeeded: lastEnd)
    nodes[index].length = count
    nodes[index].next = UInt32(truncatingIfNeeded: nodes.count)
  }

  /// Adds a scalar whose text stands as it is at some bytes of its range.
  mutating func scalar(_ style: NodeStyle, _ range: Range<Int>, value: Range<Int>? = nil) {
    let value = value ?? range
    nodes.append(
      RawNode(
        kind: .scalar, style: style.rawValue, flags: 0, start: UInt32(truncatingIfNeeded: range.lowerBound),
        end: UInt32(truncatingIfNeeded: range.upperBound),
        value: UInt32(truncatingIfNeeded: value.lowerBound), length: UInt32(truncatingIfNeeded: value.count),
        next: UInt32(truncatingIfNeeded: nodes.count + 1)))
    lastEnd = range.upperBound
  }

  /// Adds a scalar whose text is what the pool has from an offset on; where the source has the same at a place, it is
  /// taken from there, as from libyaml's text.
  mutating func scalar(_ style: NodeStyle, _ range: Range<Int>, pooled start: Int, at place: Int) {
    let length = pool.count - start
    let isSource =
      place + length <= end && (0..<length).allSatisfy { text[place + $0] == pool[start + $0] }
    guard !isSource else {
      pool.removeLast(length)
      return scalar(style, range, value: place..<place + length)
    }
    nodes.append(
      RawNode(
        kind: .scalar, style: style.rawValue, flags: RawNode.inPool,
        start: UInt32(truncatingIfNeeded: range.lowerBound),
        end: UInt32(truncatingIfNeeded: range.upperBound),
        value: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: length),
        next: UInt32(truncatingIfNeeded: nodes.count + 1)))
    lastEnd = range.upperBound
  }
}
