import Foundation
import Testing

/// The scripts of the CI jobs, taken out of their files and run as the runners of GitLab and GitHub run them.
@Suite struct CIJobTests {
  /// A Python that has a YAML reader.
  private static let python = ProcessInfo.processInfo.environment["SCAFFOLD_PARTS"].map {
    URL(fileURLWithPath: $0 + "/venv/bin/python")
  }

  /// What a runner hands to the shell.
  private static let extract = """
    import sys, yaml
    job = list(yaml.safe_load(open(sys.argv[1]))[sys.argv[2]].values())[-1] if sys.argv[2] == "jobs" \
    else yaml.safe_load(open(sys.argv[1]))[sys.argv[2]]
    steps = job["before_script"] + job["script"] if "script" in job else [s["run"] for s in job["steps"] if "run" in s]
    print("set -eo pipefail")
    print("\\n".join(steps))
    """

  private func job(_ file: String, _ key: String, in tree: Scratch, base: [String: String]) throws
    -> Program.Run
  {
    let python = try #require(Self.python)
    let script = try Program.run(
      python, ["-c", Self.extract, "ci/\(file)", key], in: GeneratedFilesTests.package)
    try #require(script.status == 0, "\(script.err)")
    let home = try Scratch()
    try home.write("job.sh", script.out)
    let path = "\(Program.scaffold.deletingLastPathComponent().path):/usr/bin:/bin"
    return try Program.run(
      URL(fileURLWithPath: "/bin/bash"), [home.url("job.sh").path], in: tree.folder,
      environment: [
        "PATH": path, "HOME": home.folder.path, "GITHUB_WORKSPACE": tree.folder.path,
        "GITHUB_PATH": home.url("path").path,
      ].merging(base) { $1 })
  }

  /// A repository whose first commit has old findings; the second brings no new one, the third does.
  private func history() throws -> (tree: Scratch, first: String) {
    let tree = try SampleTree.broken()
    try SampleTree.commit(tree)
    let first = try Program.git("rev-parse", "HEAD", in: tree.folder).out.trimmingCharacters(in: .newlines)
    try tree.edit("\(SampleTree.folder)/repo.yaml", "10m", "20m")
    try Program.git("commit", "-q", "-a", "-m", "good", in: tree.folder)
    return (tree, first)
  }

  private func spoil(_ tree: Scratch) throws {
    try tree.edit("\(SampleTree.folder)/kustomization.yaml", "  - secret.yaml\n", "  - secrets.yaml\n")
    try Program.git("commit", "-q", "-a", "-m", "bad", in: tree.folder)
  }

  @Test(.enabled(if: python != nil))
  func
    `GitLab's job passes a merge request without new findings, refuses one with, and reports on the whole tree`()
    throws
  {
    let (tree, first) = try history()
    for name in ["CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] {
      let run = try job("gitlab.yml", "scaffold-lint", in: tree, base: [name: first])
      #expect(run.status == 0, "\(run.out)\(run.err)")
    }
    let issues = try JSONDecoder().decode(
      [SchemaTests.Issue].self, from: Data(contentsOf: tree.url("gl-code-quality-report.json")))
    #expect(issues.count >= ReportTests.broken.count)
    #expect(JUnitFields(try tree.text("scaffold-junit.xml")).mistakes.isEmpty)
    try spoil(tree)
    let bad = try job(
      "gitlab.yml", "scaffold-lint", in: tree, base: ["CI_MERGE_REQUEST_DIFF_BASE_SHA": first])
    #expect(bad.status == 1)
    #expect(bad.out.contains("\(SampleTree.folder)/kustomization.yaml:4:5: error: "), "\(bad.out)")
    // On the default branch everything counts.
    #expect(try job("gitlab.yml", "scaffold-lint", in: tree, base: [:]).status == 1)
  }

  @Test(.enabled(if: python != nil))
  func `GitHub's job passes a pull request without new findings and annotates one with`() throws {
    let (tree, first) = try history()
    let good = try job("github.yml", "jobs", in: tree, base: ["BASE": first])
    #expect(good.status == 0, "\(good.out)\(good.err)")
    #expect(ReportTests.isValid(try tree.text("scaffold.sarif"), "sarif"))
    try spoil(tree)
    let bad = try job("github.yml", "jobs", in: tree, base: ["BASE": first])
    #expect(bad.status == 1)
    #expect(bad.out.contains("::error file=\(SampleTree.folder)/kustomization.yaml,line=4,"), "\(bad.out)")
  }
}
