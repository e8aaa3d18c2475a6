import Manifests
import Testing

@Suite struct SchemaPatternTests {
  @Test(arguments: [
    (#"^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$"#, "1h30m", true),
    (#"^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$"#, "1.5m", true),
    (#"^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$"#, "5 minutes", false),
    (#"^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$"#, "", false),
    ("^oci://.*$", "oci://ghcr.io/x", true),
    ("^(http|https)://", "ftp://x", false),
    ("b+", "aabbcc", true),
    ("^$", "", true),
    ("^a{2,3}$", "a", false),
    ("^a{2,3}$", "aaa", true),
    ("^a{2,3}$", "aaaa", false),
    ("^a{2,}$", "aaaaaaa", true),
    ("^(a|b|cd)*$", "abcdab", true),
    ("^(a|b|cd)*$", "abc", false),
    (#"^[\-._a-zA-Z0-9]+$"#, "values.yaml", true),
    (#"^[\-._a-zA-Z0-9]+$"#, "a/b", false),
    (#"^([a-zA-Z0-9_\-.\\\/]|\[[0-9]{1,5}\])+$"#, "a.b[0]", true),
    ("^[^/]+$", "a/b", false),
    ("^.$", "☸", true),
    (#"^\d{4}-\d\d$"#, "2026-11", true),
    ("^(?:x|y)?z$", "z", true),
    ("^[]a]+$", "]a", true),
    ("^(a*)*$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", false),
  ])
  func `a pattern is found where RE2 finds it`(_ pattern: String, _ text: String, _ isMatch: Bool) throws {
    #expect(try #require(SchemaPattern(pattern)).matches(text) == isMatch)
  }

  @Test(arguments: [
    "(?i)abc", #"\p{L}"#, "[[:alpha:]]", "(?=x)", "(a", "a)", "[a", "*", #"\b"#, "a{1001}", "a{3,1}", #"\1"#,
    String(repeating: "(", count: 5_000), "((((a{1000}){1000}){1000}){1000})",
  ])
  func `what is not understood is no pattern`(_ pattern: String) {
    #expect(SchemaPattern(pattern) == nil)
  }
}
