import Foundation

/// The binary that was built beside the tests, run as a user runs it.
enum RealProgram {
  /// The folder of the package.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The folder that the test bundle and the binary were built into.
  static let folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent()
    .path

  struct Result {
    let status: Int32
    let out: String
    let err: String
  }

  /// Runs a line of bash in a folder, `scaffold` on its path, nothing on its standard input.
  static func bash(_ line: String, in directory: String = package) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = folder + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["NO_COLOR"] = "1"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: nothing can block on a full one.
    let files = (0..<2).map { _ in
      let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      return path
    }
    defer { for file in files { try? FileManager.default.removeItem(atPath: file) } }
    process.standardOutput = FileHandle(forWritingAtPath: files[0])
    process.standardError = FileHandle(forWritingAtPath: files[1])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
    return Result(status: process.terminationStatus, out: texts[0], err: texts[1])
  }
}
