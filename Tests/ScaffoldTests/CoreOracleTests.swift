import Foundation
import Testing

/// What the program says of Kubernetes' own kinds against JSON Schema validation by another program: the documents of real
/// trees as they are, and each once more with a mistake put in.
@Suite(.enabled(if: CorpusGateTests.folder != nil && Program.schemaPython != nil))
struct CoreOracleTests {
  static let script = GeneratedFilesTests.package.appendingPathComponent(
    "Tests/Support/jsonschema-verdicts.py")

  struct Row: Decodable {
    let file: String
    let kind: String
    let from: String
    let valid: Bool
    let errors: [String]
    /// The path of the mistake; nil for a document as it is.
    let mistake: String?
  }

  /// The rules that say what a schema says.
  static let rules = [
    "api-type", "api-unknown-field", "api-required", "api-enum", "api-value", "api-duration",
    "api-label-type",
    // Speaks for api-type where the value is a Secret's.
    "sec-data-non-string",
  ]

  private func rows(in scratch: Scratch) throws -> [Row] {
    let run = try Program.run(
      try #require(Program.schemaPython),
      [Self.script.path, try #require(CorpusGateTests.folder).path, scratch.folder.path, "2000"],
      in: scratch.folder)
    try #require(run.status == 0, "\(run.err)")
    let text = try scratch.text("verdicts.jsonl")
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
  }

  /// Why the two may differ on an error of the other program; nil where they may not.
  private func explanation(_ error: String, _ row: Row) -> String? {
    // The schema inside a CustomResourceDefinition is taken as anything: it is large and made by programs.
    if row.kind.hasSuffix(" CustomResourceDefinition"), error.contains("openAPIV3Schema") {
      return "schema in a definition"
    }
    // What the API server writes itself is passed over.
    if error.hasPrefix("status") || error.hasPrefix("metadata.managedFields") { return "of the server" }
    return nil
  }

  @Test func `core documents, as they are and with a mistake, get the verdict of JSON Schema validation`()
    throws
  {
    let scratch = try Scratch()
    let rows = try rows(in: scratch)
    try scratch.write(".lintrc", "exclude: []\n")
    let run = try Program.scaffold(
      "lint", "--format", "json", "--fail-on", "never", "--select", Self.rules.joined(separator: ","),
      in: scratch.folder)
    let found = Dictionary(grouping: try JSONReport(run).diagnostics, by: \.file)
    var differing: [String] = []
    var explained: [String: Int] = [:]
    for row in rows {
      let reasons = row.errors.map { explanation($0, row) }
      for case let reason? in reasons { explained[reason, default: 0] += 1 }
      let isValid = !reasons.contains(nil)
      let own = found[row.file] ?? []
      if isValid != own.isEmpty {
        differing.append(
          "\(row.file) of \(row.from), \(row.kind), mistake at \(row.mistake ?? "none"): \(row.errors), here \(own.map(\.message))"
        )
      }
    }
    let misplaced = rows.filter { row in
      guard let mistake = row.mistake, row.errors.count == 1, row.errors[0].hasPrefix(mistake + ": "),
        explanation(row.errors[0], row) == nil, let field = mistake.split(separator: ".").last
      else { return false }
      return !(found[row.file] ?? []).contains { $0.message.contains(field) }
    }
    #expect(misplaced.isEmpty, "\(misplaced.prefix(5).map { "\($0.mistake ?? "") of \($0.from)" })")
    #expect(differing.isEmpty, "\(differing.count): \(differing.prefix(20).joined(separator: "\n"))")
    #expect(rows.filter { $0.mistake == nil }.count > 1_500)
    #expect(rows.filter { $0.mistake != nil && !$0.valid }.count > 1_000)
    #expect(explained.values.reduce(0, +) < rows.count / 10, "\(explained)")
  }
}

extension Program {
  /// The interpreter that has the packages kubernetes-validate and jsonschema.
  static let schemaPython = ProcessInfo.processInfo.environment["SCAFFOLD_PARTS"].map {
    URL(fileURLWithPath: $0).appendingPathComponent("venv/bin/python")
  }.flatMap { FileManager.default.isExecutableFile(atPath: $0.path) ? $0 : nil }
}
