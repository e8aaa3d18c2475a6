import Foundation
import Testing

@Suite struct BaselineTests {
  @Test func `a written baseline makes an old tree clean, and one new defect is then the only finding`()
    throws
  {
    let tree = try SampleTree.broken()
    let written = try Program.scaffold("lint", "--write-baseline", in: tree.folder)
    #expect(written.status == 0)
    #expect(written.err.hasSuffix(" findings written to '.lint-baseline.json'\n"))
    #expect(try Program.scaffold("lint", in: tree.folder).status == 0)
    // Lines may move.
    try tree.write(
      "\(SampleTree.folder)/repo.yaml", "# moved\n" + tree.text("\(SampleTree.folder)/repo.yaml"))
    try tree.write(
      "\(SampleTree.folder)/new.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: new, namespace: x}\n")
    let run = try Program.scaffold("lint", "--format", "json", in: tree.folder)
    let report = try JSONReport(run)
    #expect(run.status == 1)
    #expect(report.knownPlaces == ["clusters/dev/app/new.yaml:1 kust-orphan-file"])
    #expect(report.summary.baselined >= 4)
  }

  @Test func `what is mended is stale until it is pruned`() throws {
    let tree = try SampleTree.broken()
    _ = try Program.scaffold("lint", "--write-baseline", in: tree.folder)
    try tree.write("\(SampleTree.folder)/kustomization.yaml", SampleTree.kustomization)
    let stale = try Program.scaffold("lint", "--format", "json", in: tree.folder)
    #expect(stale.status == 1)
    #expect(
      try JSONReport(stale).knownPlaces == [".lint-baseline.json:3 baseline-stale"])
    // A rule that does not run makes no entry stale.
    #expect(try Program.scaffold("lint", "--select", "ref-,baseline-stale", in: tree.folder).status == 0)
    let pruned = try Program.scaffold("lint", "--prune-baseline", in: tree.folder)
    #expect(pruned.status == 0)
    #expect(pruned.err == "1 stale entry removed from '.lint-baseline.json'\n")
    #expect(!(try tree.text(".lint-baseline.json").contains("kust-resource-twice")))
    #expect(try Program.scaffold("lint", in: tree.folder).status == 0)
  }

  @Test(arguments: [
    ("{\"version\":1,\"entries\":[", "no JSON"), ("[]", "no JSON object"),
    ("{\"version\":2,\"entries\":[]}", "the version of the baseline is '2', expected 1"),
    ("{\"version\":1,\"entries\":[{\"rule\":\"x\"}]}", "an entry has the keys"),
  ])
  func `a corrupt baseline is told with its place`(_ text: String, _ words: String) throws {
    let tree = try SampleTree.clean()
    try tree.write(".lint-baseline.json", text)
    let run = try Program.scaffold("lint", in: tree.folder)
    #expect(run.status == 2)
    #expect(run.err.hasPrefix("error: .lint-baseline.json:1:"))
    #expect(run.err.contains(words))
    #expect(try Program.scaffold("lint", "--write-baseline", in: tree.folder).status == 0)
    #expect(try Program.scaffold("lint", in: tree.folder).status == 0)
  }

  @Test func `a baseline that a flag names has to be there`() throws {
    let tree = try SampleTree.broken()
    let run = try Program.scaffold("lint", "--baseline", "old.json", in: tree.folder)
    #expect(run.status == 2)
    #expect(run.err == "error: the baseline 'old.json' does not exist; '--write-baseline' writes it\n")
    #expect(
      try Program.scaffold("lint", "--baseline", "old.json", "--write-baseline", in: tree.folder).status == 0)
    #expect(try Program.scaffold("lint", "--baseline", "old.json", in: tree.folder).status == 0)
    #expect(try Program.scaffold("lint", in: tree.folder).status == 1)
  }
}
