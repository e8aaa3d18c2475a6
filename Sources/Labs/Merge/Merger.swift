import Diagnostics
import Manifests
import YAML

/// Collects the edits that put the changes of a template into a user's text.
struct Merger {
  /// Whether a conflict ends with the template's value.
  let prefersTheirs: Bool
  private(set) var edits: [TextEdit] = []
  private(set) var conflicts: [String] = []
  /// Documents that come behind the user's own.
  private(set) var appended: [[UInt8]] = []
  private var object = ""

  init(prefersTheirs: Bool) { self.prefersTheirs = prefersTheirs }

  /// What becomes of a document; nil where it goes or never was.
  mutating func document(_ pair: DocumentPairs.Pair) throws(Unmergeable) -> Merged? {
    let root = (pair.ours ?? pair.theirs)?.root
    object = root.flatMap { Manifest($0, source: $0.range)?.id }.map { "\($0.kind)/\($0.name)" } ?? ""
    guard let ours = pair.ours?.root else {
      guard let theirs = pair.theirs, let wanted = theirs.root else { return nil }
      if let base = pair.base?.root {
        // The user took it out.
        if base.holdsSame(as: wanted) { return nil }
        conflicts.append(object)
        guard prefersTheirs else { return nil }
      }
      append(theirs)
      return .node(wanted)
    }
    guard let theirs = pair.theirs?.root else {
      guard let base = pair.base?.root, let document = pair.ours else { return .node(ours) }
      let isUntouched = base.holdsSame(as: ours)
      if !isUntouched { conflicts.append(object) }
      guard isUntouched || prefersTheirs else { return .node(ours) }
      edits.append(TextEdit(range: document.range, replacement: ""))
      return nil
    }
    guard ours.kind == .mapping, theirs.kind == .mapping else { throw Unmergeable() }
    return try mapping(pair.base?.root, ours, theirs, [])
  }

  private mutating func append(_ document: YAMLDocument) {
    let bytes = Array((document.root?.stream.source.bytes ?? [])[document.range.bytes])
    appended.append(bytes.starts(with: "---".utf8) ? bytes : Array("---\n".utf8) + bytes)
  }

  private mutating func report(_ path: [String]) {
    conflicts.append((object.isEmpty ? "" : object + ": ") + path.joined(separator: "."))
  }
}

// MARK: - Mappings

extension Merger {
  private mutating func mapping(
    _ base: Node?, _ ours: Node, _ theirs: Node, _ path: [String]
  ) throws(Unmergeable) -> Merged {
    var result: [(key: String, value: Merged)] = []
    var kept: [Node.Entry] = []
    for entry in ours.entries {
      let key = try Self.key(entry)
      let origin = base?.ownEntry(of: key)
      if let wanted = theirs.ownEntry(of: key) {
        result.append((key, try both(origin?.value, entry, wanted, of: ours, path + [key])))
      } else if let origin, removes(origin.value, entry.value, path + [key]) {
        try remove(entry, origin, of: ours)
        continue
      } else {
        result.append((key, .node(entry.value)))
      }
      kept.append(entry)
    }
    var previous: Node.Entry?
    for entry in theirs.entries {
      let key = try Self.key(entry)
      if let own = kept.first(where: { $0.key.text == key }) {
        previous = own
        continue
      }
      guard ours.ownEntry(of: key) == nil, adds(base?.ownValue(of: key), entry.value, path + [key]) else {
        continue
      }
      try insert(entry, after: previous, before: kept.first, in: ours)
      result.append((key, .node(entry.value)))
    }
    guard !kept.isEmpty || result.isEmpty && ours.count == 0 else { throw Unmergeable() }
    return .mapping(result)
  }

  private static func key(_ entry: Node.Entry) throws(Unmergeable) -> String {
    guard let key = entry.key.text, !entry.key.isAlias else { throw Unmergeable() }
    return key
  }

  /// Whether what the template took out goes.
  private mutating func removes(_ base: Node, _ ours: Node, _ path: [String]) -> Bool {
    if base.holdsSame(as: ours) { return true }
    report(path)
    return prefersTheirs
  }

  /// Whether what the template has and the user has not is put in.
  private mutating func adds(_ base: Node?, _ theirs: Node, _ path: [String]) -> Bool {
    guard let base else { return true }
    // The user took it out.
    if base.holdsSame(as: theirs) { return false }
    report(path)
    return prefersTheirs
  }

  /// A field that both have.
  private mutating func both(
    _ base: Node?, _ entry: Node.Entry, _ wanted: Node.Entry, of mapping: Node, _ path: [String]
  ) throws(Unmergeable) -> Merged {
    let (ours, theirs) = (entry.value, wanted.value)
    if ours.holdsSame(as: theirs) || base?.holdsSame(as: theirs) ?? false { return .node(ours) }
    if ours.isAlias {
      report(path)
      return .node(ours)
    }
    if ours.kind == .mapping, theirs.kind == .mapping, ours.count > 0 {
      return try self.mapping(base?.kind == .mapping ? base : nil, ours, theirs, path)
    }
    if let merged = try list(base, ours, theirs, path) { return merged }
    if ours.isShared || !(base?.holdsSame(as: ours) ?? false) {
      report(path)
      guard prefersTheirs, !ours.isShared else { return .node(ours) }
    }
    try replace(entry, with: wanted, isFlow: mapping.style == .flow)
    return .node(theirs)
  }
}

// MARK: - Lists

extension Merger {
  /// A list whose elements have keys; nil where it is merged as a whole.
  private mutating func list(
    _ base: Node?, _ ours: Node, _ theirs: Node, _ path: [String]
  ) throws(Unmergeable) -> Merged? {
    let field = path.last ?? ""
    guard ours.kind == .sequence, theirs.kind == .sequence, ours.count > 0, theirs.count > 0,
      let own = KeyedElements(ours, field), let wanted = KeyedElements(theirs, field),
      let origin = KeyedElements(base, field)
    else { return nil }
    var result: [(key: String, value: Merged, node: Node?)] = []
    for (key, element) in own.pairs {
      let place = Self.place(of: element, path)
      if let after = wanted[key] {
        let isMapping = element.kind == .mapping && after.kind == .mapping
        let merged = isMapping ? try mapping(origin[key], element, after, place) : .node(element)
        result.append((key, merged, element))
      } else if let before = origin[key], removes(before, element, place) {
        try remove(element, of: ours)
      } else {
        result.append((key, .node(element), element))
      }
    }
    guard let first = result.first?.node else { throw Unmergeable() }
    // New elements come behind the one that they follow in the template; the order is else the user's.
    var (previous, position): (Node?, Int) = (nil, 0)
    for (key, element) in wanted.pairs {
      if let index = result.firstIndex(where: { $0.key == key }) {
        (previous, position) = (result[index].node, index + 1)
      } else if own[key] == nil, adds(origin[key], element, Self.place(of: element, path)) {
        try insert(element, after: previous, before: first, in: ours)
        result.insert((key, .node(element), nil), at: position)
        position += 1
      }
    }
    return .sequence(result.map(\.value))
  }

  /// The path of an element, by its name: `spec`, `containers[app]`.
  private static func place(of element: Node, _ path: [String]) -> [String] {
    let name = element.text ?? element.ownValue(of: "name")?.text ?? ""
    return path.dropLast() + ["\(path.last ?? "")[\(name)]"]
  }
}

/// The elements of a list with the keys that tell them apart.
private struct KeyedElements {
  let pairs: [(key: String, element: Node)]

  /// No elements for no list; nil where the elements have no keys.
  init?(_ list: Node?, _ field: String) {
    guard let list else {
      pairs = []
      return
    }
    guard let keys = ListKeys.keys(of: list, field: field) else { return nil }
    pairs = Array(zip(keys, list.elements))
  }

  subscript(key: String) -> Node? { pairs.first { $0.key == key }?.element }
}

// MARK: - Edits

extension Merger {
  private mutating func edit(_ range: Range<Int>, of node: Node, _ text: String) {
    edits.append(TextEdit(range: SourceRange(path: node.range.path, bytes: range), replacement: text))
  }

  private mutating func replace(
    _ entry: Node.Entry, with wanted: Node.Entry, isFlow: Bool
  ) throws(Unmergeable) {
    let (ours, theirs) = (entry.value, wanted.value)
    let bytes = ours.stream.source.bytes
    if ours.kind == .scalar, theirs.kind == .scalar, !ours.bytes.isEmpty, ours.isOneLine, theirs.isOneLine {
      let style = ours.style == .plain ? theirs.style : ours.style
      edit(ours.bytes, of: ours, SpliceText.scalar(theirs, ScalarEncoder(isFlow: isFlow), style: style))
    } else if isFlow {
      edit(entry.key.bytes.lowerBound..<SpliceText.end(of: entry), of: ours, SpliceText.flow(wanted))
    } else {
      let column = SpliceText.column(of: entry.key.bytes.lowerBound, in: bytes)
      let range = wanted.key.bytes.lowerBound..<SpliceText.end(of: wanted)
      let text = try SpliceText.moved(range, of: theirs.stream.source.bytes, to: column)
      edit(entry.key.bytes.lowerBound..<SpliceText.end(of: entry), of: ours, text)
    }
  }

  private mutating func remove(_ entry: Node.Entry, _ base: Node.Entry, of mapping: Node) throws(Unmergeable)
  {
    let bytes = mapping.stream.source.bytes
    let (start, end) = (entry.key.bytes.lowerBound, SpliceText.end(of: entry))
    if mapping.style == .flow { return try removeInFlow(start..<end, of: mapping) }
    guard SpliceText.isFirst(start, in: bytes) else {
      // The first key behind a dash: the next one takes its place.
      let next = mapping.entries.first { $0.key.bytes.lowerBound > start }
      guard let next else { throw Unmergeable() }
      return edit(start..<next.key.bytes.lowerBound, of: mapping, "")
    }
    let source = base.key.stream.source.bytes
    let lead = SpliceText.lead(of: start, in: bytes)
    let isOld = lead == SpliceText.lead(of: base.key.bytes.lowerBound, in: source)
    let from = isOld ? SpliceText.leadStart(of: start, in: bytes) : SpliceText.lineStart(of: start, in: bytes)
    edit(from..<SpliceText.nextLine(from: end, in: bytes), of: mapping, "")
  }

  private mutating func remove(_ element: Node, of list: Node) throws(Unmergeable) {
    let bytes = list.stream.source.bytes
    if list.style == .flow { return try removeInFlow(element.bytes, of: list) }
    let start = SpliceText.lineStart(of: element.bytes.lowerBound, in: bytes)
    let mark = bytes[start..<element.bytes.lowerBound].filter { $0 != UInt8(ascii: " ") }
    guard mark == [UInt8(ascii: "-")] else { throw Unmergeable() }
    edit(start..<SpliceText.nextLine(from: element.bytes.upperBound, in: bytes), of: list, "")
  }

  /// Takes a part with the comma behind it, or before it for the last one.
  private mutating func removeInFlow(_ range: Range<Int>, of node: Node) throws(Unmergeable) {
    let bytes = node.stream.source.bytes
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == 0x0D }
    var (start, end) = (range.lowerBound, range.upperBound)
    while end < node.bytes.upperBound, isBlank(bytes[end]) { end += 1 }
    if bytes[end] == UInt8(ascii: ",") {
      end += 1
      while isBlank(bytes[end]) { end += 1 }
    } else {
      end = range.upperBound
      while start > node.bytes.lowerBound + 1, isBlank(bytes[start - 1]) { start -= 1 }
      if bytes[start - 1] == UInt8(ascii: ",") { start -= 1 }
    }
    edit(start..<end, of: node, "")
  }

  private mutating func insert(
    _ entry: Node.Entry, after previous: Node.Entry?, before first: Node.Entry?, in mapping: Node
  ) throws(Unmergeable) {
    let bytes = mapping.stream.source.bytes
    guard let anchor = previous ?? first else { throw Unmergeable() }
    if mapping.style == .flow {
      if previous != nil {
        let end = SpliceText.end(of: anchor)
        return edit(end..<end, of: mapping, ", " + SpliceText.flow(entry))
      }
      let start = anchor.key.bytes.lowerBound
      return edit(start..<start, of: mapping, SpliceText.flow(entry) + ", ")
    }
    let column = SpliceText.column(of: anchor.key.bytes.lowerBound, in: bytes)
    let margin = String(repeating: " ", count: column)
    let source = entry.key.stream.source.bytes
    let lead = SpliceText.lead(of: entry.key.bytes.lowerBound, in: source).map { $0 + "\n" + margin }.joined()
    let range = entry.key.bytes.lowerBound..<SpliceText.end(of: entry)
    let text = lead + (try SpliceText.moved(range, of: source, to: column)) + Self.tail(of: entry, source)
    if previous != nil {
      let end = SpliceText.lineEnd(from: SpliceText.end(of: anchor), in: bytes)
      edit(end..<end, of: mapping, "\n" + margin + text)
    } else {
      let start = anchor.key.bytes.lowerBound
      let place = SpliceText.leadStart(of: start, in: bytes)
      let isLine = place < start
      edit(place..<place, of: mapping, isLine ? margin + text + "\n" : text + "\n" + margin)
    }
  }

  /// The comment behind an entry on its last line.
  private static func tail(of entry: Node.Entry, _ bytes: [UInt8]) -> String {
    let end = SpliceText.end(of: entry)
    return String(decoding: bytes[end..<SpliceText.lineEnd(from: end, in: bytes)], as: UTF8.self)
  }

  private mutating func insert(
    _ element: Node, after previous: Node?, before first: Node, in list: Node
  ) throws(Unmergeable) {
    let bytes = list.stream.source.bytes
    let anchor = previous ?? first
    if list.style == .flow {
      let place = previous == nil ? anchor.bytes.lowerBound : anchor.bytes.upperBound
      let text = SpliceText.flow(element)
      return edit(place..<place, of: list, previous == nil ? text + ", " : ", " + text)
    }
    let start = SpliceText.lineStart(of: anchor.bytes.lowerBound, in: bytes)
    let prefix = bytes[start..<anchor.bytes.lowerBound]
    guard prefix.filter({ $0 != UInt8(ascii: " ") }) == [UInt8(ascii: "-")] else { throw Unmergeable() }
    let text =
      String(decoding: prefix, as: UTF8.self)
      + (try SpliceText.moved(element.bytes, of: element.stream.source.bytes, to: prefix.count))
    if previous != nil {
      let end = SpliceText.lineEnd(from: anchor.bytes.upperBound, in: bytes)
      edit(end..<end, of: list, "\n" + text)
    } else {
      edit(start..<start, of: list, text + "\n")
    }
  }
}

extension Node {
  /// Whether a scalar stands in one line of its own style.
  fileprivate var isOneLine: Bool {
    style != .literal && style != .folded && !stream.source.bytes[bytes].contains(UInt8(ascii: "\n"))
  }
}
