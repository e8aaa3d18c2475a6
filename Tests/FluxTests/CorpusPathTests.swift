import Diagnostics
import Flux
import Foundation
import Kustomize
import Manifests
import Testing
import YAML

/// Where the Flux Kustomizations of the trees of `SCAFFOLD_CORPUS` lead.
@Suite struct CorpusPathTests {
  private static let corpus = ProcessInfo.processInfo.environment["SCAFFOLD_CORPUS"]

  /// A tree of the disk, with everything judged.
  private func tree(at root: URL) -> Tree {
    let walk = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    let files = walk.compactMap { path -> Tree.File? in
      let full = root.appending(path: path).path
      let type = try? FileManager.default.attributesOfItem(atPath: full)[.type] as? FileAttributeType
      if type == .typeSymbolicLink { return Tree.File(path: path, content: .symlink) }
      guard type == .typeRegular else { return nil }
      guard TreePath.isYAML(path) || TreePath.isKustomization(path),
        let data = FileManager.default.contents(atPath: full)
      else { return Tree.File(path: path, content: .other) }
      return Tree.File(path: path, content: .yaml(YAMLStream(SourceFile(path: path, bytes: [UInt8](data)))))
    }
    return Tree(files) { path in
      FileManager.default.contents(atPath: root.appending(path: path).path).map { [UInt8]($0) }
    }
  }

  @Test(
    "a path into its own repository builds, or why it does not is true",
    .enabled(if: corpus != nil, "SCAFFOLD_CORPUS does not name a corpus"))
  func reasons() throws {
    let corpus = URL(fileURLWithPath: try #require(Self.corpus))
    var counts: [String: Int] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: corpus.path).sorted() {
      let root = corpus.appending(path: name)
      let tree = tree(at: root)
      for cluster in ClusterBuilder(tree, builder: Builder(tree)).clusters() {
        for kustomization in cluster.kustomizations {
          for reason in self.reasons(of: kustomization, in: root) {
            counts[reason, default: 0] += 1
            if ProcessInfo.processInfo.environment["SCAFFOLD_CORPUS_PATHS"] != nil {
              print("\(name) \(cluster.name) \(kustomization.key): \(reason)")
            }
          }
        }
      }
    }
    for (reason, count) in counts.sorted(by: { $0.key < $1.key }) { print("Flux paths: \(count) \(reason)") }
    #expect((counts["builds"] ?? 0) > 1000)
  }

  /// "builds", "elsewhere", or the classes of what stands in the way, each held against the disk.
  private func reasons(of kustomization: FluxKustomization, in root: URL) -> Set<String> {
    func exists(_ path: String) -> Bool {
      FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }
    let place: Testing.Comment = "\(root.lastPathComponent): \(kustomization.key)"
    switch kustomization.location {
    case .elsewhere: return ["elsewhere"]
    case .escapes: return ["escapes"]
    case .missing(let path):
      #expect(!exists(path), place)
      return ["missing directory"]
    case .file(let path):
      #expect(exists(path), place)
      return ["file"]
    case .directory(let path):
      #expect(exists(path), place)
      for failure in kustomization.failures where failure.cause == .missingFile {
        let text = (try? String(contentsOf: root.appending(path: failure.range.path), encoding: .utf8)) ?? ""
        let entry = String(decoding: Array(text.utf8)[failure.range.bytes], as: UTF8.self)
        let target = TreePath.resolve(
          entry.trimmingCharacters(in: ["\"", "'"]), from: TreePath.directory(of: failure.range.path))
        #expect(target.map(exists) != true, "\(root.lastPathComponent): \(failure)")
      }
      let failures = Set(kustomization.failures.map { "\($0.cause)" })
      return failures.isEmpty ? ["builds"] : failures
    }
  }
}
