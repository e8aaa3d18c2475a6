import Foundation
import Testing

/// Baselines, fingerprints, patches and reports over real trees, where SCAFFOLD_CORPUS names their folder. A release
/// build that SCAFFOLD names takes all trees, the debug build the small ones. What takes long takes every third of them,
/// but all where SCAFFOLD_GATE is `all`.
@Suite(.serialized) struct CorpusGateTests {
  static let folder = ProcessInfo.processInfo.environment["SCAFFOLD_CORPUS"].flatMap {
    $0.isEmpty ? nil : URL(fileURLWithPath: $0)
  }
  private static let release = ProcessInfo.processInfo.environment["SCAFFOLD"].map {
    URL(fileURLWithPath: $0)
  }
  private static let isWhole = ProcessInfo.processInfo.environment["SCAFFOLD_GATE"] == "all"
  static let names = (folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? [])
    .sorted().filter { release != nil || isSmall($0) }

  /// Those for what takes long.
  static let some = names.enumerated().filter { isWhole || $0.offset % 3 == 1 }.map(\.element)

  private static func isSmall(_ name: String) -> Bool {
    let files = folder.flatMap {
      FileManager.default.enumerator(atPath: $0.appendingPathComponent(name).path)
    }
    return (files?.allObjects.count ?? 0) < 60
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

  private func report(_ tree: URL) throws -> (status: Int32, report: JSONReport) {
    let run = try scaffold(["lint", "--format", "json", "--fail-on", "info", "--allow-empty"], in: tree)
    return (run.status, try JSONReport(run))
  }

  @Test(.enabled(if: !names.isEmpty), arguments: names)
  func `a baseline makes a tree clean; what comes is found, what goes can be pruned`(_ name: String) throws {
    let (scratch, tree) = try copy(name)
    let before = try report(tree).report.diagnostics
    #expect(Set(before.map(\.fingerprint)).count == before.count)
    #expect(try scaffold(["lint", "--write-baseline"], in: tree).status == 0)
    let written = try report(tree)
    #expect(written.status == 0)
    #expect(written.report.diagnostics.isEmpty)
    #expect(written.report.summary.baselined == before.count)
    try scratch.write(
      "tree/zz/new.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: kube-system\ndata:\n  a: b\n  a: c\n"
    )
    #expect(try report(tree).report.diagnostics.map(\.place) == ["zz/new.yaml:8 yaml-duplicate-key"])
    try FileManager.default.removeItem(at: scratch.url("tree/zz"))
    // Ten old findings go: their files hold nothing any more.
    var gone = 0
    for (file, findings) in Dictionary(grouping: before, by: \.file).sorted(by: { $0.key < $1.key })
    where gone < 10 {
      try scratch.write("tree/" + file, "# gone\n")
      gone += findings.count
    }
    let stale = try report(tree).report.diagnostics.filter { $0.rule == "baseline-stale" }
    #expect(stale.isEmpty == before.isEmpty)
    let pruned = try scaffold(["lint", "--prune-baseline"], in: tree)
    #expect(pruned.err.hasPrefix("\(stale.count) stale entr"), "\(pruned.err)")
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

  @Test(.enabled(if: !names.isEmpty), arguments: some)
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
    // A fix that would show a Secret's value is no part of a patch.
    guard !diff.err.contains("is left out of the patch") else { return }
    let patched = try Program.git("diff", in: tree).outBytes
    try Program.git("checkout", "-q", ".", in: tree)
    _ = try scaffold(["lint", "--fix", "--unsafe-fixes"], in: tree)
    #expect(try Program.git("diff", in: tree).outBytes == patched)
  }

  @Test(.enabled(if: !names.isEmpty), arguments: some)
  func `every run and any number of threads give the same bytes in every format`(_ name: String) throws {
    let (scratch, tree) = try copy(name)
    let flags = ReportTests.formats.map { "--report=\($0)=\(scratch.url($0).path)" }
    let outputs = try (0..<(Self.isWhole ? 20 : 3)).map { index in
      _ = try scaffold(
        ["lint", "--allow-empty", "-q", "--jobs", ["1", "2", "8"][index % 3]] + flags, in: tree)
      return try ReportTests.formats.map { try Data(contentsOf: scratch.url($0)) }
    }
    #expect(Set(outputs).count == 1)
  }

  @Test(.enabled(if: !names.isEmpty && SchemaTests.checker != nil))
  func `the reports of all trees keep to their schemas`() throws {
    let out = try Scratch()
    for name in Self.names {
      let (scratch, tree) = try copy(name)
      defer { withExtendedLifetime(scratch) {} }
      let flags = ReportTests.formats.map { "--report=\($0)=\(out.url("\(name).\($0)").path)" }
      _ = try scaffold(["lint", "--allow-empty", "-q"] + flags, in: tree)
      let junit = JUnitFields(try out.text("\(name).junit"))
      #expect(junit.mistakes.isEmpty, "\(name): \(junit.mistakes.prefix(5))")
      #expect(ReportTests.isValid(try out.text("\(name).checkstyle"), "checkstyle"))
      let issues = try JSONDecoder().decode(
        [SchemaTests.Issue].self, from: Data(contentsOf: out.url("\(name).gitlab")))
      #expect(Set(issues.map(\.fingerprint)).count == issues.count)
    }
    for (format, schema) in SchemaTests.schemas {
      try SchemaTests.check(
        ["--schemafile", schema, "--force-filetype", "json"]
          + Self.names.map { out.url("\($0).\(format)").path })
    }
  }
}
