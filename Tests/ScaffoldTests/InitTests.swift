import Foundation
import Testing

@Suite struct InitTests {
  @Test func `init writes what a repository lacks, and nothing twice`() throws {
    let tree = try Scratch()
    let dry = try Program.scaffold("init", "--dry-run", in: tree.folder)
    #expect(dry.out == "create  .lintrc\ncreate  .pre-commit-config.yaml\ncreate  .gitlab-ci.yml\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: tree.folder.path).isEmpty)
    #expect(try Program.scaffold("init", in: tree.folder).status == 0)
    let again = try Program.scaffold("init", in: tree.folder)
    #expect(
      again.out == "unchanged  .lintrc\nunchanged  .pre-commit-config.yaml\nunchanged  .gitlab-ci.yml\n")
    #expect(try Program.scaffold("lint", "--allow-empty", in: tree.folder).status == 0)
  }

  @Test func `init keeps what is there and chooses the CI that the repository has`() throws {
    let tree = try Scratch()
    try tree.write(".lintrc", "fail-on: error\n")
    try FileManager.default.createDirectory(at: tree.url(".github"), withIntermediateDirectories: true)
    let run = try Program.scaffold("init", in: tree.folder)
    #expect(run.out.hasPrefix("skip  .lintrc\n"))
    #expect(run.out.hasSuffix("create  .github/workflows/scaffold-lint.yml\n"))
    #expect(run.err == "'.lintrc' is there already; it stays as it is\n")
    #expect(try tree.text(".lintrc") == "fail-on: error\n")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a completion script is right for its shell`(_ shell: String) throws {
    let tree = try Scratch()
    let script = try Program.scaffold("completion", shell, in: tree.folder).out
    #expect(script.contains("completion"))
    try tree.write("script", script)
    let interpreter = ["/bin", "/usr/bin"].map { URL(fileURLWithPath: "\($0)/\(shell)") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
    guard let interpreter else { return }
    let check = try Program.run(interpreter, ["-n", "script"], in: tree.folder)
    #expect(check.status == 0, "\(check.err)")
  }

  @Test func `bash completes commands, flags and values`() throws {
    let tree = try Scratch()
    try tree.write("script", try Program.scaffold("completion", "bash", in: tree.folder).out)
    func words(_ line: String) throws -> Set<String> {
      let parts = line.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }.joined(
        separator: " ")
      let text =
        "source ./script; COMP_WORDS=(\(parts)); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _scaffold; echo ${COMPREPLY[@]}"
      let run = try Program.run(URL(fileURLWithPath: "/bin/bash"), ["-c", text], in: tree.folder)
      return Set(run.out.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
    }
    #expect(try words("scaffold li") == ["lint"])
    #expect(try words("scaffold lint --unsafe") == ["--unsafe-fixes"])
    #expect(try words("scaffold lint --format s") == ["sarif"])
  }

  @Test func `a shell that is not known is a wrong call`() throws {
    let tree = try Scratch()
    let run = try Program.scaffold("completion", "zhs", in: tree.folder)
    #expect(run.status == 2)
    #expect(run.err.contains("did you mean 'zsh'?"))
  }
}
