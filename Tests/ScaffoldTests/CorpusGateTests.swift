import Foundation
import Testing

/// Baselines and fingerprints over real trees, where SCAFFOLD_CORPUS names their folder.
@Suite(.serialized) struct CorpusGateTests {
  static let folder = ProcessInfo.processInfo.environment["SCAFFOLD_CORPUS"].flatMap {
    $0.isEmpty ? nil : URL(fileURLWithPath: $0)
  }
  /// A release build that SCAFFOLD names takes all trees; the debug build the small ones.
  static let release = ProcessInfo.processInfo.environment["SCAFFOLD"].map { URL(fileURLWithPath: $0) }
  static let names = (folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? [])
    .sorted().filter { release != nil || isSmall($0) }

  private static func isSmall(_ name: String) -> Bool {
    let files = folder.flatMap {
      FileManager.default.enumerator(atPath: $0.appendingPathComponent(name).path)
    }
    return (files?.allObjects.count ?? 0) < 150
  }

  private func scaffold(_ arguments: [String], in tree: URL) throws -> Program.Run {
    try Program.run(Self.release ?? Program.scaffold, arguments, in: tree)
  }

  private func copy(_ name: String) throws -> (scratch: Scratch, tree: URL) {
    let scratch = try Scratch()
    let tree = scratch.url("tree")
    try FileManager.default.copyItem(at: try #require(Self.folder).appendingPathComponent(name), to: tree)
    // A root of its own, whatever lies above.
    try scratch.write("tree/.lintrc", "profile: strict\n")
    return (scratch, tree)
  }

  private func report(_ tree: URL, _ flags: String...) throws -> (status: Int32, report: JSONReport) {
    let run = try Program.run(
      Program.scaffold, ["lint", "--format", "json", "--fail-on", "info", "--allow-empty"] + flags, in: tree)
    return (run.status, try JSONReport(run))
  }

  @Test(.enabled(if: !names.isEmpty), arguments: names)
  func `a baseline makes a tree clean; what comes is found, what goes can be pruned`(_ name: String) throws {
    let (scratch, tree) = try copy(name)
    let before = try report(tree).report
    #expect(Set(before.diagnostics.map(\.fingerprint)).count == before.diagnostics.count)
    #expect(try scaffold(["lint", "--write-baseline"], in: tree).status == 0)
    #expect(try report(tree).status == 0)
    try scratch.write(
      "tree/zz/new.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  name: b\n")
    let after = try report(tree).report
    #expect(after.diagnostics.contains { $0.place == "zz/new.yaml:5 yaml-duplicate-key" })
    #expect(after.diagnostics.allSatisfy { $0.file == "zz/new.yaml" })
    try FileManager.default.removeItem(at: scratch.url("tree/zz/new.yaml"))
    // Ten findings go: their files hold nothing any more.
    let files = Array(Set(before.diagnostics.map(\.file)).sorted().prefix(10))
    for file in files { try scratch.write("tree/" + file, "# gone\n") }
    _ = try scaffold(["lint", "--prune-baseline"], in: tree)
    #expect(try report(tree).report.diagnostics.allSatisfy { $0.rule != "baseline-stale" })
  }

  @Test(.enabled(if: !names.isEmpty), arguments: names)
  func `fingerprints stay when ten lines are put above every finding`(_ name: String) throws {
    let (scratch, tree) = try copy(name)
    let before = try report(tree).report
    let head = String(repeating: "# a line\n", count: 10)
    for file in Set(before.diagnostics.map(\.file)) where file.hasSuffix(".yaml") {
      // A tree may hold a comment or a directive that has to stand first.
      let text = String(decoding: try Data(contentsOf: scratch.url("tree/" + file)), as: UTF8.self)
      guard !text.hasPrefix("%"), !text.hasPrefix("\u{FEFF}"), text.utf8.count < 9 << 20 else { continue }
      try scratch.write("tree/" + file, head + text)
    }
    let after = try report(tree).report
    let gone = Set(before.diagnostics.map(\.fingerprint)).subtracting(after.diagnostics.map(\.fingerprint))
    #expect(
      gone.isEmpty, "\(before.diagnostics.filter { gone.contains($0.fingerprint) }.map(\.place).prefix(5))")
  }

  @Test(.enabled(if: !names.isEmpty), arguments: names)
  func `the patch of --diff applies and gives what --fix writes`(_ name: String) throws {
    let (scratch, tree) = try copy(name)
    try Program.git("init", "-q", in: tree)
    try Program.git("add", "-Af", in: tree)
    try Program.git("commit", "-q", "-m", "a", in: tree)
    let diff = try scaffold(["lint", "--diff", "--unsafe-fixes"], in: tree)
    guard !diff.outBytes.isEmpty else { return }
    try diff.outBytes.write(to: scratch.url("fix.patch"))
    let applied = try Program.git("apply", scratch.url("fix.patch").path, in: tree)
    #expect(applied.status == 0, "\(applied.err)")
  }
}
