import Diagnostics
import YAML

extension Kustomization {
  /// The edit that takes a path out of `resources`, whatever its spelling: one line, or one item of a flow list. Nil
  /// where the path is not there, stands there twice or has no place of its own.
  /// - Parameter resource: relative to the folder of the kustomization.
  package func removal(ofResource resource: String) -> TextEdit? {
    removal(of: resource, from: "resources") { $0.text }
  }

  /// The edit that takes a file out of `patches`.
  package func removal(ofPatch patch: String) -> TextEdit? {
    removal(of: patch, from: "patches") { $0["path"]?.text }
  }

  private func removal(of path: String, from field: String, _ written: (Node) -> String?) -> TextEdit? {
    let wanted = TreePath.resolve(path, from: directory)
    let items = list(field)
    let places = items.indices.filter { index in
      written(items[index]).map { TreePath.resolve($0, from: directory) == wanted } ?? false
    }
    guard places.count == 1, let index = places.first, let entry = self.field(field),
      let edit = ListRemoval(kustomization: self, entry: entry, items: items).edit(of: index)
    else { return nil }
    return removes(edit, field, index) ? edit : nil
  }

  /// Whether the edited file is read as the old one without one item of a list.
  private func removes(_ edit: TextEdit, _ field: String, _ index: Int) -> Bool {
    var bytes = root.stream.source.bytes
    bytes.replaceSubrange(edit.range.bytes, with: edit.replacement.utf8)
    let stream = YAMLStream(SourceFile(path: path, bytes: bytes))
    guard stream.error == nil, stream.documentCount == root.stream.documentCount,
      let edited = stream.documents.first?.root, edited.count == root.count
    else { return false }
    var expected = list(field).map { $0.text ?? $0["path"]?.text ?? "" }
    expected.remove(at: index)
    return Kustomization(path: path, root: edited).list(field).map { $0.text ?? $0["path"]?.text ?? "" }
      == expected
  }
}

/// Finds the bytes of an item.
private struct ListRemoval {
  let kustomization: Kustomization
  let entry: Node.Entry
  let items: [Node]

  private var bytes: [UInt8] { kustomization.root.stream.source.bytes }

  func edit(of index: Int) -> TextEdit? {
    let list = entry.value
    guard !list.isAlias else { return nil }
    if list.style == .flow { return inFlow(index) }
    return items.count == 1 ? emptied : inBlock(items[index])
  }

  private func replacing(_ range: Range<Int>, with text: String = "") -> TextEdit {
    TextEdit(range: SourceRange(path: kustomization.path, bytes: range), replacement: text)
  }

  /// With the comma that parts it from its neighbour.
  private func inFlow(_ index: Int) -> TextEdit {
    let own = items[index].bytes
    if index > 0 { return replacing(items[index - 1].bytes.upperBound..<own.upperBound) }
    let end = items.count > 1 ? items[1].bytes.lowerBound : own.upperBound
    return replacing(own.lowerBound..<end)
  }

  /// With its whole line, or lines.
  private func inBlock(_ item: Node) -> TextEdit? {
    let start = (bytes[..<item.bytes.lowerBound].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    let before = bytes[start..<item.bytes.lowerBound]
    guard before.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }) else { return nil }
    let end = bytes[contentEnd(of: item)...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    return replacing(start..<end)
  }

  /// The last item of a block list leaves `[]` behind the key; what stands behind the colon on its line stays.
  private var emptied: TextEdit? {
    guard let colon = bytes[entry.key.bytes.upperBound...].firstIndex(of: UInt8(ascii: ":")),
      let lineBreak = bytes[colon...].firstIndex(of: UInt8(ascii: "\n")),
      lineBreak < entry.value.bytes.upperBound
    else { return nil }
    let rest = String(
      decoding: bytes[(colon + 1)..<lineBreak].filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    return replacing(colon + 1..<contentEnd(of: entry.value), with: " []" + rest)
  }

  /// Behind the last byte of a node that is no blank.
  private func contentEnd(of node: Node) -> Int {
    let blanks: Set<UInt8> = [0x20, 0x0A, 0x0D]
    return bytes[node.bytes].lastIndex { !blanks.contains($0) }.map { $0 + 1 } ?? node.bytes.upperBound
  }
}
