import Diagnostics
import Manifests
import YAML

/// Edits of YAML by its structure. Each is nil where the text is written in a way that it does not fit.
extension Node {
  var bytesOfFile: [UInt8] { stream.source.bytes }

  private func edit(_ range: Range<Int>, _ text: String) -> TextEdit {
    TextEdit(range: SourceRange(path: stream.source.path, bytes: range), replacement: text)
  }

  private func lineStart(_ offset: Int) -> Int {
    (bytesOfFile[..<offset].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
  }

  /// Behind the line break of the line.
  private func lineEnd(_ offset: Int) -> Int {
    (bytesOfFile[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytesOfFile.count - 1) + 1
  }

  /// Spaces up to the column of a byte.
  private func indentation(_ offset: Int) -> String {
    String(repeating: " ", count: offset - lineStart(offset))
  }

  /// Whether this is a plain or quoted scalar on one line, without anchor, alias or tag.
  var isSimple: Bool {
    kind == .scalar && !isAlias && anchor == nil && tag == nil
      && [.plain, .singleQuoted, .doubleQuoted].contains(style)
      && !bytes.isEmpty && !bytesOfFile[bytes].contains(UInt8(ascii: "\n"))
  }

  /// Writes another text in its place, as it is to stand in the file.
  func replaced(by text: String) -> TextEdit? { isSimple ? edit(bytes, text) : nil }

  /// Writes a text in place of a container.
  func replacedWhole(by text: String) -> TextEdit? { isAlias || anchor != nil ? nil : edit(bytes, text) }

  /// Takes an entry out, with its lines.
  func removing(_ key: String) -> TextEdit? {
    guard kind == .mapping, style == .block, !isAlias else { return nil }
    let all = Array(entries)
    guard all.count > 1, let position = all.firstIndex(where: { $0.key.text == key }) else { return nil }
    let start = all[position].key.bytes.lowerBound
    if bytesOfFile[lineStart(start)..<start].contains(where: { $0 != UInt8(ascii: " ") }) {
      // The first entry of an item of a list shares its line with the dash.
      guard position + 1 < all.count else { return nil }
      return edit(start..<all[position + 1].key.bytes.lowerBound, "")
    }
    let end = position + 1 < all.count ? all[position + 1].key.bytes.lowerBound : nil
    return edit(
      lineStart(start)..<(end.map(lineStart) ?? lineEnd(max(start, lastByte(all[position].value)))), "")
  }

  private func lastByte(_ value: Node) -> Int { max(value.bytes.lowerBound, value.bytes.upperBound - 1) }

  /// Puts lines in front of an entry; they begin at the column of the keys.
  func inserting(_ lines: String, before key: String? = nil) -> TextEdit? {
    guard kind == .mapping, style == .block, !isAlias else { return nil }
    guard let entry = entries.first(where: { key == nil || $0.key.text == key }) else { return nil }
    let start = entry.key.bytes.lowerBound
    let indentation = indentation(start)
    let text = lines.split(separator: "\n", omittingEmptySubsequences: false).joined(
      separator: "\n" + indentation)
    return edit(start..<start, text + "\n" + indentation)
  }

  /// Puts an item in front of one of a list.
  func inserting(item text: String, at index: Int) -> TextEdit? {
    guard kind == .sequence, style == .block, !isAlias else { return nil }
    let all = Array(elements)
    guard all.indices.contains(index), let dash = dash(of: all[index]) else { return nil }
    return edit(dash..<dash, "- \(text)\n" + indentation(dash))
  }

  /// Takes an item out of a list that has more.
  func removing(itemAt index: Int) -> TextEdit? {
    guard kind == .sequence, style == .block, !isAlias else { return nil }
    let all = Array(elements)
    guard all.count > 1, all.indices.contains(index), let dash = dash(of: all[index]) else { return nil }
    return edit(lineStart(dash)..<lineEnd(lastByte(all[index])), "")
  }

  private func dash(of element: Node) -> Int? {
    let start = element.bytes.lowerBound
    let line = lineStart(start)
    guard let dash = bytesOfFile[line..<start].lastIndex(of: UInt8(ascii: "-")),
      bytesOfFile[line..<dash].allSatisfy({ $0 == UInt8(ascii: " ") })
    else { return nil }
    return dash
  }

  /// Puts a text behind the last line of the file.
  func appending(_ text: String) -> TextEdit {
    let end = bytesOfFile.count
    return edit(end..<end, (bytesOfFile.last == UInt8(ascii: "\n") ? "" : "\n") + text)
  }
}

extension Node.Entry {
  /// Writes the key otherwise.
  func renamed(_ key: String) -> TextEdit? { self.key.replaced(by: key) }
}

extension Value {
  /// A part by the keys that lead to it; a number picks an element.
  func at(_ path: [String]) -> Value? {
    var value: Value? = self
    for key in path {
      if let index = Int(key) {
        let elements = value?.elements ?? []
        value = elements.indices.contains(index) ? elements[index] : nil
      } else {
        value = value?[named: key]
      }
    }
    return value
  }
}
