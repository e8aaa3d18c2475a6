import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Every format, as the binary prints it.
@Suite struct ReportTests {
  static let formats = ["text", "json", "sarif", "gitlab", "junit", "github", "checkstyle"]
  static let broken = [
    "clusters/dev/app/kustomization.yaml:6 kust-resource-twice",
    "clusters/dev/app/orphan.yaml:1 kust-orphan-file",
    "clusters/dev/app/repo.yaml:10 ref-secret-missing",
    "clusters/dev/app/secret.yaml:11 yaml-duplicate-key",
  ]

  /// Whether a text is JSON or XML of its format.
  static func isValid(_ text: String, _ format: String) -> Bool {
    switch format {
    case "json", "sarif", "gitlab": (try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil
    case "junit", "checkstyle": XMLParser(data: Data(text.utf8)).parse()
    default: true
    }
  }

  @Test(arguments: formats)
  func `a report of findings is valid, exits with 1 and shows no secret value`(_ format: String) throws {
    let tree = try SampleTree.broken()
    let run = try Program.scaffold("lint", "--format", format, in: tree.folder)
    #expect(run.status == 1)
    #expect(Self.isValid(run.out, format))
    for rule in ["kust-resource-twice", "kust-orphan-file", "ref-secret-missing", "yaml-duplicate-key"] {
      #expect(run.out.contains(rule))
    }
    #expect(!run.out.contains(SampleTree.password))
    #expect(run.err.isEmpty)
  }

  @Test(arguments: formats)
  func `a clean tree gives a valid report and exits with 0`(_ format: String) throws {
    let tree = try SampleTree.clean()
    let run = try Program.scaffold("lint", "--format", format, in: tree.folder)
    #expect(run.status == 0, "\(run.out)\(run.err)")
    #expect(Self.isValid(run.out, format))
    if format == "gitlab" { #expect(run.out == "[]\n") }
    if format == "github" { #expect(run.out.isEmpty) }
  }

  @Test(arguments: formats)
  func `a tree without manifests still gives a valid report, and exits with 3`(_ format: String) throws {
    let tree = try Scratch()
    try tree.write("notes.yaml", "just: text\n")
    let run = try Program.scaffold("lint", "--format", format, ".", in: tree.folder)
    #expect(run.status == 3)
    #expect(run.err.contains("nothing to check"))
    #expect(Self.isValid(run.out, format))
    #expect(try Program.scaffold("lint", "--allow-empty", in: tree.folder).status == 0)
  }

  @Test(arguments: formats)
  func `every format says what was not checked`(_ format: String) throws {
    let tree = try SampleTree.clean()
    // Larger than what is read.
    try tree.write("clusters/dev/big.yaml", "# " + String(repeating: "x", count: 11 << 20) + "\n")
    let run = try Program.scaffold("lint", "--format", format, in: tree.folder)
    #expect(run.status == 0)
    #expect(run.out.contains("clusters/dev/big.yaml"))
    #expect(run.out.contains("larger than 10 MiB"))
    #expect(Self.isValid(run.out, format))
  }

  @Test(arguments: formats)
  func `the bytes are the same over 20 runs and any number of threads`(_ format: String) throws {
    let tree = try SampleTree.broken()
    for index in 0..<60 {
      try tree.write(
        "clusters/dev/more/map-\(index).yaml", "apiVersion: v1\nkind: ConfigMap\ndata: {a: 1, a: 2}\n")
    }
    let outputs = try (0..<20).map { index in
      try Program.scaffold(
        "lint", "--format", format, "--jobs", ["1", "2", "8"][index % 3], in: tree.folder
      ).outBytes
    }
    #expect(Set(outputs).count == 1)
  }

  @Test func `the places are those of the defects`() throws {
    let tree = try SampleTree.broken()
    let report = try JSONReport(Program.scaffold("lint", "--format", "json", in: tree.folder))
    #expect(report.knownPlaces == Self.broken)
    #expect(report.summary.suppressed > 0)
    #expect(Set(report.diagnostics.map(\.fingerprint)).count == report.diagnostics.count)
  }

  @Test func `a fingerprint stays when ten lines are put above`() throws {
    let tree = try SampleTree.broken()
    let before = try JSONReport(Program.scaffold("lint", "--format", "json", in: tree.folder))
    for name in ["kustomization", "secret", "repo", "orphan"] {
      let path = "\(SampleTree.folder)/\(name).yaml"
      try tree.write(path, String(repeating: "# a line\n", count: 10) + tree.text(path))
    }
    let after = try JSONReport(Program.scaffold("lint", "--format", "json", in: tree.folder))
    #expect(after.diagnostics.map(\.fingerprint) == before.diagnostics.map(\.fingerprint))
    #expect(after.diagnostics[0].range.start.line == before.diagnostics[0].range.start.line + 10)
  }

  @Test func `several reports are written beside standard output`() throws {
    let tree = try SampleTree.broken()
    let run = try Program.scaffold(
      "lint", "--report", "sarif=out.sarif", "--report", "gitlab=quality.json", "--report=junit=junit.xml",
      in: tree.folder)
    #expect(run.status == 1)
    #expect(run.out.contains(" in 4 files ("))
    for (format, name) in [("sarif", "out.sarif"), ("gitlab", "quality.json"), ("junit", "junit.xml")] {
      let printed = try Program.scaffold("lint", "--format", format, in: tree.folder).out
      #expect(try tree.text(name) == printed)
    }
  }

  @Test func `a report that cannot be written is told before the work, with status 3`() throws {
    let tree = try SampleTree.broken()
    let run = try Program.scaffold("lint", "--report", "sarif=no/such/folder/x", in: tree.folder)
    #expect(run.status == 3)
    #expect(run.out.isEmpty)
    #expect(run.err.hasPrefix("error: the report 'no/such/folder/x' cannot be written: "))
  }

  @Test func `SARIF keeps suppressed findings aside, with their reasons`() throws {
    let tree = try SampleTree.clean()
    let run = try Program.scaffold("lint", "--format", "sarif", in: tree.folder)
    #expect(run.out.contains("\"suppressions\":[{\"kind\":\"inSource\",\"justification\":\"a test\"}]"))
    #expect(run.out.contains("\"columnKind\":\"unicodeCodePoints\""))
  }

  @Test func `JUnit has one test case a file`() throws {
    let tree = try SampleTree.broken()
    let out = try Program.scaffold("lint", "--format", "junit", in: tree.folder).out
    #expect(out.components(separatedBy: "<testcase ").count - 1 == 4)
    #expect(out.contains("tests=\"4\" failures="))
  }

  @Test func `--statistics counts by rule`() throws {
    let tree = try SampleTree.broken()
    let text = try Program.scaffold("lint", "--statistics", in: tree.folder)
    #expect(text.out.contains("1  kust-orphan-file  (1 warning, 1 fixable)\n"))
    let json = try Program.scaffold("lint", "--statistics", "--format", "json", in: tree.folder)
    #expect(Self.isValid(json.out, "json"))
    #expect(json.err.contains("1  kust-orphan-file"))
  }

  @Test func `--show-files lists files and what they are`() throws {
    let tree = try SampleTree.clean()
    let run = try Program.scaffold("lint", "--show-files", in: tree.folder)
    #expect(run.status == 0)
    #expect(
      run.out == """
        clusters/dev/app/kustomization.yaml: kustomization
        clusters/dev/app/repo.yaml: manifest
        clusters/dev/app/secret.yaml: manifest

        """)
  }

  @Test func `a Secret that is no YAML any more shows none of its lines`() throws {
    let tree = try SampleTree.clean()
    try tree.edit("\(SampleTree.folder)/secret.yaml", "  password: ", "  other: x\n password: ")
    for format in Self.formats {
      let run = try Program.scaffold("lint", "--format", format, in: tree.folder)
      #expect(run.status == 1)
      #expect(!(run.out + run.err).contains(SampleTree.password))
    }
  }
}
