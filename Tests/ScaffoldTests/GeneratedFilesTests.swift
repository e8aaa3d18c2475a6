import Foundation
import Labs
import Testing

@testable import Lint
@testable import YAML
@testable import scaffold

/// Files that are made from the code; `make generate` rewrites them.
@Suite struct GeneratedFilesTests {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let files: [String: String] = [
    ".lintrc.example": ConfigurationDocumentation.example,
    "docs/lintrc.schema.json": ConfigurationDocumentation.schema,
    "docs/labs.md": (try? LabDocumentation.page(.embedded)) ?? "",
    "docs/rules.md": RuleDocumentation.page,
    "ci/gitlab.yml": InitFile.gitLab.text,
    "ci/github.yml": InitFile.gitHub.text,
  ]

  @Test(arguments: files.keys.sorted())
  func `a generated file is up to date`(_ path: String) throws {
    let text = try #require(Self.files[path])
    let file = Self.package.appendingPathComponent(path)
    if ProcessInfo.processInfo.environment["UPDATE"] != nil { try Data(text.utf8).write(to: file) }
    let current = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    #expect(current == text, "run 'make generate'")
  }

  @Test func `the example configuration is right, and has every key and every rule`() throws {
    let tree = try SampleTree.clean()
    try tree.write(".lintrc", ConfigurationDocumentation.example)
    let run = try Program.scaffold("lint", "--show-settings", in: tree.folder)
    // Its roots and its baseline need not exist here.
    #expect(!run.err.contains(".lintrc:"), "\(run.err)")
    for key in ConfigurationKey.allCases {
      #expect(ConfigurationDocumentation.example.contains("\n\(key.rawValue):"))
      #expect(ConfigurationDocumentation.schema.contains("\"\(key.rawValue)\":"))
    }
    for id in RuleNames().all { #expect(ConfigurationDocumentation.example.contains("  \(id):")) }
  }
}
