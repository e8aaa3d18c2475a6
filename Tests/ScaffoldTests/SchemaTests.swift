import Foundation
import Testing

/// Reports and papers against published schemas, by check-jsonschema, where SCAFFOLD_PARTS names its folder.
@Suite struct SchemaTests {
  static let checker = Program.part("check-jsonschema")
  static let schemas = [
    "json": "docs/report.schema.json", "sarif": "Tests/Schemas/sarif.schema.json",
    "gitlab": "Tests/Schemas/gitlab.schema.json",
  ]

  /// An entry of the report for GitLab.
  struct Issue: Decodable {
    let fingerprint: String
  }

  /// Runs check-jsonschema in the folder of the package.
  static func check(_ arguments: [String], status: Int32 = 0) throws {
    let run = try Program.run(try #require(checker), arguments, in: GeneratedFilesTests.package)
    #expect(run.status == status, "\(run.out)\(run.err)")
  }

  @Test(.enabled(if: checker != nil), arguments: schemas.keys.sorted())
  func `a report keeps to its schema, with findings and without`(_ format: String) throws {
    let schema = try #require(Self.schemas[format])
    for tree in [try SampleTree.broken(), try SampleTree.clean(), try Scratch()] {
      try tree.write("big.yaml", String(repeating: "#", count: 11 << 20))
      _ = try Program.scaffold("lint", "--report", "\(format)=out.json", in: tree.folder)
      try Self.check(["--schemafile", schema, tree.url("out.json").path])
    }
  }

  @Test func `a JUnit report has the fields that GitLab reads`() throws {
    for (tree, count) in [(try SampleTree.broken(), 5), (try SampleTree.clean(), 4), (try Scratch(), 1)] {
      try tree.write("big.yaml", String(repeating: "#", count: 11 << 20))
      let run = try Program.scaffold("lint", "--format", "junit", "--allow-empty", in: tree.folder)
      let fields = JUnitFields(run.out)
      #expect(fields.mistakes.isEmpty, "\(fields.mistakes)")
      #expect(fields.cases.count == count)
    }
    let nothing = try Scratch()
    let empty = try Program.scaffold("lint", "--format", "junit", "--allow-empty", in: nothing.folder)
    #expect(JUnitFields(empty.out).mistakes.isEmpty)
  }

  @Test(.enabled(if: checker != nil))
  func `the schemas are schemas`() throws {
    try Self.check(["--check-metaschema", "docs/lintrc.schema.json"] + Self.schemas.values.sorted())
  }

  @Test(.enabled(if: checker != nil))
  func `the schema for editors takes what scaffold takes, and refuses what it refuses`() throws {
    let schema = ["--schemafile", "docs/lintrc.schema.json", "--force-filetype", "yaml"]
    let scratch = try Scratch()
    var good = [".lintrc.example"]
    for (index, (text, _)) in ConfigurationTests.settings.enumerated() where text.contains(":") {
      try scratch.write("good-\(index).yaml", text)
      good.append(scratch.url("good-\(index).yaml").path)
    }
    try Self.check(schema + good)
    for (index, text) in Self.refused.enumerated() {
      try scratch.write(".lintrc", text)
      let run = try Program.scaffold("lint", "--show-settings", in: scratch.folder)
      #expect(run.status == 2, "\(index): \(text)")
      try Self.check(schema + [scratch.url(".lintrc").path], status: 1)
    }
  }

  /// Configurations with one mistake each.
  private static let refused = [
    "fail_on: warning\n", "profile: strikt\n", "exclude: docs\n", "rules: {kust-orphan-fil: off}\n",
    "rules: {kust-orphan-file: eror}\n", "rules: {kust-orphan-file: {severity: error, alow: []}}\n",
    "overrides: [{path: [x]}]\n", "external: [{name: a, sort: b}]\n", "roots: [{a: b}]\n",
  ]

  @Test(.enabled(if: checker != nil))
  func `the CI files keep to the schemas of GitLab and GitHub`() throws {
    try Self.check([
      "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", "ci/gitlab.yml",
    ])
    try Self.check(["--builtin-schema", "vendor.github-workflows", "ci/github.yml"])
  }
}
