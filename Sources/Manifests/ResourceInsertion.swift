import Diagnostics
import YAML

extension Kustomization {
  /// The edit that adds one entry to `resources` in the file's own style: one new line, or one item of a flow list.
  /// A list in the order of the alphabet stays in it. Nil where the file has no place for it.
  /// - Parameter resource: relative to the folder of the kustomization.
  package func insertion(ofResource resource: String) -> TextEdit? {
    guard let edit = ResourceInsertion(self, resource).edit else { return nil }
    return adds(edit, resource) ? edit : nil
  }

  /// Whether `resources` names a path already, in whatever spelling.
  package func hasResource(_ path: String) -> Bool {
    let wanted = TreePath.resolve(path, from: directory)
    return list("resources").contains { node in
      node.text.map { TreePath.resolve($0, from: directory) == wanted } ?? false
    }
  }

  /// Whether the edited file is read as the old one with the resource added.
  private func adds(_ edit: TextEdit, _ resource: String) -> Bool {
    var bytes = root.stream.source.bytes
    bytes.replaceSubrange(edit.range.bytes, with: edit.replacement.utf8)
    let stream = YAMLStream(SourceFile(path: path, bytes: bytes))
    guard stream.error == nil, stream.documentCount == root.stream.documentCount,
      let edited = stream.documents.first?.root
    else { return false }
    let before = list("resources").map { $0.text ?? "" }
    let after = Kustomization(path: path, root: edited).list("resources").map { $0.text ?? "" }
    guard let index = after.indices.first(where: { $0 >= before.count || after[$0] != before[$0] }) else {
      return false
    }
    var rest = after
    let added = rest.remove(at: index)
    return rest == before && TreePath.resolve(added, from: "") == TreePath.resolve(resource, from: "")
  }
}

/// Finds the place and the text of a new entry.
private struct ResourceInsertion {
  let kustomization: Kustomization
  let bytes: [UInt8]
  private let resource: String

  init(_ kustomization: Kustomization, _ resource: String) {
    self.kustomization = kustomization
    bytes = kustomization.root.stream.source.bytes
    let written = kustomization.list("resources").compactMap(\.text).filter { !Kustomization.isRemote($0) }
    let isDotted = !written.isEmpty && written.allSatisfy { $0.hasPrefix("./") || $0.hasPrefix("../") }
    self.resource = isDotted && !resource.hasPrefix("../") ? "./" + resource : resource
  }

  var edit: TextEdit? {
    guard let entry = kustomization.field("resources") else { return newField }
    let list = entry.value
    guard !list.isAlias else { return nil }
    switch list.kind {
    case .sequence: return list.style == .flow ? inFlow(list) : inBlock(list)
    case .scalar where list.bytes.isEmpty: return afterKey(entry.key)
    case .scalar where list.scalarType == .null:
      return replacing(list.bytes, with: "[\(encoded(isFlow: true))]")
    default: return nil
    }
  }

  private func replacing(_ range: Range<Int>, with text: String) -> TextEdit {
    TextEdit(range: SourceRange(path: kustomization.path, bytes: range), replacement: text)
  }

  private func encoded(isFlow: Bool) -> String {
    let styles = Set(kustomization.list("resources").map(\.style))
    let style = styles.count == 1 ? styles.first ?? .plain : .plain
    return ScalarEncoder(isFlow: isFlow).encode(resource, preferring: style)
  }

  // MARK: Where

  private func inFlow(_ list: Node) -> TextEdit? {
    guard let last = list.elements.map({ $0 }).last else {
      return replacing(list.bytes.lowerBound + 1..<list.bytes.lowerBound + 1, with: encoded(isFlow: true))
    }
    return replacing(last.bytes.upperBound..<last.bytes.upperBound, with: ", " + encoded(isFlow: true))
  }

  private func inBlock(_ list: Node) -> TextEdit? {
    let elements = Array(list.elements)
    guard let last = elements.last else { return nil }
    let texts = elements.map { $0.text ?? "" }
    let isSorted = texts.count > 1 && zip(texts, texts.dropFirst()).allSatisfy { precedes($0, $1) }
    let before = isSorted ? elements.last { precedes($0.text ?? "", resource) } : last
    guard let before else { return atTop(elements[0]) }
    guard let prefix = prefix(of: before) else { return nil }
    let end = lineEnd(from: before.bytes.upperBound)
    return replacing(end..<end, with: lineBreak(near: end) + prefix + encoded(isFlow: false))
  }

  private func atTop(_ first: Node) -> TextEdit? {
    guard let prefix = prefix(of: first) else { return nil }
    let start = lineStart(of: first.bytes.lowerBound)
    return replacing(start..<start, with: prefix + encoded(isFlow: false) + lineBreak(near: start))
  }

  private func afterKey(_ key: Node) -> TextEdit? {
    let end = lineEnd(from: key.bytes.upperBound)
    let margin = String(repeating: " ", count: key.bytes.lowerBound - lineStart(of: key.bytes.lowerBound))
    return replacing(end..<end, with: lineBreak(near: end) + margin + "- " + encoded(isFlow: false))
  }

  private var newField: TextEdit? {
    let root = kustomization.root
    guard root.style == .block, root.count > 0 else { return nil }
    let end = lineEnd(from: root.bytes.upperBound)
    let margin = String(repeating: " ", count: root.bytes.lowerBound - lineStart(of: root.bytes.lowerBound))
    return replacing(end..<end, with: lineBreak(near: end) + margin + "resources: [\(encoded(isFlow: true))]")
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
