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
