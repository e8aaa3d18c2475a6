import Manifests
import Testing

@Suite struct VersionRangeTests {
  @Test(arguments: [
    ("*", "0.0.1 1.2.3", "1.0.0-rc.1"),
    ("1.2.3", "1.2.3 v1.2.3 1.2.3+build.5", "1.2.4 1.2.3-rc.1"),
    ("1.x", "1.0.0 1.9.9", "2.0.0 0.9.0"),
    ("1", "1.0.0 1.9.9", "2.0.0"),
    ("1.2.x", "1.2.0 1.2.9", "1.3.0"),
    (">=1.2.0 <2.0.0", "1.2.0 1.9.0", "1.1.9 2.0.0 1.5.0-rc.1"),
    (">= 1.2.0, < 2", "1.2.0 1.9.0", "2.0.0"),
    (">1", "2.0.0", "1.0.0 1.9.0"),
    (">1.2", "1.3.0 2.0.0", "1.2.9"),
    ("<=1", "0.1.0 1.9.9", "2.0.0"),
    ("<=1.2", "1.2.9 1.1.0", "1.3.0"),
    ("!=1.2", "1.3.0", "1.2.0 1.2.9"),
    ("!=1.2.3", "1.2.4", "1.2.3 1.2.4-rc.1"),
    ("~1.2.3", "1.2.3 1.2.9", "1.3.0 1.2.2"),
    ("~1.2", "1.2.0 1.2.9", "1.3.0"),
    ("~1", "1.0.0 1.9.0", "2.0.0"),
    ("~0.0.0", "0.0.0 3.0.0", "3.0.0-rc.1"),
    ("^1.2.3", "1.2.3 1.9.0", "2.0.0 1.2.2"),
    ("^0.2.3", "0.2.3 0.2.9", "0.3.0"),
    ("^0.0.3", "0.0.3", "0.0.4"),
    ("^0.0", "0.0.9", "0.1.0"),
    ("^0", "0.9.0", "1.0.0"),
    ("1.0 - 2.0.5", "1.0.0 2.0.5", "2.0.6 0.9.0"),
    ("^1 || ^3", "1.4.0 3.1.0", "2.0.0"),
    (">=1.0.0-0", "1.0.0-rc.1 1.2.0-beta.2 2.0.0", "0.9.0"),
  ])
  func `a range holds what Helm takes for it`(_ range: String, _ inside: String, _ outside: String) throws {
    let parsed = try #require(VersionRange(range))
    for text in inside.split(separator: " ") {
      #expect(parsed.contains(try #require(SemanticVersion(String(text)))), "\(text) in \(range)")
    }
    for text in outside.split(separator: " ") {
      #expect(!parsed.contains(try #require(SemanticVersion(String(text)))), "\(text) not in \(range)")
    }
  }

  @Test(arguments: [
    "", " ", "latest", "1.2.3.4", ">", "1 | 2", "|| 1", "=>=1", "1,,2", "01.2.3", "1.0.0-01", "-1",
  ])
  func `what is no range is refused`(_ text: String) {
    #expect(VersionRange(text) == nil)
  }

  @Test func `versions are ordered as semver says`() throws {
    let order = [
      "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
      "1.0.0-rc.1",
      "1.0.0", "1.0.1", "1.10.0", "2.0.0",
    ].compactMap(SemanticVersion.init)
    #expect(order.count == 11)
    #expect(order.shuffled().sorted() == order)
  }
}
