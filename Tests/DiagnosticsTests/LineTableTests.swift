import Diagnostics
import Testing

@Suite struct LineTableTests {
  @Test(arguments: [
    ("a: b\nc: d\n", 0, 1, 1), ("a: b\nc: d\n", 5, 2, 1), ("a: b\nc: d\n", 8, 2, 4),
    ("a: b\nc: d\n", 10, 3, 1),
    ("é: b", 2, 1, 2), ("☸: 💡x", 9, 1, 5), ("\u{FEFF}a: b", 3, 1, 1), ("\u{FEFF}a: b", 6, 1, 4),
    ("\u{FEFF}a: b", 0, 1, 1), ("a\r\nb", 3, 2, 1), ("", 0, 1, 1), ("a: b", 99, 1, 5),
  ])
  func `a byte offset is found at its line and column in scalars`(
    _ text: String, _ offset: Int, _ line: Int, _ column: Int
  ) {
    let place = LineTable(Array(text.utf8)).location(at: offset)
    #expect(place == SourceLocation(line: line, column: column))
  }

  @Test func `a line is given with and without its break`() {
    let table = LineTable(Array("ab\r\ncd\nef".utf8))
    #expect(table.bytes(ofLine: 1) == 0..<2)
    #expect(table.bytes(ofWholeLine: 1) == 0..<4)
    #expect(table.bytes(ofLine: 3) == 7..<9)
    #expect(table.bytes(ofLine: 4) == 9..<9)
    #expect(table.count == 3)
  }
}
