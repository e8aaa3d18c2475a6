import Foundation
import Testing

/// A real registry with a password, asked by the real curl.
@Suite(.enabled(if: RealRegistry.isPresent)) struct CheckRegistryTests {
  @Test func `a registry is asked for a lab's credential and chart`() throws {
    let registry = try RealRegistry()
    let tree = try Scratch()
    let run = try registry.lab(in: tree, password: RealRegistry.password)
    #expect(run.status == 0, "\(run.err)")
    let missing = try Program.scaffold("check-registry", in: tree.folder)
    #expect(missing.status == 1)
    #expect(
      missing.out.contains(
        ": ok: the credential 'registry-credentials' of HelmRepository 'registry-oci-repo' is accepted by '\(registry.host)'\n"
      ))
    #expect(missing.out.contains(": error: the chart 'apache' is not in the registry '\(registry.host)'"))
    try registry.push("apache", "0.1.0")
    let found = try Program.scaffold("check-registry", in: tree.folder)
    #expect(found.status == 0, "\(found.out)")
    #expect(found.out.hasSuffix(": ok: the chart 'apache' has the version '0.1.0'\n"))
    #expect(found.err == "1 source: 2 ok, 0 wrong, 0 unreachable, 0 not checked\n")
    let elsewhere = try Program.scaffold("check-registry", "clusters", "--json", in: tree.folder)
    #expect(elsewhere.out.contains(#""verdict":"ok""#))
  }

  @Test func `a wrong password is refused, and never shown`() throws {
    let registry = try RealRegistry()
    let tree = try Scratch()
    #expect(try registry.lab(in: tree, password: "canary-7f3a").status == 0)
    let run = try Program.scaffold("check-registry", in: tree.folder)
    #expect(run.status == 1)
    #expect(
      run.out.contains(
        "is refused by '\(registry.host)' (401): the user or the password is wrong, or has expired\nnote: clusters/"
      ))
    #expect(!(run.out + run.err).contains("canary-7f3a"))
  }

  @Test func `a registry that is not there is no fault of the tree`() throws {
    let registry = try RealRegistry()
    let tree = try Scratch()
    #expect(try registry.lab(in: tree, password: RealRegistry.password).status == 0)
    registry.stop()
    let run = try Program.scaffold("check-registry", in: tree.folder)
    #expect(run.status == 3)
    #expect(run.out.contains(": unreachable: "))
  }

  @Test func `a call that cannot work says why`() throws {
    let tree = try Scratch()
    try tree.write("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n")
    let empty = try Program.scaffold("check-registry", in: tree.folder)
    #expect(empty.status == 3)
    #expect(empty.err.contains("there is nothing to check"))
    #expect(try Program.scaffold("check-registry", "--timeout", "soon", in: tree.folder).status == 2)
  }
}

/// A docker registry of its own for one test, on a free port of this machine.
final class RealRegistry {
  static let password = #"s3cret pa"ss\x ü"#
  static var isPresent: Bool {
    ["docker-registry", "htpasswd", "helm", "curl"].allSatisfy { path(of: $0) != nil }
  }

  /// `127.0.0.1:PORT`.
  let host: String
  private let scratch: Scratch
  private let process = Process()

  init() throws {
    scratch = try Scratch()
    let port = Int.random(in: 20_000..<30_000)
    host = "127.0.0.1:\(port)"
    let folder = scratch.folder.path
    let users = try Self.run("htpasswd", ["-Bbn", "tester", Self.password], in: scratch.folder).out
    try scratch.write("htpasswd", users)
    try scratch.write(
      "config.yml",
      """
      version: 0.1
      storage: {filesystem: {rootdirectory: \(folder)/store}}
      http: {addr: "\(host)"}
      auth: {htpasswd: {realm: test, path: \(folder)/htpasswd}}
      log: {level: error}

      """)
    process.executableURL = Self.path(of: "docker-registry")
    process.arguments = ["serve", "\(folder)/config.yml"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<100 {
      let probe = try Self.run("curl", ["-s", "-o", "/dev/null", "http://\(host)/v2/"], in: scratch.folder)
      if probe.status == 0 { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw CocoaError(.fileReadUnknown)
  }

  deinit { stop() }

  func stop() {
    guard process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
  }

  /// Writes the lab that pulls the chart `apache` from here.
  func lab(in tree: Scratch, password: String) throws -> Program.Run {
    try FileManager.default.createDirectory(at: tree.url("clusters/dev"), withIntermediateDirectories: true)
    return try Program.scaffold(
      "private-oci", "--registry", "oci://\(host)/group/labs", "--insecure", "--chart", "apache",
      "--chart-version",
      "0.1.0", "--username", "tester", "--password-stdin", in: tree.folder, input: password)
  }

  /// Makes a chart and pushes it with the real helm.
  func push(_ chart: String, _ version: String) throws {
    let environment = ["HELM_REGISTRY_CONFIG": scratch.url("helm.json").path]
    func helm(_ arguments: String..., input: String? = nil) throws {
      let run = try Self.run("helm", arguments, in: scratch.folder, input: input, environment: environment)
      #expect(run.status == 0, "helm \(arguments[0]): \(run.err)")
    }
    try helm("create", chart)
    try helm("package", chart, "--version", version)
    try helm(
      "registry", "login", host, "-u", "tester", "--password-stdin", "--plain-http", input: Self.password)
    try helm("push", "\(chart)-\(version).tgz", "oci://\(host)/group/labs", "--plain-http")
  }

  private static func path(of program: String) -> URL? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { URL(fileURLWithPath: "\($0)/\(program)") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
  }

  private static func run(
    _ program: String, _ arguments: [String], in folder: URL, input: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Program.Run {
    let url = try #require(path(of: program))
    return try Program.run(url, arguments, in: folder, input: input, environment: environment)
  }
}
