import Diagnostics
import Testing
import YAML

/// The stream of a text.
func stream(_ text: String) -> YAMLStream { YAMLStream(SourceFile(path: "test.yaml", text: text)) }

/// The root of the first document.
func root(_ text: String) throws -> Node { try #require(stream(text).documents.first?.root) }

@Suite struct NodeRangeTests {
  @Test(arguments: [
    ("k: v\n", "v", "v"), ("k: 'it''s'\n", "'it''s'", "it's"), ("k: \"a\\tb\"\n", "\"a\\tb\"", "a\tb"),
    ("k: a b # c\n", "a b", "a b"), ("k: &x v\n", "v", "v"), ("k: !!str 5\n", "5", "5"),
    ("k: &x !!str\n  v\n", "v", "v"), ("k: |\n  a\n  b\n\n\nl: 1\n", "|\n  a\n  b", "a\nb\n"),
    ("k: >-\n  a\n  b\n", ">-\n  a\n  b", "a b"), ("k:\n", "", ""),
    ("k: \u{1F4A1}é\n", "\u{1F4A1}é", "\u{1F4A1}é"),
    ("é: ü\nk: v\n", "v", "v"), ("\u{FEFF}k: v\n", "v", "v"), ("k: v", "v", "v"), ("k:\tv\n", "v", "v"),
    ("k: 'v'\r\n", "'v'", "v"),
  ])
  func `a scalar's range is exactly its text`(_ text: String, _ written: String, _ value: String) throws {
    let node = try #require(try root(text)["k"])
    #expect(stream(text).source.text(node.range.bytes) == written)
    #expect(node.text == value)
  }

  @Test(arguments: [
    ("k:\n  - a\n  - b\n\n# comment\nl: 1\n", "- a\n  - b"), ("k: [a, b ]  # c\n", "[a, b ]"),
    ("k:\n  a: 1\n  b: |\n    x\n\nl: 2\n", "a: 1\n  b: |\n    x"), ("k: {a: 1, b: {}}\n", "{a: 1, b: {}}"),
    ("k: &x\n  a: 1\n", "a: 1"), ("k: !!map {a: 1}\n", "{a: 1}"),
  ])
  func `a container ends with the last thing in it`(_ text: String, _ written: String) throws {
    let node = try #require(try root(text)["k"])
    // A block list begins at its first dash, which libyaml gives as its start.
    #expect(stream(text).source.text(node.range.bytes) == written)
  }

  @Test func `an alias has its own place and the value of its anchor`() throws {
    let text = "a: &name web\nb: *name\n"
    let alias = try #require(try root(text)["b"])
    #expect(alias.isAlias)
    #expect(stream(text).source.text(alias.range.bytes) == "*name")
    #expect(alias.text == "web")
    #expect(try root(text)["a"]?.anchor == "name")
  }

  @Test func `an anchor may be defined again, and each alias means the last one before it`() throws {
    let node = try root("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")
    #expect(node["b"]?.text == "1")
    #expect(node["d"]?.text == "2")
  }

  @Test func `merge keys are followed, own keys win, and a list of merges counts from its start`() throws {
    let node = try root("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\n")
    let merged = try #require(node["c"])
    #expect(merged["x"]?.text == "3")
    #expect(merged["y"]?.text == "1")
    #expect(merged["z"]?.text == "2")
  }

  @Test func `documents are told apart, and one of comments alone has no root`() {
    let documents = stream("# only\n---\na: 1\n---\n# nothing\n---\nb: 2\n...\n").documents
    #expect(documents.map { $0.root?["a"]?.text ?? $0.root?["b"]?.text } == ["1", nil, "2"])
    #expect(stream("").documents.isEmpty)
    #expect(stream("# a comment\n").documents.isEmpty)
  }

  @Test func `a key that stands twice has its last value and is found`() throws {
    let text = "a: 1\nb: 2\na: 3\n"
    #expect(try root(text)["a"]?.text == "3")
    let duplicates = stream(text).duplicateKeys
    #expect(duplicates.map { $0.second.range.bytes } == [10..<11])
    #expect(duplicates.map { $0.first.range.bytes } == [0..<1])
    let wide = (0..<40).map { "k\($0): 1\n" }.joined() + "k7: 2\n"
    #expect(stream(wide).duplicateKeys.count == 1)
  }
}
