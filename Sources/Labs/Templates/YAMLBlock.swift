import Diagnostics
import YAML

/// A block mapping of a file of the user's, which is put into a template as it stands: comments, order and style stay.
package struct YAMLBlock: Hashable, Sendable {
  /// Bytes that such a file may have.
  static let maximumSize = 1 << 20

  /// The lines, the mapping's keys in the first column, without a final line break.
  let lines: [[UInt8]]

  /// - Throws: why the file holds no block mapping: what follows "the file 'X' ".
  init(_ bytes: [UInt8]) throws(LabContext.ReadFailure) {
    guard bytes.count <= Self.maximumSize else { throw .init(message: "is larger than 1 MiB") }
    let bom: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: bom) ? Array(bytes.dropFirst(3)) : bytes
    try Self.check(text)
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
    // Nothing in a block mapping can start a line with these but the marks of a document.
    lines.removeAll { $0.starts(with: "---".utf8) || $0.starts(with: "...".utf8) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
    try Self.check(Array(lines.joined(separator: [UInt8(ascii: "\n")])))
  }

  private static func check(_ text: [UInt8]) throws(LabContext.ReadFailure) {
    let stream = YAMLStream(SourceFile(path: "", bytes: text))
    if let error = stream.error {
      throw .init(message: "is no YAML: \(place(error.offset, text)): \(error.message)")
    }
    if let key = stream.duplicateKeys.first?.second {
      throw .init(
        message: "has the key '\(shown(key.text ?? ""))' twice: \(place(key.bytes.lowerBound, text))")
    }
    let wanted = "expected one block mapping whose keys start in the first column"
    guard stream.documentCount == 1, let root = stream.documents.first?.root, root.kind == .mapping,
      root.style == .block, let first = root.entries.map({ $0 }).first
    else { throw .init(message: "is no mapping of values; \(wanted)") }
    let start = first.key.bytes.lowerBound
    guard start == 0 || text[start - 1] == UInt8(ascii: "\n"), root.anchor == nil, root.tag == nil,
      !text[..<start].split(separator: UInt8(ascii: "\n")).contains(where: { $0.first == UInt8(ascii: "%") })
    else { throw .init(message: "cannot be put in as it stands; \(wanted)") }
  }

  private static func place(_ offset: Int, _ text: [UInt8]) -> String {
    let place = LineTable(text).location(at: offset)
    return "\(place.line):\(place.column)"
  }

  /// The mapping on lines of its own, each with so many spaces before it.
  func text(indentation: Int) -> [UInt8] {
    lines.flatMap { line in
      [UInt8(ascii: "\n")]
        + (line.isEmpty ? [] : Array(repeating: UInt8(ascii: " "), count: indentation) + line)
    }
  }

  /// The mapping as it is read.
  var stream: YAMLStream { YAMLStream(SourceFile(path: "", bytes: Array(text(indentation: 0).dropFirst()))) }
}
