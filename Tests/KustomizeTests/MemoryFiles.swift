import Diagnostics
import Foundation
import Kustomize
import Manifests
import Synchronization
import YAML

/// A tree that stands in memory alone.
final class MemoryFiles: FileSource {
  private let files: [String: [UInt8]]
  private let links: Set<String>
  private let directories: [String: Set<String>]
  private let streams = Mutex<[String: YAMLStream]>([:])
  /// How often each file was asked for as YAML.
  let reads = Mutex<[String: Int]>([:])

  init(_ files: [String: String], binary: [String: [UInt8]] = [:], links: Set<String> = []) {
    self.files = files.mapValues { Array($0.utf8) }.merging(binary) { $1 }
    self.links = links
    var directories: [String: Set<String>] = ["": []]
    for path in self.files.keys + Array(links) {
      var child = path
      while !child.isEmpty {
        let parent = TreePath.directory(of: child)
        directories[parent, default: []].insert(TreePath.name(of: child))
        child = parent
      }
    }
    self.directories = directories
  }

  func kind(of path: String) -> PathKind {
    if links.contains(path) { return .symlink }
    return files[path] != nil ? .file : directories[path] != nil ? .directory : .missing
  }

  func bytes(of path: String) -> [UInt8]? { files[path] }

  func stream(of path: String) -> YAMLStream? {
    reads.withLock { $0[path, default: 0] += 1 }
    return streams.withLock { known in
      if let stream = known[path] { return stream }
      let stream = files[path].map { YAMLStream(SourceFile(path: path, bytes: $0)) }
      known[path] = stream
      return stream
    }
  }

  func names(in directory: String) -> [String] { (directories[directory] ?? []).sorted() }
}

/// Builds the directory of some files, in txtar form: `-- path --` before each.
func build(_ text: String, _ directory: String = "", overlay: FluxOverlay? = nil) -> Build {
  Builder(MemoryFiles(tree(text))).build(directory, overlay: overlay)
}

/// The files of a text in txtar form.
func tree(_ text: String) -> [String: String] {
  var files: [String: String] = [:]
  var path = ""
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.hasPrefix("-- "), line.hasSuffix(" --") {
      path = String(line.dropFirst(3).dropLast(3))
      files[path] = ""
    } else {
      files[path, default: ""] += line + "\n"
    }
  }
  return files
}

/// A ConfigMap of some name, and namespace where given.
func configMap(_ name: String, namespace: String? = nil) -> String {
  let place = namespace.map { "\n  namespace: \($0)" } ?? ""
  return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: \(name)\(place)"
}

/// The real kustomize, where the environment names one.
enum Kubectl {
  static let path = ProcessInfo.processInfo.environment["SCAFFOLD_KUBECTL"]

  /// How many random trees to compare: `SCAFFOLD_RANDOM_TREES`, else 2,000.
  static let count = ProcessInfo.processInfo.environment["SCAFFOLD_RANDOM_TREES"].flatMap { Int($0) } ?? 2000

  /// Where the random trees begin: `SCAFFOLD_RANDOM_SEED`, else by the clock.
  static let seed =
    ProcessInfo.processInfo.environment["SCAFFOLD_RANDOM_SEED"].flatMap { UInt64($0) }
    ?? UInt64(Date().timeIntervalSince1970)

  /// Where to leave the trees that are built differently: `SCAFFOLD_RANDOM_KEEP`.
  static let keep = ProcessInfo.processInfo.environment["SCAFFOLD_RANDOM_KEEP"]

  /// What `kubectl kustomize` prints for a directory of some files; where it refuses, only its reason.
  static func build(
    _ directory: String, of files: [String: String], binary: [String: [UInt8]] = [:]
  ) throws -> (yaml: String?, reason: String) {
    let root = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    try write(files, binary, to: root)
    return try build(directory, in: root)
  }

  /// The same for a directory of a tree on the disk.
  static func build(_ directory: String, in root: URL) throws -> (yaml: String?, reason: String) {
    guard let path else { return (nil, "") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["kustomize", "--load-restrictor", "LoadRestrictionsNone", directory]
    process.currentDirectoryURL = root
    let output = Pipe()
    process.standardOutput = output
    let reason = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: reason) }
    try Data().write(to: reason)
    process.standardError = try FileHandle(forWritingTo: reason)
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let isBuilt = process.terminationStatus == 0
    return (
      isBuilt ? String(decoding: data, as: UTF8.self) : nil, try String(contentsOf: reason, encoding: .utf8)
    )
  }

  static func write(_ files: [String: String], _ binary: [String: [UInt8]], to root: URL) throws {
    for (name, bytes) in files.mapValues({ Array($0.utf8) }).merging(binary, uniquingKeysWith: { $1 }) {
      let url = root.appending(path: name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
  }
}
