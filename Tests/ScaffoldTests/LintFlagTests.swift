import Foundation
import Testing

/// The flags of `scaffold lint` that choose what is judged, and wrong calls.
@Suite struct LintFlagTests {
  @Test func `all mistakes of a call come together, with suggestions and status 2`() throws {
    let tree = try SampleTree.clean()
    let run = try Program.scaffold(
      "lint", "--selct", "x", "--format", "jsn", "--fail-on", "eror", in: tree.folder)
    #expect(run.status == 2)
    #expect(run.out.isEmpty)
    #expect(run.err.contains("unknown flag '--selct'; did you mean '--select'?"))
    #expect(run.err.contains("'--format' is 'jsn'"))
    #expect(run.err.contains("did you mean 'json'?"))
    #expect(run.err.contains("did you mean 'error'?"))
    let second = try Program.scaffold(
      "lint", "--select", "kust-orphan-fil", "--report", "sarf=x", "--jobs", "0", "--flux-version", "two",
      "--schemas", "nowhere", in: tree.folder)
    #expect(second.status == 2)
    #expect(second.err.contains("no rule is called 'kust-orphan-fil'; did you mean 'kust-orphan-file'?"))
    #expect(second.err.contains("no format is called 'sarf'"))
    #expect(second.err.contains("did you mean 'sarif'?"))
    #expect(second.err.contains("'--jobs' is '0'"))
    #expect(second.err.contains("'--flux-version' is 'two'"))
    #expect(second.err.contains("'--schemas' is 'nowhere'"))
  }

  static let choices: [(flags: String, status: Int32)] = [
    ("--fail-on error", 1), ("--fail-on never", 0), ("--select kust-orphan-file", 1),
    ("--select kust-orphan-file --fail-on error", 0), ("--ignore kust-,ref-,yaml-,api-", 0),
    ("--select kust- --ignore kust-", 0), ("--profile strict", 1), ("--flux-version 2.9", 1), ("--jobs=3", 1),
    ("--isolated", 1),
  ]

  @Test(arguments: choices.map(\.flags))
  func `flags choose rules and the threshold`(_ flags: String) throws {
    let tree = try SampleTree.broken()
    let arguments = ["lint"] + flags.split(separator: " ").map(String.init)
    let run = try Program.run(Program.scaffold, arguments, in: tree.folder)
    let expected = Self.choices.first { $0.flags == flags }?.status
    #expect(run.status == expected, "\(run.out)\(run.err)")
  }

  @Test func `--exclude leaves paths out`() throws {
    let tree = try SampleTree.broken()
    let run = try Program.scaffold("lint", "--exclude", "clusters/", "--allow-empty", in: tree.folder)
    #expect(run.status == 0)
    #expect(run.out == "0 errors, 0 warnings, 0 infos in 0 files\n")
    #expect(try Program.scaffold("lint", "--exclude", "clusters/", in: tree.folder).status == 3)
  }

  @Test func `paths choose what is reported, with what speaks of them`() throws {
    let tree = try SampleTree.broken()
    let run = try Program.scaffold(
      "lint", "--format", "json", "clusters/dev/app/orphan.yaml", in: tree.folder)
    #expect(try JSONReport(run).knownPlaces == ["clusters/dev/app/orphan.yaml:1 kust-orphan-file"])
    // The reference that names it speaks of the Secret.
    let secret = try Program.scaffold(
      "lint", "--format", "json", "clusters/dev/app/secret.yaml", in: tree.folder)
    #expect(try JSONReport(secret).places.contains("clusters/dev/app/repo.yaml:10 ref-secret-missing"))
  }

  @Test func `a call from the root of the disk judges the tree of its path`() throws {
    let tree = try Scratch()
    try tree.write("apps/a.yaml", "apiVersion: v1\nkind: ConfigMap\ndata: {a: b, a: c}\n")
    let run = try Program.scaffold("lint", tree.folder.path, in: URL(fileURLWithPath: "/"))
    #expect(run.status == 1)
    #expect(
      run.out.contains("\napps/a.yaml:3:14: error: ") || run.out.hasPrefix("apps/a.yaml:"), "\(run.out)")
    #expect(run.out.contains(" in 1 file"))
  }

  @Test func `--schemas adds schemas in kubeconform's layout`() throws {
    let tree = try Scratch()
    try tree.write(
      "a.yaml",
      "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: w\n  namespace: default\nspec:\n  size: big\n"
    )
    try tree.write(
      "schemas/example.com/widget_v1.json",
      """
      {"type":"object","properties":{"spec":{"type":"object","properties":{"size":{"type":"integer"}}}}}
      """)
    #expect(try Program.scaffold("lint", "a.yaml", in: tree.folder).status == 0)
    let run = try Program.scaffold("lint", "a.yaml", "--schemas", "schemas", in: tree.folder)
    #expect(run.status == 1)
    #expect(run.out.contains("a.yaml:7:9: error: "))
  }

  @Test func `standard input is judged in place of a file of the tree`() throws {
    let tree = try SampleTree.clean()
    let broken = SampleTree.repository.replacingOccurrences(
      of: "gitlab-credentials", with: "gitlab-credential")
    let path = "\(SampleTree.folder)/repo.yaml"
    let run = try Program.scaffold(
      "lint", "-", "--stdin-filename", path, "--format", "json", in: tree.folder, input: broken)
    #expect(run.status == 1)
    #expect(try JSONReport(run).knownPlaces == ["\(path):10 ref-secret-missing"])
    #expect(try tree.text(path) == SampleTree.repository)
    let fresh = try Program.scaffold(
      "lint", "-", "--stdin-filename", "\(SampleTree.folder)/new.yaml", in: tree.folder, input: broken)
    #expect(fresh.out.contains("new.yaml:1:1: warning: "))
    let fix = try Program.scaffold("lint", "-", "--fix", in: tree.folder, input: broken)
    #expect(fix.status == 2)
    #expect(fix.err.contains("'--fix' cannot be used with '-'"))
  }

  @Test func `the help names every flag of the contract`() throws {
    let tree = try Scratch()
    let help = try Program.scaffold("lint", "--help", in: tree.folder).out
    for flag in [
      "--format", "--report", "--fail-on", "--select", "--ignore", "--profile", "--fix", "--unsafe-fixes",
      "--diff", "--since", "--baseline", "--write-baseline", "--prune-baseline", "--schemas",
      "--flux-version",
      "--config", "--isolated", "--show-settings", "--show-files", "--statistics", "--jobs",
      "--stdin-filename",
      "--allow-empty", "--root", "--exclude", "--color", "-C", "-q",
    ] {
      #expect(help.contains("  \(flag)"), "\(flag)")
      for shell in ["bash", "zsh", "fish"] {
        let script = try Program.scaffold("completion", shell, in: tree.folder).out
        let word =
          shell == "fish" ? flag.hasPrefix("--") ? "-l \(flag.dropFirst(2))" : "-s \(flag.dropFirst())" : flag
        #expect(script.contains(word), "\(shell) \(flag)")
      }
    }
  }

  @Test func `a file with links in colour is for terminals only`() throws {
    let tree = try SampleTree.broken()
    #expect(!(try Program.scaffold("lint", in: tree.folder).out.contains("\u{1B}")))
    let colored = try Program.scaffold("lint", "--color", "always", in: tree.folder).out
    #expect(colored.contains("\u{1B}[31merror"))
    #expect(!colored.contains("\u{1B}]8"))
  }
}
