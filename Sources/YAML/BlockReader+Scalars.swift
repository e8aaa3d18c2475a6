extension BlockReader {
  /// Whether a plain scalar may start with the byte at an offset, and no indicator of YAML.
  func isPlainStart(_ offset: Int) -> Bool {
    switch text[offset] {
    case UInt8(ascii: "-"): !isSpace(byte(offset + 1))
    case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""),
      UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: " "), 0x0A:
      false
    // `...` may end a document.
    case UInt8(ascii: "."): byte(offset + 1) != UInt8(ascii: ".") || byte(offset + 2) != UInt8(ascii: ".")
    default: true
    }
  }

  /// Where a plain scalar in block context stops: at a `:` before a space, at a comment, or at the end of the line;
  /// spaces before a comment or the end are still part of what is passed.
  func plainEnd(from start: Int) -> Int {
    var offset = start
    while offset < end {
      let byte = text[offset]
      if byte <= UInt8(ascii: ":") {
        if byte == 0x0A { return offset }
        if byte == UInt8(ascii: ":"), isSpace(self.byte(offset + 1)) { return offset }
        if byte == UInt8(ascii: "#"), offset > start, text[offset - 1] == UInt8(ascii: " ") { return offset }
      }
      offset += 1
    }
    return end
  }

  /// Reads a scalar or a flow collection in the place of a value.
  ///
  /// - Parameter indent: the column of what holds it.
  mutating func inline(in indent: Int, depth: Int) -> Bool {
    let start = position
    switch text[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return closingQuote(from: start) == nil ? quotedLines(in: indent) : quoted()
    case UInt8(ascii: "["), UInt8(ascii: "{"): return flow(depth: depth + 1)
    case UInt8(ascii: "*"): return alias()
    default:
      guard isPlainStart(start) else { return false }
      let stop = plainEnd(from: start)
      guard byte(stop) != UInt8(ascii: ":") else { return false }
      position = withoutSpaces(start, stop)
      if byte(stop) == 0x0A, goesOn(behind: stop, in: indent) { return plainLines(from: start, in: indent) }
      scalar(.plain, start..<position)
      return true
    }
  }

  /// The end of a text without the spaces there.
  private func withoutSpaces(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return end
  }

  /// Whether the next line that is not empty is part of a plain scalar.
  private func goesOn(behind lineEnd: Int, in indent: Int) -> Bool {
    var offset = lineEnd + 1
    var start = offset
    while offset < end {
      switch text[offset] {
      case UInt8(ascii: " "): offset += 1
      case 0x0A:
        offset += 1
        start = offset
      default: return offset - start > indent && text[offset] != UInt8(ascii: "#")
      }
    }
    return false
  }

  /// Reads a plain scalar of several lines, whose first one ends here; they are joined by a space, or by the line breaks
  /// of the empty lines between them.
  private mutating func plainLines(from start: Int, in indent: Int) -> Bool {
    let from = pool.count
    pool.append(contentsOf: UnsafeBufferPointer(start: text + start, count: position - start))
    var stop = position
    while byte(stop) == UInt8(ascii: " ") { stop += 1 }
    while byte(stop) == 0x0A, goesOn(behind: stop, in: indent) {
      var breaks = 0
      while text[stop] == 0x0A || text[stop] == UInt8(ascii: " ") {
        if text[stop] == 0x0A { breaks += 1 }
        stop += 1
      }
      join(breaks, isFolded: true)
      let first = stop
      stop = plainEnd(from: first)
      guard byte(stop) != UInt8(ascii: ":") else { return false }
      position = withoutSpaces(first, stop)
      pool.append(contentsOf: UnsafeBufferPointer(start: text + first, count: position - first))
    }
    scalar(.plain, start..<position, pooled: from, at: start)
    return true
  }

  // MARK: Anchors

  /// One past the letters, digits, `-` and `_` from an offset on.
  func nameEnd(from start: Int) -> Int {
    var offset = start
    while offset < end {
      let byte = text[offset]
      let isLetter = byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      guard isLetter || isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else { break }
      offset += 1
    }
    return offset
  }

  /// Reads an alias of a node that holds none itself, so that what aliases stand for stays small.
  private mutating func alias() -> Bool {
    let start = position
    let name = start + 1..<nameEnd(from: start + 1)
    guard !name.isEmpty, isSpace(byte(name.upperBound)),
      let anchor = anchors.last(where: { name.map { text[$0] } == $0.name.map { text[$0] } }), anchor.isUsable
    else { return false }
    aliases += 1
    guard aliases * nodes.count < Self.maximumNodes else { return false }
    position = name.upperBound
    nodes.append(
      RawNode(
        kind: .alias, style: 0, flags: 0, start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: position), value: anchor.node, length: 0,
        next: UInt32(truncatingIfNeeded: nodes.count + 1)))
    lastEnd = position
    return true
  }

  // MARK: Quotes

  /// One past the quote that closes the one at an offset, on the same line.
  func closingQuote(from start: Int) -> Int? {
    let quote = text[start]
    var offset = start + 1
    while offset < end {
      let byte = text[offset]
      if byte == quote {
        guard quote == UInt8(ascii: "'"), self.byte(offset + 1) == quote else { return offset + 1 }
        offset += 1
      } else if byte == 0x0A {
        return nil
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        offset += 1
        if self.byte(offset) == 0x0A { return nil }
      }
      offset += 1
    }
    return nil
  }

  mutating func quoted() -> Bool {
    let start = position
    guard let stop = closingQuote(from: start) else { return false }
    position = stop
    let isSingle = text[start] == UInt8(ascii: "'")
    let style: NodeStyle = isSingle ? .singleQuoted : .doubleQuoted
    let inside = start + 1..<stop - 1
    let escape = isSingle ? UInt8(ascii: "'") : UInt8(ascii: "\\")
    guard inside.contains(where: { text[$0] == escape }) else {
      scalar(style, start..<stop, value: inside)
      return true
    }
    let from = pool.count
    var offset = inside.lowerBound
    while offset < inside.upperBound {
      var byte = text[offset]
      if byte == escape {
        offset += 1
        guard isSingle || unescape(text[offset], &byte) else { return false }
      }
      pool.append(byte)
      offset += 1
    }
    scalar(style, start..<stop, pooled: from, at: start + 1)
    return true
  }

  /// Reads a quoted scalar of several lines, each deeper than what holds it.
  private mutating func quotedLines(in indent: Int) -> Bool {
    let start = position
    let quote = text[start]
    let from = pool.count
    // What is in the pool without the spaces at its end.
    var filled = from
    position += 1
    while position < end {
      var byte = text[position]
      if byte == quote {
        position += 1
        guard quote == UInt8(ascii: "'"), self.byte(position) == quote else {
          let style: NodeStyle = quote == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
          scalar(style, start..<position, pooled: from, at: start + 1)
          return true
        }
      } else if byte == 0x0A {
        pool.removeLast(pool.count - filled)
        guard breakInQuotes(in: indent) else { return false }
        filled = pool.count
        continue
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        position += 1
        guard unescape(self.byte(position), &byte) else { return false }
        filled = pool.count + 1
      }
      pool.append(byte)
      if byte != UInt8(ascii: " ") { filled = pool.count }
      position += 1
    }
    return false
  }

  /// Goes on from the end of a line to the content of the next one, and folds what lies between.
  private mutating func breakInQuotes(in indent: Int) -> Bool {
    var breaks = 0
    var lineStart = position
    while position < end, text[position] == 0x0A || text[position] == UInt8(ascii: " ") {
      if text[position] == 0x0A {
        breaks += 1
        lineStart = position + 1
      }
      position += 1
    }
    join(breaks, isFolded: true)
    return position < end && position - lineStart > indent
  }

  /// What stands for itself or for one control character behind a backslash.
  private func unescape(_ letter: UInt8, _ byte: inout UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: " "): byte = letter
    case UInt8(ascii: "n"): byte = 0x0A
    case UInt8(ascii: "t"): byte = 0x09
    case UInt8(ascii: "r"): byte = 0x0D
    default: return false
    }
    return true
  }

  // MARK: Block scalars

  /// Reads a block scalar without an indentation indicator, whose first lines are not blank ones of spaces.
  mutating func blockScalar(in indent: Int) -> Bool {
    let start = position
    let style: NodeStyle = text[start] == UInt8(ascii: "|") ? .literal : .folded
    position += 1
    var chomping: UInt8 = 0
    if byte(position) == UInt8(ascii: "-") || byte(position) == UInt8(ascii: "+") {
      chomping = text[position]
      position += 1
    }
    guard position < end, text[position] == 0x0A else { return false }
    position += 1
    var empty = 0
    while position < end, text[position] == 0x0A {
      empty += 1
      position += 1
    }
    let margin = spaces(atMost: Int.max)
    guard margin > indent, position + margin < end, text[position + margin] != 0x0A else { return false }
    let from = pool.count
    pool.append(contentsOf: repeatElement(0x0A, count: empty))
    let stop = lines(margin, isFolded: style == .folded, chomping)
    scalar(style, start..<stop, pooled: from, at: start)
    return leaveLine() && column <= indent
  }

  /// The spaces from here on.
  private func spaces(atMost limit: Int) -> Int {
    var count = 0
    while count < limit, position + count < end, text[position + count] == UInt8(ascii: " ") { count += 1 }
    return count
  }

  /// Puts the lines of a block scalar into the pool, and goes to the end of the last one; one past its last byte that
  /// is no space.
  private mutating func lines(_ margin: Int, isFolded: Bool, _ chomping: UInt8) -> Int {
    var stop = position
    var lineEnd = position
    // The line breaks behind the last line with content, and whether that line began with a space.
    var breaks = 0
    var wasIndented = true
    while position < end {
      let lead = spaces(atMost: margin)
      let isBlank = position + lead < end && text[position + lead] == 0x0A
      guard lead == margin || isBlank else { break }
      position += lead
      if !isBlank, position < end {
        let isIndented = text[position] == UInt8(ascii: " ")
        join(breaks, isFolded: isFolded && !wasIndented && !isIndented)
        breaks = 0
        wasIndented = isIndented
        let start = position
        skipLine()
        pool.append(contentsOf: UnsafeBufferPointer(start: text + start, count: position - start))
        stop = lastInk(from: start, before: position) ?? stop
      }
      lineEnd = position
      guard position < end else { break }
      breaks += 1
      position += 1
    }
    // Back to the end of a line, from where the next content is looked for.
    position = lineEnd
    let kept = chomping == UInt8(ascii: "+") ? breaks : chomping == 0 ? min(1, breaks) : 0
    join(kept, isFolded: false)
    return stop
  }

  /// Adds line breaks, of which a single one is folded into a space, and the first of several into nothing.
  mutating func join(_ breaks: Int, isFolded: Bool) {
    if isFolded, breaks == 1 { return pool.append(UInt8(ascii: " ")) }
    pool.append(contentsOf: repeatElement(0x0A, count: isFolded && breaks > 1 ? breaks - 1 : breaks))
  }

  /// One past the last byte of a line that is no space.
  private func lastInk(from start: Int, before stop: Int) -> Int? {
    var offset = stop
    while offset > start {
      if text[offset - 1] != UInt8(ascii: " ") { return offset }
      offset -= 1
    }
    return nil
  }

  // MARK: Flow collections

  /// Reads a flow collection of one line, of plain words and of quoted texts.
  private mutating func flow(depth: Int) -> Bool {
    guard depth < Self.maximumDepth else { return false }
    let start = position
    let isMapping = text[start] == UInt8(ascii: "{")
    let close = isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
    let index = open(isMapping ? .mapping : .sequence, .flow)
    var count: UInt32 = 0
    position += 1
    skipSpaces()
    while byte(position) != close {
      if isMapping { guard flowKey() else { return false } }
      guard flowNode(depth: depth) else { return false }
      count += 1
      skipSpaces()
      guard byte(position) == UInt8(ascii: ",") else { break }
      position += 1
      skipSpaces()
      guard byte(position) != close else { return false }
    }
    guard byte(position) == close, position - start < Self.maximumKey else { return false }
    position += 1
    lastEnd = position
    self.close(index, count: count)
    return true
  }

  private mutating func skipSpaces() {
    while byte(position) == UInt8(ascii: " ") { position += 1 }
  }

  private mutating func flowKey() -> Bool {
    let isQuoted = byte(position) == UInt8(ascii: "\"") || byte(position) == UInt8(ascii: "'")
    guard isQuoted ? quoted() : word(), byte(position) == UInt8(ascii: ":"),
      byte(position + 1) == UInt8(ascii: " ")
    else { return false }
    position += 1
    skipSpaces()
    return true
  }

  private mutating func flowNode(depth: Int) -> Bool {
    switch byte(position) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): quoted()
    case UInt8(ascii: "["), UInt8(ascii: "{"): flow(depth: depth + 1)
    default: word()
    }
  }

  /// Reads letters, digits and what may stand between them.
  private mutating func word() -> Bool {
    let start = position
    while position < end {
      let byte = text[position]
      let isLetter = byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      let isInner = byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      guard isLetter || isDigit || byte == UInt8(ascii: "/") || isInner && position > start else { break }
      position += 1
    }
    guard position > start else { return false }
    scalar(.plain, start..<position)
    return true
  }
}
