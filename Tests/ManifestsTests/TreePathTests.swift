import Testing

@testable import Manifests

@Suite struct TreePathTests {
  @Test(arguments: [
    ("a", "", "a"), ("a", "b", "b/a"), ("./a", "b", "b/a"), ("../a", "b", "a"), ("../a", "b/c", "b/a"),
    ("..", "b", ""),
    (".", "b", "b"), ("", "b", "b"), ("a//b/", "", "a/b"), ("a/../b", "c", "c/b"), ("...", "a", "a/..."),
    ("../../é", "a/b", "é"),
  ])
  func `a path is resolved`(written: String, directory: String, expected: String) {
    #expect(TreePath.resolve(written, from: directory) == expected)
  }

  @Test(arguments: [("/a", "b"), ("..", ""), ("../..", "a"), ("a/../../b", "")])
  func `a path that leaves the tree has no place in it`(written: String, directory: String) {
    #expect(TreePath.resolve(written, from: directory) == nil)
  }

  @Test(arguments: [
    ("/a", "a"), ("./a/b", "a/b"), ("../../a", "a"), ("a/../..", ""), ("", ""), ("a//b/.", "a/b"),
  ])
  func `a path of Flux stays at the root`(written: String, expected: String) {
    #expect(TreePath.clamped(written) == expected)
  }

  @Test func `paths are ordered by byte`() {
    let paths = ["a/b", "a-b", "a", "é", "z", "", "ab"]
    #expect(paths.sorted(by: TreePath.precedes) == ["", "a", "a-b", "a/b", "ab", "z", "é"])
  }
}
