import Foundation
import Testing

/// The API tables against the script that makes them.
@Suite(.enabled(if: CorpusGateTests.folder != nil && Program.schemaPython != nil)) struct APITablesTests {
  @Test func `the tables are what the script makes of the definitions`() throws {
    let scratch = try Scratch()
    let python = try #require(Program.schemaPython)
    let find =
      "import importlib_resources as r; print(r.files('kubernetes_validate') / 'kubernetes-json-schema')"
    let folder = try Program.run(python, ["-c", find], in: scratch.folder)
    let run = try Program.run(
      python,
      [
        GeneratedFilesTests.package.appendingPathComponent("tools/api-tables.py").path,
        "--corpus", try #require(CorpusGateTests.folder).path,
        "--kubernetes", folder.out.trimmingCharacters(in: .whitespacesAndNewlines),
        "--out", scratch.folder.path,
      ], in: scratch.folder)
    try #require(run.status == 0, "\(run.err)")
    for name in ["FluxTypes.swift", "CoreTypes.swift"] {
      let kept = GeneratedFilesTests.package.appendingPathComponent("Sources/Manifests/API/\(name)")
      let isSame = try scratch.text(name) == String(contentsOf: kept, encoding: .utf8)
      #expect(isSame, "\(name) is not what tools/api-tables.py writes")
    }
  }
}
