import Foundation
import Testing

/// The hooks under a real pre-commit and a real prek, where SCAFFOLD_PARTS names their folder.
@Suite(.serialized) struct PreCommitTests {
  static let runners = ["pre-commit", "prek"].filter { Program.part($0) != nil }
  static let isThere = !runners.isEmpty

  /// A commit that has to be refused.
  struct Bad: Sendable {
    /// How the line that refuses it begins, behind the folder of the sample.
    let line: String
    /// A file that is left out of the commit.
    var unstaged: String?
    let change: @Sendable (Scratch) throws -> Void
  }

  static let bad: [String: Bad] = [
    "only the renamed Secret is staged": Bad(line: "repo.yaml:10:11: error: ") { tree in
      try tree.edit(
        "\(SampleTree.folder)/secret.yaml", "name: gitlab-credentials", "name: gitlab-credential")
    },
    "only a Secret with quite another name is staged": Bad(line: "repo.yaml:10:11: warning: ") { tree in
      try tree.edit("\(SampleTree.folder)/secret.yaml", "name: gitlab-credentials", "name: registry")
    },
    "only a manifest is deleted": Bad(line: "kustomization.yaml:5:5: error: ") { tree in
      try FileManager.default.removeItem(at: tree.url("\(SampleTree.folder)/repo.yaml"))
    },
    "a manifest is deleted and another edited": Bad(line: "kustomization.yaml:5:5: error: ") { tree in
      try FileManager.default.removeItem(at: tree.url("\(SampleTree.folder)/repo.yaml"))
      try tree.edit("\(SampleTree.folder)/secret.yaml", "username: registry", "username: other")
    },
    "a manifest is renamed and the list is not": Bad(line: "kustomization.yaml:5:5: error: ") { tree in
      try FileManager.default.moveItem(
        at: tree.url("\(SampleTree.folder)/repo.yaml"), to: tree.url("clusters/dev/elsewhere.yaml"))
    },
    "only a kustomization is changed": Bad(line: "kustomization.yaml:5:5: error: ") { tree in
      try tree.edit("\(SampleTree.folder)/kustomization.yaml", "repo.yaml", "rep.yaml")
    },
    "a manifest that nothing lists is added": Bad(line: "new.yaml:1:1: warning: ") { tree in
      try tree.write("\(SampleTree.folder)/new.yaml", map)
    },
    "a manifest is listed but not added": Bad(
      line: "kustomization.yaml:6:5: error: ", unstaged: "\(SampleTree.folder)/new.yaml"
    ) { tree in
      try tree.write("\(SampleTree.folder)/new.yaml", map)
      try tree.write(
        "\(SampleTree.folder)/kustomization.yaml", SampleTree.kustomization + "  - new.yaml\n")
    },
    "a key stands twice": Bad(line: "repo.yaml:8:3: error: ") { tree in
      try tree.edit(
        "\(SampleTree.folder)/repo.yaml", "  interval: 10m\n", "  interval: 10m\n  interval: 5m\n")
    },
  ]

  private static let map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n, namespace: d}\n"

  @Test(.enabled(if: isThere), arguments: runners, bad.keys.sorted())
  func `a bad commit is refused with the right line`(_ runner: String, _ name: String) throws {
    let sample = try HookSample(runner)
    let bad = try #require(Self.bad[name])
    try bad.change(sample.tree)
    try sample.stage(except: bad.unstaged)
    let run = try sample.tryRepo()
    #expect(run.status == 1, "\(run.out)\(run.err)")
    #expect(run.out.contains("\(SampleTree.folder)/\(bad.line)"), "\(run.out)")
    if let unstaged = bad.unstaged { #expect(run.out.contains("('git add' adds them): '\(unstaged)'")) }
  }

  @Test(.enabled(if: isThere), arguments: runners)
  func `a good commit passes, whatever else lies about`(_ runner: String) throws {
    let sample = try HookSample(runner)
    try sample.tree.edit("\(SampleTree.folder)/repo.yaml", "10m", "20m")
    try sample.tree.write("\(SampleTree.folder)/later.yaml", Self.map)
    try sample.stage(except: "\(SampleTree.folder)/later.yaml")
    let run = try sample.tryRepo()
    #expect(run.status == 0, "\(run.out)\(run.err)")
    try Program.git("commit", "-q", "-m", "good", in: sample.tree.folder)
    try sample.tree.write("README.md", "Words.\n")
    try sample.stage(except: "\(SampleTree.folder)/later.yaml")
    #expect(try sample.tryRepo().status == 0)
  }

  @Test(.enabled(if: isThere), arguments: runners)
  func `file names in parallel chunks give what one call gives`(_ runner: String) throws {
    let sample = try HookSample(runner)
    let names = (0..<60).map { "map-\($0).yaml" }
    for name in names { try sample.tree.write("\(SampleTree.folder)/\(name)", Self.named(name)) }
    try sample.tree.write(
      "\(SampleTree.folder)/kustomization.yaml",
      SampleTree.kustomization + names.map { "  - \($0)\n" }.joined())
    // The configuration overrides what the hook says, so that the runner calls scaffold for some files at a time.
    let head = try Program.git("rev-parse", "HEAD", in: URL(fileURLWithPath: sample.package)).out
    try sample.tree.write(
      ".pre-commit-config.yaml",
      """
      repos:
        - repo: \(sample.package)
          rev: \(head.trimmingCharacters(in: .newlines))
          hooks:
            - id: scaffold-lint-system
              require_serial: false

      """)
    try sample.stage()
    let good = try sample.run("run", "--color", "never")
    #expect(good.status == 0, "\(good.out)\(good.err)")
    try sample.tree.edit(
      "\(SampleTree.folder)/secret.yaml", "name: gitlab-credentials", "name: gitlab-credential")
    try sample.tree.edit("\(SampleTree.folder)/map-7.yaml", "  a: '1'", "  a: '1'\n  a: '0'")
    try sample.stage()
    let bad = try sample.run("run", "--color", "never")
    #expect(bad.status == 1)
    for place in ["repo.yaml:10:11: error: ", "map-7.yaml:8:3: error: "] {
      #expect(bad.out.contains("\(SampleTree.folder)/\(place)"), "\(bad.out)")
    }
  }

  private static func named(_ name: String) -> String {
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: \(name)\n  namespace: d\ndata:\n  a: '1'\n"
  }

  @Test(.enabled(if: isThere), arguments: runners)
  func `a range of commits is compared with its first`(_ runner: String) throws {
    let sample = try HookSample(runner)
    try FileManager.default.removeItem(at: sample.tree.url("\(SampleTree.folder)/repo.yaml"))
    try sample.tree.edit("\(SampleTree.folder)/secret.yaml", "username: registry", "username: other")
    try sample.stage()
    try Program.git("commit", "-q", "-m", "bad", in: sample.tree.folder)
    let run = try sample.run(
      "try-repo", "--color", "never", sample.package, "scaffold-lint-system", "--from-ref", "HEAD~1",
      "--to-ref",
      "HEAD")
    #expect(run.status == 1)
    #expect(run.out.contains("\(SampleTree.folder)/kustomization.yaml:5:5: error: "), "\(run.out)\(run.err)")
  }

  @Test func `without a commit to compare with, the names decide alone`() throws {
    let tree = try SampleTree.broken()
    let path = "\(SampleTree.folder)/orphan.yaml"
    let plain = try Program.scaffold("lint", path, in: tree.folder)
    let hook = try Program.scaffold("lint", path, in: tree.folder, environment: ["PRE_COMMIT": "1"])
    #expect(hook.out == plain.out)
    #expect(hook.status == 1)
    try Program.git("init", "-q", in: tree.folder)
    let unborn = try Program.scaffold("lint", path, in: tree.folder, environment: ["PRE_COMMIT": "1"])
    #expect(unborn.out == plain.out)
    let without = try Program.scaffold(
      "lint", path, in: tree.folder, environment: ["PRE_COMMIT": "1", "PATH": "/nowhere"])
    #expect(without.out == plain.out)
  }

  static var hooks: String {
    get throws {
      String(
        decoding: try Data(
          contentsOf: GeneratedFilesTests.package.appendingPathComponent(".pre-commit-hooks.yaml")),
        as: UTF8.self)
    }
  }

  @Test func `the hooks of the package run what the contract says`() throws {
    let text = try Self.hooks
    #expect(text.components(separatedBy: "entry: scaffold lint --allow-empty\n").count == 3)
    #expect(text.components(separatedBy: "always_run: true\n").count == 3)
    #expect(text.components(separatedBy: "require_serial: true\n").count == 3)
    #expect(text.contains("id: scaffold-lint\n"))
    #expect(text.contains("language: swift\n"))
  }

  @Test(.enabled(if: Program.part("pre-commit") != nil))
  func `pre-commit takes the hooks, and the configuration that init writes`() throws {
    let preCommit = try #require(Program.part("pre-commit"))
    let tree = try Scratch()
    _ = try Program.scaffold("init", in: tree.folder)
    for arguments in [
      ["validate-manifest", GeneratedFilesTests.package.path + "/.pre-commit-hooks.yaml"],
      ["validate-config", ".pre-commit-config.yaml"],
    ] {
      let run = try Program.run(preCommit, arguments, in: tree.folder)
      #expect(run.status == 0 && run.out.isEmpty && run.err.isEmpty, "\(run.out)\(run.err)")
    }
  }
}
