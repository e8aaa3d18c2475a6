import Foundation
import Testing

@testable import scaffold

@Suite struct WriterTests {
  private static let old = "resources:\n- a\n"
  private static let new = "resources:\n- a\n- lab\n"

  /// A new folder of three files, one a secret, and a change of a file that is there.
  private static let writes = [
    FileWrite(path: "clusters/dev/lab/secret.yaml", bytes: Array("s".utf8), old: nil, isSecret: true),
    FileWrite(path: "clusters/dev/lab/a.yaml", bytes: Array("a".utf8), old: nil, isSecret: false),
    FileWrite(path: "clusters/dev/lab/.scaffold.json", bytes: Array("{}".utf8), old: nil, isSecret: false),
    FileWrite(
      path: "clusters/dev/kustomization.yaml", bytes: Array(new.utf8), old: Array(old.utf8), isSecret: false),
    FileWrite(path: "clusters/dev/b.yaml", bytes: Array("b".utf8), old: nil, isSecret: false),
  ]
  private static let before = ["clusters/dev/kustomization.yaml": old]
  private static let after = [
    "clusters/dev/kustomization.yaml": new, "clusters/dev/lab/secret.yaml": "s",
    "clusters/dev/lab/a.yaml": "a",
    "clusters/dev/lab/.scaffold.json": "{}", "clusters/dev/b.yaml": "b",
  ]

  private func tree() throws -> TemporaryTree {
    let tree = try TemporaryTree()
    try tree.write("clusters/dev/kustomization.yaml", Self.old)
    return tree
  }

  /// The number of times that a writer asks whether it may go on.
  private static func steps() throws -> Int {
    let tree = try TemporaryTree()
    try tree.write("clusters/dev/kustomization.yaml", old)
    final class Counter { var count = 0 }
    let counter = Counter()
    let writer = Writer(root: tree.path) { _ in
      counter.count += 1
      return true
    }
    try writer.write(writes)
    return counter.count
  }

  @Test func `files are written with their modes and nothing else is left`() throws {
    let tree = try tree()
    try Writer(root: tree.path).write(Self.writes)
    #expect(tree.contents == Self.after)
    #expect(tree.mode("clusters/dev/lab/secret.yaml") == 0o600)
    #expect(tree.mode("clusters/dev/lab/a.yaml").map { $0 & 0o711 } == 0o600)
    #expect(tree.mode("clusters/dev/lab").map { $0 & 0o700 } == 0o700)
  }

  @Test func `a changed file keeps its mode`() throws {
    let tree = try tree()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: tree.path + "/clusters/dev/kustomization.yaml")
    try Writer(root: tree.path).write(Self.writes)
    #expect(tree.mode("clusters/dev/kustomization.yaml") == 0o640)
  }

  @Test func `a kill at any step leaves every file whole, and the next run finishes or undoes it`() throws {
    let steps = try Self.steps()
    #expect(steps > 10)
    for step in 0..<steps {
      let tree = try tree()
      var left = step
      let writer = Writer(root: tree.path) { _ in
        left -= 1
        return left >= 0
      }
      #expect(throws: WriteError.self) { try writer.write(Self.writes) }
      let seen = tree.contents.filter { !$0.key.hasPrefix(Journal.folder) }
      for (path, text) in seen {
        #expect(text == Self.after[path] || text == Self.before[path], "step \(step): \(path)")
      }
      let lab = seen.keys.filter { $0.hasPrefix("clusters/dev/lab/") }
      #expect(lab.isEmpty || lab.count == 3, "step \(step)")
      try Writer(root: tree.path).recover()
      #expect(tree.contents == Self.before || tree.contents == Self.after, "step \(step): \(tree.files)")
      #expect(tree.mode("clusters/dev/lab/secret.yaml") ?? 0o600 == 0o600)
      if tree.contents == Self.before { try Writer(root: tree.path).write(Self.writes) }
      #expect(tree.contents == Self.after)
    }
  }

  @Test func `nothing of a secret is readable by others while it is written`() throws {
    let tree = try tree()
    let path = tree.path
    let writer = Writer(root: path) { _ in
      let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      for name in names where name.hasSuffix("secret.yaml") {
        let mode =
          (try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)"))?[.posixPermissions]
          as? NSNumber
        #expect(mode?.intValue == 0o600)
      }
      return true
    }
    try writer.write(Self.writes)
  }

  @Test func `a failure half way takes back what was done`() throws {
    let tree = try tree()
    let path = tree.path
    // Another process changes the file after the plan was made.
    let writer = Writer(root: path) { step in
      if step.contains("put clusters/dev/lab") {
        try? Data("changed\n".utf8).write(to: URL(fileURLWithPath: path + "/clusters/dev/kustomization.yaml"))
      }
      return true
    }
    let error = #expect(throws: WriteError.self) { try writer.write(Self.writes) }
    #expect(error?.message == "'clusters/dev/kustomization.yaml' has changed meanwhile")
    #expect(tree.contents == ["clusters/dev/kustomization.yaml": "changed\n"])
  }

  @Test func `a file that appears meanwhile is not touched`() throws {
    let tree = try tree()
    let path = tree.path
    let writer = Writer(root: path) { step in
      if step.contains("put clusters/dev/lab") {
        try? Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/clusters/dev/b.yaml"))
      }
      return true
    }
    #expect(throws: WriteError.self) { try writer.write(Self.writes) }
    #expect(tree.contents == ["clusters/dev/kustomization.yaml": Self.old, "clusters/dev/b.yaml": "mine"])
  }

  @Test(
    "nothing is written through a link that is put into the way",
    arguments: [
      "clusters", "clusters/dev", "clusters/dev/lab", "clusters/dev/kustomization.yaml",
      "clusters/dev/b.yaml",
    ])
  func linksInTheWay(name: String) throws {
    let (tree, outside) = (try tree(), try TemporaryTree())
    try outside.write("dev/kustomization.yaml", Self.old)
    try outside.write("kustomization.yaml", Self.old)
    let kept = outside.contents
    let (path, target) = (tree.path, outside.path)
    let writer = Writer(root: path) { step in
      guard step == "commit the journal" else { return true }
      let isFile = name.hasSuffix(".yaml")
      try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
      try? FileManager.default.createSymbolicLink(
        atPath: "\(path)/\(name)", withDestinationPath: isFile ? target + "/kustomization.yaml" : target)
      return true
    }
    #expect(throws: WriteError.self) { try writer.write(Self.writes) }
    #expect(outside.contents == kept)
  }

  @Test func `a journal that is a link is not followed`() throws {
    let (tree, outside) = (try tree(), try TemporaryTree())
    try outside.write("x", "keep")
    try tree.link(Journal.folder, to: outside.path)
    #expect(throws: WriteError.self) { try Writer(root: tree.path).write(Self.writes) }
    #expect(outside.contents == ["x": "keep"])
  }

  @Test func `a journal says what it holds and no more`() {
    let journal = Journal([.init(kind: .replace, staged: "file-1", path: "a/b.yaml", old: "00")])
    #expect(Journal(Array(journal.text.utf8))?.operations == journal.operations)
    for text in [
      "", "{}", #"{"version":2,"operations":[]}"#,
      #"{"version":1,"operations":[{"kind":"create","staged":"../x","path":"y"}]}"#,
      #"{"version":1,"operations":[{"kind":"create","staged":"x","path":"../y"}]}"#,
    ] {
      #expect(Journal(Array(text.utf8)) == nil)
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
  func `where nothing can be written the reason is told`() {
    let error = #expect(throws: WriteError.self) { try Writer(root: "/proc").write(Self.writes) }
    #expect(error?.message.hasPrefix("nothing can be written below '/proc'") == true)
  }
}
