import Foundation
import Testing

/// The hooks under a real pre-commit and a real prek, where SCAFFOLD_PARTS names their folder.
@Suite(.serialized) struct PreCommitTests {
  static let runners = ["pre-commit", "prek"].filter { Program.part($0) != nil }
  static let isThere = !runners.isEmpty

  /// A bad commit, and the line that refuses it.
  static let commits: [String: (line: String, change: @Sendable (Scratch) throws -> Void)] = [
    "only the renamed Secret is staged": (
      "repo.yaml:10:11: error: ",
      { tree in
        try tree.edit(
          "\(SampleTree.folder)/secret.yaml", "name: gitlab-credentials", "name: gitlab-credential")
      }
    ),
    "only a manifest is deleted": (
      "kustomization.yaml:5:5: error: ",
      { tree in try FileManager.default.removeItem(at: tree.url("\(SampleTree.folder)/repo.yaml")) }
    ),
    "only a kustomization is changed": (
      "kustomization.yaml:5:5: error: ",
      { tree in try tree.edit("\(SampleTree.folder)/kustomization.yaml", "repo.yaml", "rep.yaml") }
    ),
    "a manifest that nothing lists is added": (
      "new.yaml:1:1: warning: ",
      { tree in
        try tree.write(
          "\(SampleTree.folder)/new.yaml",
          "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n, namespace: d}\n")
      }
    ),
    "a key stands twice": (
      "repo.yaml:8:3: error: ",
      { tree in
        try tree.edit(
          "\(SampleTree.folder)/repo.yaml", "  interval: 10m\n", "  interval: 10m\n  interval: 5m\n")
      }
    ),
  ]

  /// A repository with the hook of this package, run by the binary on PATH.
  private func repository(_ runner: String) throws -> (tree: Scratch, commit: (String) throws -> Program.Run)
  {
    let tree = try SampleTree.clean()
    try tree.write(
      ".pre-commit-config.yaml",
      """
      repos:
        - repo: local
          hooks:
            - id: scaffold-lint-system
              name: scaffold lint
              entry: scaffold lint --allow-empty
              language: system
              files: '\\.ya?ml$|(^|/)Kustomization$'
              always_run: true
              require_serial: true

      """)
    try SampleTree.commit(tree)
    let home = tree.folder.deletingLastPathComponent().path
    let program = try #require(Program.part(runner))
    let path = "\(Program.scaffold.deletingLastPathComponent().path):/usr/bin:/bin"
    return (
      tree,
      { _ in
        try Program.git("add", "-A", in: tree.folder)
        return try Program.run(
          program, ["run", "--color", "never"], in: tree.folder,
          environment: [
            "PATH": path, "PRE_COMMIT_HOME": home + "/pre-commit-cache", "PREK_HOME": home + "/prek-cache",
          ])
      }
    )
  }

  @Test(.enabled(if: isThere), arguments: runners, commits.keys.sorted())
  func `a bad commit is refused with the right line`(_ runner: String, _ name: String) throws {
    let (tree, commit) = try repository(runner)
    let bad = try #require(Self.commits[name])
    try bad.change(tree)
    let run = try commit(name)
    #expect(run.status == 1, "\(run.out)\(run.err)")
    #expect(run.out.contains("\(SampleTree.folder)/\(bad.line)"), "\(run.out)")
  }

  @Test(.enabled(if: isThere), arguments: runners)
  func `a good commit passes`(_ runner: String) throws {
    let (tree, commit) = try repository(runner)
    try tree.edit("\(SampleTree.folder)/repo.yaml", "10m", "20m")
    let run = try commit("good")
    #expect(run.status == 0, "\(run.out)\(run.err)")
    try tree.write("README.md", "Words.\n")
    #expect(try commit("words").status == 0)
  }

  @Test func `the hooks of the package run what the contract says`() throws {
    let text = String(
      decoding: try Data(
        contentsOf: GeneratedFilesTests.package.appendingPathComponent(".pre-commit-hooks.yaml")),
      as: UTF8.self)
    #expect(text.components(separatedBy: "entry: scaffold lint --allow-empty\n").count == 3)
    #expect(text.components(separatedBy: "always_run: true\n").count == 3)
    #expect(text.components(separatedBy: "require_serial: true\n").count == 3)
    #expect(text.contains("id: scaffold-lint\n"))
    #expect(text.contains("language: swift\n"))
  }
}
