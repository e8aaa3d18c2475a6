import Foundation

/// The built binary, run as a user runs it.
enum Program {
  struct Run {
    let status: Int32
    let outBytes: Data
    let err: String

    var out: String { String(decoding: outBytes, as: UTF8.self) }
  }

  /// Beside the test bundle.
  static var scaffold: URL {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<4 {
      let binary = folder.appendingPathComponent("scaffold")
      if FileManager.default.isExecutableFile(atPath: binary.path) { return binary }
      folder = folder.deletingLastPathComponent()
    }
    return folder.appendingPathComponent("scaffold")
  }

  static func scaffold(
    _ arguments: String..., in folder: URL, input: String? = nil, environment: [String: String] = [:]
  ) throws -> Run {
    try run(scaffold, arguments, in: folder, input: input, environment: environment)
  }

  /// Runs any program; its output goes through files, so that no pipe can fill up.
  static func run(
    _ program: URL, _ arguments: [String], in folder: URL, input: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Run {
    let scratch = try Scratch()
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (out, err, text) = (scratch.url("out"), scratch.url("err"), scratch.url("in"))
    for (file, content) in [(out, ""), (err, ""), (text, input ?? "")] {
      try Data(content.utf8).write(to: file)
    }
    process.standardInput = try FileHandle(forReadingFrom: text)
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, outBytes: try Data(contentsOf: out),
      err: String(decoding: try Data(contentsOf: err), as: UTF8.self))
  }

  /// Runs git with a name and an address of its own.
  @discardableResult
  static func git(
    _ arguments: String..., in folder: URL, environment: [String: String] = [:]
  ) throws -> Run {
    try run(
      URL(fileURLWithPath: "/usr/bin/git"),
      ["-c", "user.name=test", "-c", "user.email=test@example.com"] + arguments, in: folder,
      environment: environment)
  }

  /// A program of the folder that SCAFFOLD_PARTS names; nil where there is none.
  static func part(_ name: String) -> URL? {
    ProcessInfo.processInfo.environment["SCAFFOLD_PARTS"].map { folder in
      URL(fileURLWithPath: folder).appendingPathComponent("bin/\(name)")
    }.flatMap { FileManager.default.isExecutableFile(atPath: $0.path) ? $0 : nil }
  }
}

/// A folder that goes away with the value.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("scaffold-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url(path)), as: UTF8.self)
  }

  func write(_ path: String, _ text: String) throws {
    let file = url(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Replaces a part of a file.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    try write(path, try text(path).replacingOccurrences(of: old, with: new))
  }
}
