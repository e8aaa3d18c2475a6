import Diagnostics
import Foundation
import Testing
import YAML

/// Where the tests find what is not part of the project; `.ci/run` sets both.
enum Outside {
  /// The unpacked trees of real repositories, one folder each.
  static let corpus = ProcessInfo.processInfo.environment["SCAFFOLD_CORPUS"]
  /// The folder that tools/get-parts.sh fills.
  static let parts = ProcessInfo.processInfo.environment["SCAFFOLD_PARTS"]

  /// What a Python program, given some paths on its standard input, prints; one JSON value a line.
  static func python(_ program: String, _ paths: [String]) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: (parts ?? "") + "/venv/bin/python")
    process.arguments = ["-c", program]
    let list = FileManager.default.temporaryDirectory.appendingPathComponent("paths-\(UUID().uuidString)")
    try paths.joined(separator: "\n").write(to: list, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: list) }
    process.standardInput = try FileHandle(forReadingFrom: list)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    try #require(lines.count == paths.count, "the program gives one line a path")
    return lines
  }

  /// The files below a folder with one of some endings, sorted.
  static func files(below folder: String, endings: [String]) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { name in endings.contains { name.hasSuffix($0) } }.sorted().map { folder + "/" + $0 }
  }

  static func stream(_ path: String) throws -> YAMLStream {
    YAMLStream(SourceFile(path: path, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path)))))
  }
}

@Suite struct OutsideReferenceTests {
  /// Reads each file with libyaml as PyYAML binds it: `true` or `false`, whether its events come without an error.
  private static let events = """
    import sys, yaml
    for path in sys.stdin.read().splitlines():
        try:
            for event in yaml.parse(open(path, 'rb'), Loader=yaml.CSafeLoader): pass
            print('true')
        except Exception: print('false')
    """

  /// The start of each scalar without anchor or tag, as the parser written in Python counts it: `line:column` from 0.
  private static let places = """
    import sys, yaml
    for path in sys.stdin.read().splitlines():
        found = []
        try:
            for event in yaml.parse(open(path, encoding='utf-8-sig', newline=''), Loader=yaml.SafeLoader):
                if isinstance(event, yaml.ScalarEvent) and not event.anchor and not event.tag and event.value:
                    found.append('%d:%d' % (event.start_mark.line, event.start_mark.column))
        except Exception: found = []
        print(' '.join(found) or '-')
    """

  @Test(.enabled(if: Outside.parts != nil, "needs the programs of tools/get-parts.sh"))
  func `PyYAML's own test data is accepted and refused as libyaml does, but for what we refuse on purpose`()
    throws
  {
    let folder = (Outside.parts ?? "") + "/pyyaml/tests/legacy_tests/data"
    let paths = Outside.files(
      below: folder, endings: [".data", ".canonical", ".loader-error", ".stream-error"])
    try #require(paths.count > 300)
    let verdicts = try Outside.python(Self.events, paths)
    var stricter: [String] = []
    for (path, verdict) in zip(paths, verdicts) {
      let error = try Outside.stream(path).error
      if verdict == "true", let error {
        // UTF-16 has no byte ranges; an alias without an anchor before it is refused by every composer.
        if error.kind != .encoding, error.kind != .alias { stricter.append("\(path): \(error.message)") }
      } else {
        #expect((error == nil) == (verdict == "true"), "\(path): \(error?.message ?? "accepted")")
      }
    }
    #expect(stricter.isEmpty, "\(stricter)")
  }

  @Test(
    .enabled(if: Outside.parts != nil && Outside.corpus != nil, "needs the corpus and tools/get-parts.sh"))
  func `every file of the corpus is accepted or refused as libyaml does`() throws {
    let paths = Outside.files(below: Outside.corpus ?? "", endings: [".yaml", ".yml"])
    try #require(paths.count > 5000)
    let verdicts = try Outside.python(Self.events, paths)
    for (path, verdict) in zip(paths, verdicts) {
      let error = try Outside.stream(path).error
      guard error?.kind != .alias else { continue }
      #expect((error == nil) == (verdict == "true"), "\(path): \(error?.message ?? "accepted")")
    }
  }

  @Test(
    .enabled(if: Outside.parts != nil && Outside.corpus != nil, "needs the corpus and tools/get-parts.sh"))
  func `line and column of every scalar of sampled files equal an independent count`() throws {
    let all = Outside.files(below: Outside.corpus ?? "", endings: [".yaml", ".yml"])
    let paths = stride(from: 0, to: all.count, by: 12).map { all[$0] }.filter {
      let size = (try? FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int) ?? 0
      return size < 60_000
    }
    var compared = 0
    for (path, line) in zip(paths, try Outside.python(Self.places, paths)) where line != "-" {
      let stream = try Outside.stream(path)
      guard stream.error == nil else { continue }
      let table = LineTable(stream.source.bytes)
      var ours: Set<String> = []
      for document in stream.documents {
        document.root?.forEachDescendant { node in
          guard node.kind == .scalar, !node.isAlias else { return }
          let place = table.location(at: node.bytes.lowerBound)
          ours.insert("\(place.line - 1):\(place.column - 1)")
        }
      }
      let theirs = line.split(separator: " ").map(String.init)
      compared += theirs.count
      let missing = theirs.filter { !ours.contains($0) }
      #expect(missing.isEmpty, "\(path): \(missing.prefix(3))")
    }
    #expect(compared > 10_000)
    print("compared the places of \(compared) scalars in \(paths.count) files")
  }
}
