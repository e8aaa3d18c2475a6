import Diagnostics
import Testing
import YAML

@Suite struct YAMLErrorTests {
  private static let refused: [(String, Int?, YAMLError.Kind)] = [
    ("a: b\n\tc: d\n", 5, YAMLError.Kind.syntax), ("a: [1, 2\n", 9, .syntax),
    ("a: {{ x }}: 1\n b", nil, .syntax),
    ("a: @x\n", 3, .syntax), ("a: *gone\n", 3, .alias), ("a: &x [*x]\n", 7, .alias),
    ("a: \u{1}b\n", nil, .encoding),
    ("%YAML 1.3\n--- a\n", nil, .syntax), ("a: `x`\n", 3, .syntax), ("a: %x\n", 3, .syntax),
  ]

  @Test(arguments: refused)
  func `what is no YAML is refused with its place`(_ text: String, _ offset: Int?, _ kind: YAMLError.Kind)
    throws
  {
    let error = try #require(stream(text).error)
    #expect(error.kind == kind)
    if let offset { #expect(error.offset == offset) }
    #expect(!error.message.isEmpty)
    #expect(error.offset <= text.utf8.count)
  }

  @Test func `bytes that are not UTF-8 are refused at their offset`() throws {
    let latin = YAMLStream(SourceFile(path: "a", bytes: Array("a: ".utf8) + [0xE9, 0x0A]))
    #expect(try #require(latin.error).kind == .encoding)
    #expect(latin.error?.offset == 3)
    let wide = YAMLStream(SourceFile(path: "a", bytes: [0xFF, 0xFE, 0x61, 0x00]))
    #expect(wide.error?.kind == .encoding)
    let zeros = YAMLStream(SourceFile(path: "a", bytes: [0x61, 0x00, 0x62]))
    #expect(zeros.error?.kind == .encoding)
  }

  @Test(arguments: [
    "a: b\r\nc: d\r\n", "\u{FEFF}a: b\n", "a: b\u{85}c: d\n", "a: [1, 2,]\n", "a:\tb\n", "--- >\n a\n",
    "a: ${X}\n",
    "? a\n: b\n", "a: &x 1\nb: &x 2\n", "a: 1\na: 2\n", "<<: {a: 1}\n", "a: 'b'", "- - - a\n",
  ])
  func `what kustomize accepts is accepted`(_ text: String) {
    #expect(stream(text).error == nil)
  }

  @Test func `the documents before an error stand`() {
    let broken = stream("a: 1\n---\nb: [\n")
    #expect(broken.error != nil)
    #expect(broken.documents.first?.root?["a"]?.text == "1")
  }

  @Test func `deep nesting is refused quickly`() throws {
    let brackets = stream(String(repeating: "[", count: 20_000))
    #expect(try #require(brackets.error).kind == .limit)
    let blocks = (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(stream(blocks).error?.kind == .limit)
    let fair = (0..<100).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(stream(fair).error == nil)
  }

  @Test func `aliases that stand for too much are refused`() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      text +=
        "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
        + "]\n"
    }
    #expect(try #require(stream(text).error).kind == .limit)
  }

  @Test func `too many directives are refused quickly`() throws {
    let text = (0..<20_000).map { "%TAG !a\($0)! tag:x\n" }.joined() + "--- a\n"
    #expect(try #require(stream(text).error).kind == .limit)
  }
}
