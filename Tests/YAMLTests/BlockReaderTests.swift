import Diagnostics
import Testing
import YAML

/// The quick reader of YAML against libyaml: it reads a text in the same way, or leaves it.
@Suite struct BlockReaderTests {
  private static let manifest = """
    # The header
    ---
    apiVersion: apps/v1 # a comment
    kind: "Deployment"
    metadata:
      name: &app web
      labels: {app: web, "tier": 'front', empty: {}, list: [a, "b c", []]}
      annotations:
    spec:
      template:
        containers:
        - name: *app
          args: ["--port", 'it''s']
          script: |-

            set -e
              echo "a: b" # no comment
          note: >
            folded
            text

              more
          text: a plain text
            of two lines

            and a half
        - - nested
          - "a \\"b\\" \\n c"
          -
        - key: 'quoted
            twice'
    ---
    - one
    - two:
      three: 3
    """

  @Test func `a manifest of every usual form is read without libyaml, and in the same way`() {
    let source = SourceFile(path: "a.yaml", text: Self.manifest)
    let read = YAMLStream(source)
    #expect(!read.isLibyaml)
    #expect(read.isSame(as: YAMLStream(libyaml: source, 0..<source.bytes.count)))
    #expect(
      read.documents.first?.root?["spec"]?["template"]?["containers"]?.elements.first { _ in true }?["name"]?
        .text == "web")
  }

  @Test(arguments: [
    "a: b: c", "a: 'b' c", "a:\n b\n c: d", "a: *none", "a: &x *x", "a: [b", "a: {b}", "a: !t b", "? a\n: b",
    "a: %b",
    "a: @b", "a:\tb", "a: \"b\\xZ\"", "a: |2\n  b", "a\n", "- a\nb: c", "a: - b", "a: 'b\n...\n'", "...\n",
    "%YAML 1.1\n---\na: b",
    "a: é", "a: b\r\n", "a: \u{7}", "",
  ])
  func `what may be wrong or rare is left to libyaml`(_ text: String) {
    #expect(stream(text).isLibyaml)
  }

  @Test func `random changes are read as libyaml reads them, or left to it`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = Numbers(state: seed)
    let pieces = [
      " ", "\n", ": ", "- ", "#", " #", "|", ">", "'", "\"", "[", "]", "{", "}", ",", "&a", "*a", "---\n",
      "  ", "",
    ]
    let base = Array(Self.manifest.utf8)
    var accepted = 0
    for _ in 0..<4000 {
      let start = Int.random(in: 0..<base.count, using: &generator)
      var text = Array(base[start..<min(base.count, start + 200)])
      for _ in 0..<2 {
        let place = Int.random(in: 0..<max(1, text.count), using: &generator)
        let piece = pieces.randomElement(using: &generator) ?? ""
        text.replaceSubrange(
          place..<min(text.count, place + Int.random(in: 0...2, using: &generator)), with: piece.utf8)
      }
      let source = SourceFile(path: "", bytes: text)
      let read = YAMLStream(source)
      guard !read.isLibyaml else { continue }
      accepted += 1
      let isSame = read.isSame(as: YAMLStream(libyaml: source, 0..<text.count))
      #expect(isSame, "seed \(seed): \(String(decoding: text, as: UTF8.self))")
    }
    #expect(accepted > 40, "seed \(seed)")
  }

  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }
}
