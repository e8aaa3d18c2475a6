import Foundation
import Testing

/// Trees that no one would make on purpose: each gives an answer, and says what it did not check.
@Suite struct HostileTreeTests {
  private static let map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n"

  private func lint(_ tree: TemporaryTree) throws -> Program.Run {
    try Program.scaffold(
      "lint", "--format", "json", "--fail-on", "never", "--root", tree.path, tree.path,
      in: URL(fileURLWithPath: tree.path))
  }

  @Test func `links in a circle, out of the tree and to nothing are passed over`() throws {
    let tree = try TemporaryTree()
    try tree.write("a.yaml", Self.map)
    try tree.link("loop", to: ".")
    try tree.link("out.yaml", to: "/etc/passwd")
    try tree.link("gone.yaml", to: "nowhere")
    let run = try lint(tree)
    #expect(run.status == 0)
    #expect(run.out.contains("\"files\":1"))
    #expect(!run.out.contains("root:"))
  }

  private static let unread: [(String, Data, String)] = [
    ("large", Data(count: 100 << 20), "larger than 10 MiB"),
    ("binary", Data([0, 1, 2, 255, 254]), "no YAML"), ("utf16", Data([0xFF, 0xFE, 0x61, 0x00]), "no YAML"),
    ("brackets", Data(String(repeating: "[", count: 20_000).utf8), "nested deeper"),
    ("laughs", Data(laughs.utf8), "aliases stand for more"),
  ]

  private static let laughs = (1..<12).reduce("a0: &a0 [x,x,x,x,x,x,x,x,x]\n") { text, level in
    text + "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
      + "]\n"
  }

  @Test(arguments: unread)
  func `a file that cannot be understood is counted as not checked, with the reason`(
    _ name: String, _ content: Data, _ reason: String
  ) throws {
    let tree = try TemporaryTree()
    try tree.write("a.yaml", Self.map)
    try content.write(to: URL(fileURLWithPath: tree.path + "/\(name).yaml"))
    let run = try lint(tree)
    #expect(run.status == 0)
    #expect(run.out.contains("\"file\":\"\(name).yaml\",\"reason\":\""))
    #expect(run.out.contains(reason))
  }

  @Test func `a tree without a file is nothing to check`() throws {
    let run = try lint(try TemporaryTree())
    #expect(run.status == 3)
    #expect(run.err.contains("nothing to check"))
  }
}
