import Foundation
import Manifests

/// What the real kustomize says of a bed's mutants: the bed is written out once, and one file changed at a time.
final class KustomizeOracle {
  /// The program, where the environment names one.
  static let kubectl = ProcessInfo.processInfo.environment["SCAFFOLD_KUBECTL"]

  private let root: URL

  init(_ bed: Bed) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "scaffold-bench-\(UUID().uuidString)")
    for file in bed.files { try write(bed.bytes(file.path), to: file.path) }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let url = root.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Whether kustomize builds a directory of a mutant.
  func verdict(of mutant: Mutant, in directory: String) throws -> Defect.Verdict {
    let url = root.appending(path: mutant.path)
    let before = try? Data(contentsOf: url)
    try write(mutant.content, to: mutant.path)
    defer {
      if let before { try? before.write(to: url) } else { try? FileManager.default.removeItem(at: url) }
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.kubectl ?? "")
    process.arguments = ["kustomize", "--load-restrictor", "LoadRestrictionsNone", directory]
    process.currentDirectoryURL = root
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? .builds : .refuses
  }
}
