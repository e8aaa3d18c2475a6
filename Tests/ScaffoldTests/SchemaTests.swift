import Foundation
import Testing

/// Reports and papers against published schemas, by check-jsonschema, where SCAFFOLD_PARTS names its folder.
@Suite struct SchemaTests {
  static let checker = Program.part("check-jsonschema")

  private func check(_ arguments: [String]) throws {
    let checker = try #require(Self.checker)
    let run = try Program.run(checker, arguments, in: GeneratedFilesTests.package)
    #expect(run.status == 0, "\(run.out)\(run.err)")
  }

  @Test(
    .enabled(if: checker != nil),
    arguments: ["json": "docs/report", "sarif": "Tests/Schemas/sarif", "gitlab": "Tests/Schemas/gitlab"]
      .sorted {
        $0.key < $1.key
      }.map { [$0.key, $0.value] })
  func `a report keeps to its schema, with findings and without`(_ pair: [String]) throws {
    for tree in [try SampleTree.broken(), try SampleTree.clean(), try Scratch()] {
      try tree.write("big.yaml", String(repeating: "#", count: 11 << 20))
      _ = try Program.scaffold("lint", "--report", "\(pair[0])=out.json", in: tree.folder)
      try check(["--schemafile", "\(pair[1]).schema.json", tree.url("out.json").path])
    }
  }

  @Test(.enabled(if: checker != nil))
  func `the example configuration keeps to the schema for editors`() throws {
    try check(["--schemafile", "docs/lintrc.schema.json", "--default-filetype", "yaml", ".lintrc.example"])
  }

  @Test(.enabled(if: checker != nil))
  func `the CI files keep to the schemas of GitLab and GitHub`() throws {
    try check(["--builtin-schema", "vendor.gitlab-ci", "ci/gitlab.yml"])
    try check(["--builtin-schema", "vendor.github-workflows", "ci/github.yml"])
  }
}
