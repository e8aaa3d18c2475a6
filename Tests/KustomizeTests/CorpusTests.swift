import Diagnostics
import Foundation
import Kustomize
import Manifests
import Testing
import YAML

/// The trees of `SCAFFOLD_CORPUS` against kustomize's ids in `SCAFFOLD_ORACLE`.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["SCAFFOLD_CORPUS"] != nil
      && ProcessInfo.processInfo.environment["SCAFFOLD_ORACLE"] != nil,
    "SCAFFOLD_CORPUS and SCAFFOLD_ORACLE do not name a corpus"))
struct CorpusTests {
  private static let corpus = ProcessInfo.processInfo.environment["SCAFFOLD_CORPUS"]
  private static let oracle = ProcessInfo.processInfo.environment["SCAFFOLD_ORACLE"]

  private struct Record: Decodable {
    let dir: String
    let ok: Bool
    let errclass: String
    let ids: [String]

    var directory: String { dir == "." ? "" : dir }
  }

  private static let causes: [String: BuildFailure.Cause] = [
    "helm-charts": .helmCharts, "remote-file-in-generator": .remote, "remote-resource": .remote,
    "missing-file": .missingFile, "left-out-of-corpus": .missingFile,
    "patch-target-missing": .patchWithoutTarget,
    "bad-yaml": .syntax, "bad-inline-patch": .patchSyntax,
  ]

  /// The directories that kustomize was asked to build, by tree.
  private func records() throws -> [(tree: String, records: [Record])] {
    let oracle = try #require(Self.oracle)
    let names = try FileManager.default.contentsOfDirectory(atPath: oracle)
    return try names.filter { $0.hasSuffix(".jsonl") }.sorted().map { name in
      let lines = try String(contentsOfFile: oracle + "/" + name, encoding: .utf8).split(separator: "\n")
      return (
        String(name.dropLast(6)), try lines.map { try JSONDecoder().decode(Record.self, from: Data($0.utf8)) }
      )
    }
  }

  @Test("every directory of the corpus yields kustomize's ids in its order, or fails for its reason")
  func ids() throws {
    let corpus = try #require(Self.corpus)
    for (tree, records) in try records() {
      let builder = Builder(DiskFiles(corpus + "/" + tree))
      for record in records {
        let build = builder.build(record.directory)
        let place: Testing.Comment = "\(tree)/\(record.dir)"
        if record.ok {
          #expect(build.failures.map(\.message) == [], place)
          #expect(build.objects.map(\.id.description) == record.ids, place)
        } else if let cause = Self.causes[record.errclass] {
          #expect(build.failures.contains { $0.cause == cause }, place)
        }
      }
    }
  }

  @Test(
    "directories of the corpus build to the very text that kustomize prints",
    .enabled(if: Kubectl.path != nil, "SCAFFOLD_KUBECTL does not name a kubectl"))
  func texts() throws {
    let corpus = try #require(Self.corpus)
    // Every directory takes two minutes: a run takes a share of them, another with each seed.
    let step = ProcessInfo.processInfo.environment["SCAFFOLD_CORPUS_STEP"].flatMap { Int($0) } ?? 16
    let start = Int(Kubectl.seed % UInt64(step))
    print("directories of the corpus: every \(step)th from \(start)")
    var compared = 0
    for (tree, records) in try records() {
      let root = URL(fileURLWithPath: corpus + "/" + tree)
      let builder = Builder(DiskFiles(root.path))
      for record in records.filter(\.ok).enumerated().filter({ $0.offset % step == start }).map(\.element) {
        let theirs = try Kubectl.build(record.dir, in: root)
        // What lies outside of the tree in a whole clone, kustomize reads from the disk.
        guard let text = theirs.yaml else { continue }
        #expect(builder.build(record.directory).yaml == text, "\(tree)/\(record.dir)")
        compared += 1
      }
    }
    print("directories of the corpus compared: \(compared)")
    #expect(compared > 900 / step)
  }

  @Test("every object of the corpus names the file and the line that it is written at")
  func places() throws {
    let corpus = try #require(Self.corpus)
    var checked = 0
    for (tree, records) in try records() {
      let files = DiskFiles(corpus + "/" + tree)
      let builder = Builder(files)
      var written = WrittenFiles(files)
      for record in records where record.ok {
        let objects = builder.build(record.directory).objects
        let text = jsonText(of: objects) { written.line(of: $0) }
        for object in try JSONDecoder().decode([Placed].self, from: Data(text.utf8)) {
          let problem = written.problem(of: object)
          #expect(problem == nil, "\(tree)/\(record.dir): \(object.kind) \(object.name): \(problem ?? "")")
          checked += 1
        }
      }
    }
    print("objects of the corpus whose places were checked: \(checked)")
    #expect(checked > 6000)
  }
}

/// What `--format json` says of one object.
private struct Placed: Decodable {
  struct Source: Decodable {
    let file: String
    let line: Int
  }
  let kind: String
  let name: String
  let source: Source
}

/// The lines of files, to hold places against: the text from a line to the next `---`, read without a YAML reader.
private struct WrittenFiles {
  private let files: DiskFiles
  private var lines: [String: [Substring]] = [:]

  init(_ files: DiskFiles) { self.files = files }

  mutating func line(of place: SourceRange) -> Int? {
    guard let bytes = files.bytes(of: place.path) else { return nil }
    return bytes[..<min(place.bytes.lowerBound, bytes.count)].count { $0 == 0x0A } + 1
  }

  /// Why an object cannot be written there; nil where it can.
  mutating func problem(of object: Placed) -> String? {
    let path = object.source.file
    if lines[path] == nil {
      guard let bytes = files.bytes(of: path) else { return "\(path) is not there" }
      lines[path] = String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
    }
    let all = lines[path] ?? []
    guard all.indices.contains(object.source.line - 1) else {
      return "\(path) has no line \(object.source.line)"
    }
    let start = all[(object.source.line - 1)...]
    // An object may begin at its `---`.
    let document = start.prefix(1) + start.dropFirst().prefix { !$0.hasPrefix("---") }
    let words = Set(document.flatMap { $0.split { " \t\"',{}[]-:=".contains($0) }.map(String.init) })
    let name = object.name.split { " \t\"',{}[]-:=".contains($0) }.map(String.init)
    // Prefixes, suffixes and hashes add to a name, so that a part of it must stand there.
    // A Namespace takes the name that the field `namespace` gives.
    guard object.kind == "Namespace" || name.contains(where: words.contains) else {
      return "\(path):\(object.source.line) has no part of its name"
    }
    let isGenerated = ["ConfigMap", "Secret"].contains(object.kind) && !words.contains(object.kind)
    guard !isGenerated else {
      let isGenerator = all.contains { $0.hasPrefix("configMapGenerator") || $0.hasPrefix("secretGenerator") }
      return isGenerator ? nil : "\(path) has no generator"
    }
    return words.contains(object.kind) ? nil : "\(path):\(object.source.line) has no kind \(object.kind)"
  }
}

/// A tree on the disk.
final class DiskFiles: FileSource {
  private let root: String

  init(_ root: String) { self.root = root }

  func kind(of path: String) -> PathKind {
    let full = root + "/" + path
    guard let type = try? FileManager.default.attributesOfItem(atPath: full)[.type] as? FileAttributeType
    else {
      return .missing
    }
    return type == .typeDirectory ? .directory : type == .typeSymbolicLink ? .symlink : .file
  }

  func bytes(of path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: root + "/" + path).map { [UInt8]($0) }
  }

  func stream(of path: String) -> YAMLStream? {
    bytes(of: path).map { YAMLStream(SourceFile(path: path, bytes: $0)) }
  }

  func names(in directory: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root + "/" + directory)) ?? []).sorted()
  }
}
