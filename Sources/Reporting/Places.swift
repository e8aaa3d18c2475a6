import Diagnostics

/// Lines and columns for the findings of a report; each file's lines are found once.
struct Places {
  private let report: Report
  private var tables: LineTables

  init(_ report: Report) {
    self.report = report
    tables = LineTables { report.sources[$0]?.bytes }
  }

  mutating func start(of range: SourceRange) -> SourceLocation { tables.start(of: range) }

  mutating func end(of range: SourceRange) -> SourceLocation {
    tables[range.path].location(at: range.bytes.upperBound)
  }

  /// The line that a range begins on, as it may be shown, and a line of carets below the range: secret values are
  /// replaced by `•••`, control characters escaped, tabs become one space. Nil where there is no text to show.
  mutating func frame(of range: SourceRange) -> (line: String, carets: String)? {
    guard let source = report.sources[range.path], !source.bytes.isEmpty else { return nil }
    let table = tables[range.path]
    let line = shown(table.bytes(ofLine: table.line(at: range.bytes.lowerBound)), of: range.path)
    guard !line.isEmpty else { return nil }
    let marked = range.bytes.clamped(to: line)
    var text = ""
    var (before, below) = (0, 0)
    for piece in pieces(of: line, path: range.path) {
      let shown = piece.isMasked ? "•••" : shownText(source.text(piece.bytes))
      text += shown
      var place = characterStart(piece.bytes.lowerBound, in: piece.bytes, source)
      for _ in shown.unicodeScalars {
        if place < marked.lowerBound {
          before += 1
        } else if place < max(marked.upperBound, marked.lowerBound + 1) {
          below += 1
        }
        if !piece.isMasked { place = characterStart(place + 1, in: piece.bytes, source) }
      }
    }
    return (
      clipped(text),
      String(repeating: " ", count: min(before, 400)) + String(repeating: "^", count: min(max(1, below), 400))
    )
  }

  private struct Piece {
    let bytes: Range<Int>
    let isMasked: Bool
  }

  private func pieces(of line: Range<Int>, path: String) -> [Piece] {
    var pieces: [Piece] = []
    var position = line.lowerBound
    for mask in report.masked[path] ?? [] where mask.overlaps(line) {
      let mask = mask.clamped(to: line)
      guard mask.lowerBound >= position else { continue }
      if mask.lowerBound > position {
        pieces.append(Piece(bytes: position..<mask.lowerBound, isMasked: false))
      }
      pieces.append(Piece(bytes: mask, isMasked: true))
      position = mask.upperBound
    }
    if position < line.upperBound { pieces.append(Piece(bytes: position..<line.upperBound, isMasked: false)) }
    return pieces
  }

  /// The first byte of a character at an offset of a piece or behind it; the piece's end where there is none.
  private func characterStart(_ offset: Int, in piece: Range<Int>, _ source: SourceFile) -> Int {
    var offset = min(offset, piece.upperBound)
    while offset < piece.upperBound, source.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  /// The part of a line that a report may come to show: a line of a megabyte is not read for each of its findings.
  private func shown(_ line: Range<Int>, of path: String) -> Range<Int> {
    guard line.count > 2000 else { return line }
    let end = line.lowerBound + 2000
    let mask = (report.masked[path] ?? []).first { $0.contains(end) }
    return line.lowerBound..<min(line.upperBound, mask?.upperBound ?? end)
  }

  private func clipped(_ text: String) -> String {
    text.unicodeScalars.count <= 400
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(400))) + "…"
  }
}

/// A text as a terminal may show it: control characters, which could move the cursor, become `�`.
package func shownText(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  return String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { $0 == "\t" ? " " : isControl($0) ? "\u{FFFD}" : $0 }))
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}" || scalar == "\u{2029}"
    || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
}
