import Foundation
import Testing

@testable import Labs

/// The folder Templates, and the Swift file that is generated from it.
enum TemplateFolder {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let generated = package.appendingPathComponent("Sources/Labs/EmbeddedTemplates.swift")

  /// The files below Templates by their path, without the tests of labs.
  static func files() throws -> [String: String] {
    let folder = package.appendingPathComponent("Templates")
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    var files: [String: String] = [:]
    while let file = found?.nextObject() as? URL {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      let path = String(file.standardizedFileURL.path.dropFirst(folder.standardizedFileURL.path.count + 1))
      guard !path.contains("/tests/"), !path.hasPrefix(".") else { continue }
      files[path] = try String(contentsOf: file, encoding: .utf8)
    }
    return files
  }

  static func source(of files: [String: String]) -> String {
    let entries = files.keys.sorted().map { path in
      let lines = (files[path] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      let body = lines.map { $0.isEmpty ? "" : "      " + $0 }.joined(separator: "\n")
      return "    \"\(path)\": #\"\"\"\n\(body)\n      \"\"\"#,\n"
    }
    return """
      // Generated from the folder Templates by `make generate`; do not edit.

      /// The files of the labs that are part of the program, by path.
      enum EmbeddedTemplates {
        // swift-format-ignore
        static let files: [String: String] = [
      \(entries.joined())  ]
      }

      """
  }
}

@Suite struct GeneratedTemplatesTests {
  @Test func `the embedded templates are those of the folder Templates`() throws {
    let source = TemplateFolder.source(of: try TemplateFolder.files())
    if ProcessInfo.processInfo.environment["UPDATE"] != nil {
      try source.write(to: TemplateFolder.generated, atomically: true, encoding: .utf8)
    }
    #expect(
      try String(contentsOf: TemplateFolder.generated, encoding: .utf8) == source, "run 'make generate'")
  }
}
