import Testing
import YAML

@Suite struct CommentTests {
  @Test func `comments are what stands behind a # outside every scalar`() {
    let text = """
      # head
      a: b # behind
      c: 'x # no' # yes
      d: "# no"
      e: x#no
      f: | # header
        # no
      g: &a v
      h:
        - i # item
          # own line
      j: [a, # in flow
        b]
      # tail
      """
    #expect(
      stream(text).comments.map(\.text) == [
        "head", "behind", "yes", "header", "item", "own line", "in flow", "tail",
      ])
    #expect(stream(text).comments.map(\.isOwnLine) == [true, false, false, false, false, true, false, true])
  }

  @Test func `a comment behind a byte order mark, with CRLF, is found`() {
    #expect(stream("\u{FEFF}# one\r\na: b # two\r\n").comments.map(\.text) == ["one", "two"])
  }
}
