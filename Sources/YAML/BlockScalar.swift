import Diagnostics

/// The shape of a block scalar as written: its header line and the indentation of its content.
package struct BlockScalar: Sendable {
  private let header: [UInt8]
  private let indentation: Int
  private let lineBreak: [UInt8]

  /// Nil for what is no block scalar, or one whose shape cannot be kept: with an indentation indicator, with
  /// nothing in it, with content at the left edge, or keeping the blank lines behind it.
  package init?(_ node: Node) {
    guard node.style == .literal || node.style == .folded, !node.isAlias else { return nil }
    let bytes = node.stream.source.bytes[node.bytes]
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    var header = Array(bytes[..<end])
    lineBreak = header.last == UInt8(ascii: "\r") ? [0x0D, 0x0A] : [0x0A]
    if lineBreak.count == 2 { header.removeLast() }
    let indicators = header.dropFirst().prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    guard indicators.isEmpty || Array(indicators) == [UInt8(ascii: "-")] else { return nil }
    let lines = bytes[(end + 1)...].split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
    guard let first = lines.first(where: { line in line.contains { $0 != UInt8(ascii: " ") } }) else {
      return nil
    }
    indentation = first.prefix { $0 == UInt8(ascii: " ") }.count
    guard indentation > 0 else { return nil }
    header[0] = UInt8(ascii: "|")
    self.header = header
  }

  private var isStripped: Bool { header.dropFirst().first == UInt8(ascii: "-") }

  /// The text as a literal block scalar, without the line break behind its last line; nil where a literal of this
  /// shape cannot hold it.
  package func encode(_ text: String) -> String? {
    var content = text
    if !isStripped {
      guard content.hasSuffix("\n") else { return nil }
      content.unicodeScalars.removeLast()
    }
    guard !content.isEmpty else { return nil }
    let lines = content.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let last = lines.last, !last.isEmpty, first.first != " ",
      first.first != "\t",
      !first.isEmpty, lines.allSatisfy({ $0.allSatisfy { $0 == "\t" || isVisible($0) } })
    else { return nil }
    // A last line of blanks alone would be taken for the blank lines behind the scalar.
    guard last.contains(where: { $0 != " " && $0 != "\t" }) else { return nil }
    let margin = String(repeating: " ", count: indentation)
    let end = String(decoding: lineBreak, as: UTF8.self)
    let body = lines.map { $0.isEmpty ? "" : margin + String(String.UnicodeScalarView($0)) }
    return String(decoding: header, as: UTF8.self) + end + body.joined(separator: end)
  }
}
