import Testing

@testable import Manifests

@Suite struct GlobTests {
  @Test(arguments: [
    ("*.yaml", "a.yaml"), ("a/*.yaml", "a/b.yaml"), ("**/*.yaml", "a.yaml"), ("**/*.yaml", "a/b/c.yaml"),
    ("a/**", "a/b/c"), ("a/**/c", "a/c"), ("a/**/c", "a/b/b/c"), ("?.yml", "a.yml"), ("[a-c].yml", "b.yml"),
    ("[!a].yml", "b.yml"), ("\\*.yml", "*.yml"), ("*a*b", "aabab"), ("**/a*b/**/c", "x/aab/c"),
    ("**/a*b/**/*c", "ab/x/y/abc"), ("**b", "a/ab"), ("*b**/c", "bxb/c"), ("é*", "éa"),
  ])
  func `a pattern matches`(pattern: String, path: String) {
    #expect(Glob(pattern).matches(path))
  }

  @Test(arguments: [
    ("*.yaml", "a/b.yaml"), ("*.yaml", "a.yml"), ("a/**/c", "ac"), ("?", "/"), ("[a", "a"), ("[!a]", "/"),
    ("*a*b", "aaba"), ("**/a*b/**/c", "x/aab/d"), ("**/a", "ba"), ("", "a"), ("a", ""), ("a/*b", "a/c/b"),
  ])
  func `a pattern does not match`(pattern: String, path: String) {
    #expect(!Glob(pattern).matches(path))
  }

  @Test func `stars without end cost no more than their length`() {
    let pattern = Glob(String(repeating: "*a", count: 2000) + "b*")
    #expect(!pattern.matches(String(repeating: "a", count: 2000)))
    #expect(
      !Glob(String(repeating: "**/a", count: 2000) + "b*").matches(String(repeating: "a/", count: 2000)))
  }
}
