import Foundation

/// The program strace: what the binary asks of the system, and a system that kills it or refuses at a chosen call.
enum Strace {
  static let url = URL(fileURLWithPath: "/usr/bin/strace")

  /// Whether it is there and may trace.
  static let isUsable: Bool = {
    guard FileManager.default.isExecutableFile(atPath: url.path) else { return false }
    let run = try? Program.run(url, ["-o", "/dev/null", "/bin/true"], in: URL(fileURLWithPath: "/"))
    return run?.status == 0
  }()

  /// The calls that change the disk, but for the making of files: what comes behind it stands for it.
  static let changes = ["mkdirat", "write", "fsync", "renameat", "linkat", "unlinkat", "fchmod"]

  /// One call of a run: its name, and its number among those of the name, from 1.
  struct Call: Hashable {
    let name: String
    let number: Int
  }

  /// Those calls of a run that change the disk, in order; the run is as it would be without.
  static func calls(_ arguments: [String], in folder: String) throws -> [Call] {
    let scratch = try Scratch()
    let log = scratch.url("log")
    let run = try Program.run(
      url,
      ["-o", log.path, "-e", "trace=" + changes.joined(separator: ","), Program.scaffold.path] + arguments,
      in: URL(fileURLWithPath: folder))
    guard run.status == 0 else { throw Failure(description: "status \(run.status): \(run.out)\(run.err)") }
    var counts: [String: Int] = [:]
    return try scratch.text("log").split(separator: "\n").compactMap { line in
      let name = String(line.prefix { $0 != "(" })
      // What goes to the standard streams changes no disk.
      guard changes.contains(name) else { return nil }
      counts[name, default: 0] += 1
      guard !line.hasPrefix("write(1, "), !line.hasPrefix("write(2, ") else { return nil }
      return Call(name: name, number: counts[name] ?? 0)
    }
  }

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// Runs the binary in a system that does something else at one call, with no signal blocked: the threads that tests
  /// run on block those that ask a program to end, and a child inherits that.
  /// - Parameter what: as strace writes it: `signal=KILL`, `error=ENOSPC`.
  static func run(_ arguments: [String], in folder: String, at call: Call, _ what: String) throws
    -> Program.Run
  {
    try Program.run(
      URL(fileURLWithPath: "/usr/bin/env"),
      [
        "--default-signal=INT,TERM", url.path, "-o", "/dev/null", "-e", "trace=" + call.name, "-e",
        "inject=\(call.name):\(what):when=\(call.number)",
        Program.scaffold.path,
      ] + arguments, in: URL(fileURLWithPath: folder))
  }
}
