import Foundation
import Testing

/// The binary on a terminal of its own, which the program `script` of util-linux makes.
@Suite struct TerminalTests {
  private func terminal(
    _ command: String, in tree: Scratch, environment: [String: String] = [:]
  ) throws -> Program.Run {
    try Program.run(
      URL(fileURLWithPath: "/usr/bin/script"),
      ["-q", "-e", "-c", "'\(Program.scaffold.path)' \(command)", "/dev/null"], in: tree.folder,
      environment: ["TERM": "xterm-256color", "NO_COLOR": ""].merging(environment) { $1 })
  }

  @Test func `a terminal gets colours, and places that are links`() throws {
    let tree = try SampleTree.broken()
    let run = try terminal("lint", in: tree)
    #expect(run.status == 1)
    #expect(run.out.contains(": \u{1B}[31merror\u{1B}[0m: "))
    let root = try Program.run(URL(fileURLWithPath: "/bin/pwd"), ["-P"], in: tree.folder).out
    let path = "\(SampleTree.folder)/repo.yaml"
    let link = "\u{1B}]8;;file://\(root.trimmingCharacters(in: .newlines))/\(path)\u{1B}\\"
    #expect(run.out.contains("\(link)\(path):10:11\u{1B}]8;;\u{1B}\\: "), "\(run.out.debugDescription)")
    // Without what a terminal adds, it is what a file gets.
    let plain = try Program.scaffold("lint", in: tree.folder).out
    let stripped = run.out.replacingOccurrences(
      of: "\u{1B}(\\[[0-9;]*[mK]|\\]8;;[^\u{1B}]*\u{1B}\\\\)", with: "", options: .regularExpression)
    #expect(stripped.replacingOccurrences(of: "\r\n", with: "\n").hasSuffix(plain))
  }

  static let plain: [(flags: String, environment: [String: String])] = [
    ("", ["NO_COLOR": "1"]), ("", ["TERM": "dumb"]), ("--color never", [:]),
    ("--format json", [:]), ("--format github", [:]),
  ]

  @Test(arguments: plain.indices)
  func `NO_COLOR, a dumb terminal, --color never and the other formats stay plain`(_ index: Int) throws {
    let tree = try SampleTree.broken()
    let call = Self.plain[index]
    // The line of a work that lasts is no part of the report.
    let run = try terminal("lint -q \(call.flags)", in: tree, environment: call.environment)
    #expect(run.status == 1)
    #expect(!run.out.contains("\u{1B}"), "\(run.out.debugDescription)")
  }

  @Test func `a work that lasts shows a line, which goes away before the report; -q and a file get none`()
    throws
  {
    let tree = try SampleTree.clean()
    let data = (0..<400_000).map { "  key-\($0): v\n" }.joined()
    let head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: large, namespace: default}\ndata:\n"
    // As many files as it takes to last.
    var (files, seconds) = (0, 0.0)
    while seconds < 1.5, files < 12 {
      files += 1
      try tree.write("large-\(files)/map.yaml", head + data)
      let start = Date()
      #expect(try Program.scaffold("lint", in: tree.folder).err.isEmpty)
      seconds = Date().timeIntervalSince(start)
    }
    let line = "checking the tree …"
    let run = try terminal("lint", in: tree)
    #expect(run.out.hasPrefix(line + "\r\u{1B}[K"), "\(run.out.prefix(200).debugDescription)")
    #expect(run.out.components(separatedBy: line).count == 2)
    #expect(run.out.hasSuffix(" in \(3 + files) files (1 suppressed)\r\n"))
    #expect(try terminal("lint -q", in: tree).out.contains(line) == false)
  }

  @Test func `the problem matcher of the paper takes every finding, and nothing else`() throws {
    let paper = try String(contentsOfFile: RealProgram.package + "/docs/ci.md", encoding: .utf8)
    let block = try #require(
      paper.components(separatedBy: "```json\n").dropFirst().first { $0.contains("problemMatcher") })
    let json = Data(block.components(separatedBy: "```")[0].utf8)
    let tasks = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])["tasks"]
    let matcher = try #require((tasks as? [[String: Any]])?.first?["problemMatcher"] as? [String: Any])
    let pattern = try #require(matcher["pattern"] as? [String: Any])
    let expression = try NSRegularExpression(pattern: try #require(pattern["regexp"] as? String))
    let tree = try SampleTree.broken()
    let text = try Program.scaffold("lint", "--color", "never", in: tree.folder).out
    let found = text.split(separator: "\n").compactMap { line -> [String]? in
      let line = String(line)
      guard let match = expression.firstMatch(in: line, range: NSRange(line.startIndex..., in: line)) else {
        return nil
      }
      return ["file", "line", "column", "severity", "message", "code"].compactMap { key in
        (pattern[key] as? Int).flatMap { Range(match.range(at: $0), in: line) }.map { String(line[$0]) }
      }
    }
    let report = try JSONReport(Program.scaffold("lint", "--format", "json", in: tree.folder))
    #expect(
      found
        == report.diagnostics.map {
          [
            $0.file, "\($0.range.start.line)", "\($0.range.start.column)", $0.severity, $0.message, $0.rule,
          ]
        })
  }
}
