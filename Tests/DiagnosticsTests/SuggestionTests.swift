import Diagnostics
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("resource", "resources"), ("secretref", "secretRef"), ("kidn", "kind"), ("Intervall", "interval"),
    ("abcdefgh", nil), ("kind", nil), ("nmae", "name"), ("xy", nil),
  ])
  func `the nearest known name is suggested`(_ name: String, _ expected: String?) {
    let known = ["resources", "secretRef", "kind", "interval", "name"]
    #expect(nearest(to: name, among: known) == expected)
  }

  @Test(arguments: [
    ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "acb", 1), ("ABC", "abc", 1), ("abc", "xyz", 3),
  ])
  func `edits are counted up to the limit`(_ left: String, _ right: String, _ distance: Int) {
    #expect(editDistance(left, right, limit: 2) == distance)
    #expect(editDistance(right, left, limit: 2) == distance)
  }
}
