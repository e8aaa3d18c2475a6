import Diagnostics
import Foundation
import Kustomize
import Manifests
import Testing
import YAML

/// The trees of `SCAFFOLD_CORPUS` against kustomize's ids in `SCAFFOLD_ORACLE`.
@Suite struct CorpusTests {
  private static let corpus = ProcessInfo.processInfo.environment["SCAFFOLD_CORPUS"]
  private static let oracle = ProcessInfo.processInfo.environment["SCAFFOLD_ORACLE"]

  private struct Record: Decodable {
    let dir: String
    let ok: Bool
    let errclass: String
    let ids: [String]
  }

  private static let causes: [String: BuildFailure.Cause] = [
    "helm-charts": .helmCharts, "remote-file-in-generator": .remote, "remote-resource": .remote,
    "missing-file": .missingFile, "left-out-of-corpus": .missingFile,
    "patch-target-missing": .patchWithoutTarget,
    "bad-yaml": .syntax, "bad-inline-patch": .patchSyntax,
  ]

  @Test(
    "every directory of the corpus yields kustomize's ids in its order, or fails for its reason",
    .enabled(if: corpus != nil && oracle != nil, "SCAFFOLD_CORPUS and SCAFFOLD_ORACLE do not name a corpus"))
  func ids() throws {
    let corpus = try #require(Self.corpus)
    let oracle = try #require(Self.oracle)
    for name in try FileManager.default.contentsOfDirectory(atPath: oracle)
    where name.hasSuffix(".jsonl") {
      let builder = Builder(DiskFiles(corpus + "/" + name.dropLast(6)))
      for line in try String(contentsOfFile: oracle + "/" + name, encoding: .utf8).split(
        separator: "\n")
      {
        let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
        let build = builder.build(record.dir == "." ? "" : record.dir)
        let place: Testing.Comment = "\(name.dropLast(6))/\(record.dir)"
        if record.ok {
          #expect(build.failures.map(\.message) == [], place)
          #expect(build.objects.map(\.id.description) == record.ids, place)
        } else if let cause = Self.causes[record.errclass] {
          #expect(build.failures.contains { $0.cause == cause }, place)
        }
      }
    }
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
