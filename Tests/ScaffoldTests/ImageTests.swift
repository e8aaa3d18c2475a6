import Foundation
import Testing

/// What the Dockerfile makes, as far as it shows without a container engine.
@Suite struct ImageTests {
  private static let release = ProcessInfo.processInfo.environment["SCAFFOLD"].map {
    URL(fileURLWithPath: $0)
  }

  /// Whether a process may have a disk of its own here, which not every container grants.
  private static let isGranted = {
    let probe = try? Program.run(
      URL(fileURLWithPath: "/usr/bin/unshare"),
      ["--map-root-user", "-m", "-p", "-f", "mount", "-t", "proc", "proc", "/proc"],
      in: URL(fileURLWithPath: "/"))
    return probe?.status == 0
  }()

  @Test(.enabled(if: release != nil && isGranted))
  func `the release binary runs where there is no other file, as in an image from scratch`() throws {
    let release = try #require(Self.release)
    let image = try Scratch()
    let tree = try SampleTree.broken()
    try FileManager.default.copyItem(at: release, to: image.url("scaffold"))
    try FileManager.default.copyItem(at: tree.folder, to: image.url("tree"))
    // Engines mount /proc in every container, and Swift's runtime wants it.
    try FileManager.default.createDirectory(at: image.url("proc"), withIntermediateDirectories: false)
    func inside(_ arguments: String...) throws -> Program.Run {
      let line = "mount -t proc proc \"$0/proc\" && exec chroot \"$0\" /scaffold \"$@\""
      return try Program.run(
        URL(fileURLWithPath: "/usr/bin/unshare"),
        ["--map-root-user", "-m", "-p", "-f", "/bin/bash", "-c", line, image.folder.path] + arguments,
        in: tree.folder)
    }
    let run = try inside("lint", "/tree")
    #expect(run.status == 1, "\(run.err)")
    #expect(run.out == (try Program.run(release, ["lint"], in: tree.folder).out))
    #expect(run.err.isEmpty)
    #expect(try inside("--version").out.hasPrefix("scaffold "))
    // git is what the stage `ci` is for.
    let since = try inside("lint", "/tree", "--since", "HEAD")
    #expect(since.status == 3)
    #expect(since.err == "error: '--since' needs the program git, which is not in PATH\n")
    let fixed = try inside("lint", "/tree", "--fix")
    #expect(fixed.err == "fixed 1 finding in 1 file\n")
    #expect(try image.text("tree/\(SampleTree.folder)/kustomization.yaml") == SampleTree.kustomization)
  }

  @Test func `what the Dockerfile copies is there`() throws {
    let package = GeneratedFilesTests.package
    let lines = try String(contentsOf: package.appendingPathComponent("Dockerfile"), encoding: .utf8)
    let copied = lines.split(separator: "\n").filter { $0.hasPrefix("COPY ") && !$0.contains("--from") }
      .compactMap { $0.split(separator: " ").dropFirst().first.map(String.init) }
    #expect(copied.contains("Package.swift"))
    for path in copied {
      #expect(FileManager.default.fileExists(atPath: package.appendingPathComponent(path).path), "\(path)")
    }
  }
}
