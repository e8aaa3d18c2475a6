import Diagnostics
import YAML

extension Kustomization {
  /// The edit that adds one entry to `resources` in the file's own style: one new line, or one item of a flow list.
  /// A list in the order of the alphabet stays in it. Nil where the file has no place for it.
  /// - Parameter resource: relative to the folder of the kustomization.
  package func insertion(ofResource resource: String) -> TextEdit? {
    let written = list("resources").compactMap(\.text).filter { !Kustomization.isRemote($0) }
    let isDotted = !written.isEmpty && written.allSatisfy { $0.hasPrefix("./") || $0.hasPrefix("../") }
    let entry = isDotted && !resource.hasPrefix("../") ? "./" + resource : resource
    let styles = Set(list("resources").map(\.style))
    let style = styles.count == 1 ? styles.first ?? .plain : .plain
    let insertion = ListInsertion(kustomization: self, field: "resources", order: entry) { isFlow in
      ScalarEncoder(isFlow: isFlow).encode(entry, preferring: style)
    }
    return insertion.edit.flatMap { adds($0, "resources", resource) ? $0 : nil }
  }

  /// The edit that adds one file to `patches`, behind those that are there.
  /// - Parameter patch: relative to the folder of the kustomization.
  package func insertion(ofPatch patch: String) -> TextEdit? {
    let insertion = ListInsertion(kustomization: self, field: "patches", order: nil) { isFlow in
      let item = "path: " + ScalarEncoder(isFlow: isFlow).encode(patch)
      return isFlow ? "{\(item)}" : item
    }
    return insertion.edit.flatMap { adds($0, "patches", patch) ? $0 : nil }
  }

  /// Whether `patches` names a file already.
  package func hasPatch(_ path: String) -> Bool {
    let wanted = TreePath.resolve(path, from: directory)
    return list("patches").contains { node in
      node["path"]?.text.map { TreePath.resolve($0, from: directory) == wanted } ?? false
    }
  }

  /// Whether `resources` names a path already, in whatever spelling.
  package func hasResource(_ path: String) -> Bool {
    let wanted = TreePath.resolve(path, from: directory)
    return list("resources").contains { node in
      node.text.map { TreePath.resolve($0, from: directory) == wanted } ?? false
    }
  }

  /// Whether the edited file is read as the old one with the entry added to a list.
  private func adds(_ edit: TextEdit, _ field: String, _ entry: String) -> Bool {
    var bytes = root.stream.source.bytes
    bytes.replaceSubrange(edit.range.bytes, with: edit.replacement.utf8)
    let stream = YAMLStream(SourceFile(path: path, bytes: bytes))
    guard stream.error == nil, stream.documentCount == root.stream.documentCount,
      let edited = stream.documents.first?.root
    else { return false }
    let before = list(field).map { $0.text ?? $0["path"]?.text ?? "" }
    let after = Kustomization(path: path, root: edited).list(field).map { $0.text ?? $0["path"]?.text ?? "" }
    guard let index = after.indices.first(where: { $0 >= before.count || after[$0] != before[$0] }) else {
      return false
    }
    var rest = after
    let added = rest.remove(at: index)
    return rest == before && TreePath.resolve(added, from: "") == TreePath.resolve(entry, from: "")
  }
}

/// Finds the place and the text of a new entry.
private struct ListInsertion {
  let kustomization: Kustomization
  let field: String
  /// The entry by which a sorted list is kept sorted; nil for one that goes to the end.
  let order: String?
  /// The entry as it is written, in a flow list or not.
  let item: (_ isFlow: Bool) -> String

  private var bytes: [UInt8] { kustomization.root.stream.source.bytes }

  var edit: TextEdit? {
    guard let entry = kustomization.field(field) else { return newField }
    let list = entry.value
    guard !list.isAlias else { return nil }
    switch list.kind {
    case .sequence: return list.style == .flow ? inFlow(list) : inBlock(list)
    case .scalar where list.bytes.isEmpty: return afterKey(entry.key)
    case .scalar where list.scalarType == .null:
      return replacing(list.bytes, with: "[\(item(true))]")
    default: return nil
    }
  }

  private func replacing(_ range: Range<Int>, with text: String) -> TextEdit {
    TextEdit(range: SourceRange(path: kustomization.path, bytes: range), replacement: text)
  }

  // MARK: Where

  private func inFlow(_ list: Node) -> TextEdit? {
    guard let last = list.elements.map({ $0 }).last else {
      return replacing(list.bytes.lowerBound + 1..<list.bytes.lowerBound + 1, with: item(true))
    }
    return replacing(last.bytes.upperBound..<last.bytes.upperBound, with: ", " + item(true))
  }

  private func inBlock(_ list: Node) -> TextEdit? {
    let elements = Array(list.elements)
    guard let last = elements.last else { return nil }
    let texts = elements.map { $0.text ?? "" }
    let isSorted = texts.count > 1 && zip(texts, texts.dropFirst()).allSatisfy { precedes($0, $1) }
    var before: Node? = last
    if isSorted, let order { before = elements.last { precedes($0.text ?? "", order) } }
    guard let before else { return atTop(elements[0]) }
    guard let prefix = prefix(of: before) else { return nil }
    let end = lineEnd(from: contentEnd(of: before))
    return replacing(end..<end, with: lineBreak(near: end) + prefix + item(false))
  }

  private func atTop(_ first: Node) -> TextEdit? {
    guard let prefix = prefix(of: first) else { return nil }
    let start = lineStart(of: first.bytes.lowerBound)
    return replacing(start..<start, with: prefix + item(false) + lineBreak(near: start))
  }

  private func afterKey(_ key: Node) -> TextEdit? {
    let end = lineEnd(from: key.bytes.upperBound)
    let margin = String(repeating: " ", count: key.bytes.lowerBound - lineStart(of: key.bytes.lowerBound))
    return replacing(end..<end, with: lineBreak(near: end) + margin + "- " + item(false))
  }

  private var newField: TextEdit? {
    let root = kustomization.root
    guard root.style == .block, root.count > 0 else { return nil }
    let end = lineEnd(from: contentEnd(of: root))
    let margin = String(repeating: " ", count: root.bytes.lowerBound - lineStart(of: root.bytes.lowerBound))
    return replacing(end..<end, with: lineBreak(near: end) + margin + "\(field): [\(item(true))]")
  }

  // MARK: Lines

  private func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// What stands before an item on its line: spaces, the dash, spaces.
  private func prefix(of element: Node) -> String? {
    let start = lineStart(of: element.bytes.lowerBound)
    let margin = bytes[start...].prefix { $0 == UInt8(ascii: " ") }
    guard bytes[margin.endIndex...].first == UInt8(ascii: "-") else { return nil }
    let gap = bytes[(margin.endIndex + 1)...].prefix { $0 == UInt8(ascii: " ") }
    return String(decoding: margin, as: UTF8.self) + "-" + String(repeating: " ", count: max(1, gap.count))
  }

  private func lineStart(of offset: Int) -> Int {
    (bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
  }

  /// Behind the last byte of a node that is no blank: a block scalar takes the line breaks behind it.
  private func contentEnd(of node: Node) -> Int {
    let blanks: Set<UInt8> = [0x20, 0x0A, 0x0D]
    return bytes[node.bytes].lastIndex { !blanks.contains($0) }.map { $0 + 1 } ?? node.bytes.upperBound
  }

  /// Before the line break of the line that holds an offset.
  private func lineEnd(from offset: Int) -> Int {
    let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return end > offset && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
  }

  private func lineBreak(near offset: Int) -> String {
    let first = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? 0
    return first > 0 && bytes[first - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }
}
