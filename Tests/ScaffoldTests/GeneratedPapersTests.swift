import Foundation
import Testing

/// The console blocks of the papers: behind a line `<!-- output of: COMMAND -->` stands what the command prints now.
@Suite struct GeneratedPapersTests {
  private static let papers = ["README.md", "docs/lint.md"].filter {
    FileManager.default.fileExists(atPath: RealProgram.package + "/" + $0)
  }

  @Test(arguments: papers)
  func `a paper shows what the commands print now`(_ paper: String) throws {
    let path = RealProgram.package + "/" + paper
    let written = try String(contentsOfFile: path, encoding: .utf8)
    let expected = try refreshed(written)
    if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
      try expected.write(to: URL(fileURLWithPath: path), atomically: true, encoding: .utf8)
    } else {
      #expect(written == expected, "\(paper) is out of date: run 'make generate'")
    }
  }

  private func refreshed(_ text: String) throws -> String {
    var lines: [String] = []
    var rest = text.components(separatedBy: "\n")[...]
    let prefix = "<!-- output of: "
    while let line = rest.popFirst() {
      lines.append(line)
      guard line.hasPrefix(prefix), line.hasSuffix(" -->") else { continue }
      let command = String(line.dropFirst(prefix.count).dropLast(4))
      rest = rest.drop { $0.isEmpty }
      if rest.first?.hasPrefix("```") == true {
        rest = rest.dropFirst().drop { !$0.hasPrefix("```") }.dropFirst()
      }
      let result = try RealProgram.bash(command)
      #expect(result.out.isEmpty == false, "'\(command)' prints nothing: \(result.err)")
      lines +=
        ["```console"] + result.out.trimmingCharacters(in: .newlines).components(separatedBy: "\n") + ["```"]
      if rest.first?.isEmpty == false { lines.append("") }
    }
    return lines.joined(separator: "\n")
  }
}
