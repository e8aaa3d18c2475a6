import Foundation
import Testing

/// The hook that builds scaffold, as its users get it: the runner clones the HEAD of this repository and builds it with
/// the Swift of the machine, and `git commit` calls it. SCAFFOLD_BUILD_HOOK names the runners: each builds for minutes.
@Suite(.serialized) struct HookBuildTests {
  private static let wanted = ProcessInfo.processInfo.environment["SCAFFOLD_BUILD_HOOK"] ?? ""
  static let runners = wanted.split(separator: " ").map(String.init)

  @Test(.enabled(if: !runners.isEmpty), arguments: runners)
  func `git commit takes a good change and refuses each bad one with the right line`(_ runner: String) throws
  {
    let sample = try HookSample(runner)
    try sample.install("scaffold-lint", of: GeneratedFilesTests.package)
    try sample.tree.edit("\(SampleTree.folder)/repo.yaml", "example.com", "example.org")
    try sample.stage()
    let start = Date()
    let good = try sample.commit()
    try #require(good.status == 0, "\(good.out)\(good.err)")
    print("\(runner) built the hook in \(Int(Date().timeIntervalSince(start))) s")
    for (name, bad) in PreCommitTests.bad.sorted(by: { $0.key < $1.key }) {
      try bad.change(sample.tree)
      try sample.stage(except: bad.unstaged)
      let run = try sample.commit()
      #expect(run.status == 1, "\(name): \(run.out)\(run.err)")
      #expect(
        (run.out + run.err).contains("\(SampleTree.folder)/\(bad.line)"), "\(name): \(run.out)\(run.err)")
      try Program.git("reset", "-q", "--hard", in: sample.tree.folder)
      try Program.git("clean", "-q", "-fd", in: sample.tree.folder)
    }
  }
}
