import Foundation
import Testing

/// A repository with a clean tree, and a runner of hooks with caches of its own.
struct HookSample {
  let tree: Scratch
  private let hooks: Scratch
  private let program: URL

  init(_ runner: String) throws {
    (tree, hooks) = (try SampleTree.clean(), try Scratch())
    program = try #require(Program.part(runner))
    try SampleTree.commit(tree)
    // The hooks of this package, in a repository of their own: a runner builds nothing for `language: system`.
    try hooks.write("package/.pre-commit-hooks.yaml", try PreCommitTests.hooks)
    try Program.git("init", "-q", "-b", "main", in: hooks.url("package"))
    try Program.git("add", "-A", in: hooks.url("package"))
    try Program.git("commit", "-q", "-m", "hooks", in: hooks.url("package"))
  }

  var package: String { hooks.url("package").path }

  /// Where the runner keeps what it makes.
  private var caches: [String: String] {
    ["PRE_COMMIT_HOME": hooks.url("pre-commit").path, "PREK_HOME": hooks.url("prek").path]
  }

  func stage(except left: String? = nil) throws {
    try Program.git(
      "add", "-A", "--", ".", left.map { ":(exclude)" + $0 } ?? ":(exclude)none", in: tree.folder)
  }

  /// Runs the runner, the built scaffold on its path.
  func run(_ arguments: String...) throws -> Program.Run {
    let path = "\(Program.scaffold.deletingLastPathComponent().path):/usr/bin:/bin"
    return try Program.run(
      program, arguments, in: tree.folder, environment: caches.merging(["PATH": path]) { $1 })
  }

  func tryRepo() throws -> Program.Run {
    try run("try-repo", "--color", "never", package, "scaffold-lint-system")
  }

  /// Has git call a hook of some repository at its HEAD, on every commit.
  func install(_ hook: String, of repository: URL) throws {
    let head = try Program.git("rev-parse", "HEAD", in: repository).out.trimmingCharacters(in: .newlines)
    try tree.write(
      ".pre-commit-config.yaml",
      "repos: [{repo: '\(repository.path)', rev: \(head), hooks: [{id: \(hook)}]}]\n")
    try stage()
    try Program.git("commit", "-q", "-m", "hooks", in: tree.folder)
    let installed = try run("install")
    try #require(installed.status == 0, "\(installed.err)")
  }

  /// Commits what is staged as a user does.
  func commit() throws -> Program.Run {
    try Program.git("commit", "-m", "a change", in: tree.folder, environment: caches)
  }
}
