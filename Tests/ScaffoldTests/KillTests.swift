import Foundation
import Testing

@testable import scaffold

/// The real binary, killed or refused at each single call to the system that changes the disk.
@Suite(.enabled(if: Strace.isUsable, "there is no strace that may trace")) struct KillTests {
  private static let parent = "clusters/dev/kustomization.yaml"
  private static let folder = "clusters/dev/helm-repos-oci-private"
  private static let names = [
    "gitlab-oci-secret.yaml", "gitlab-oci-repository.yaml", "apache-helm-release.yaml", "kustomization.yaml",
    ".scaffold.json",
  ]

  /// A password in a file of its own, outside of every tree.
  private struct Password {
    let home: TemporaryTree
    var call: [String] {
      [
        "private-oci", "--registry", "registry.gitlab.com/johnsmith/projectname", "--chart", "apache",
        "--chart-version", "0.1.0", "--username", "johnsmith", "--password-file", home.path + "/token",
      ]
    }

    init() throws {
      home = try TemporaryTree()
      try home.write("token", "glpat-CANARYcanary0123456789")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: home.path + "/token")
    }
  }

  /// A repository whose cluster has a kustomization, and what the work does in it.
  private enum Work: String, CaseIterable {
    case write, update

    func tree(_ password: Password) throws -> TemporaryTree {
      let tree = try TemporaryTree()
      try tree.makeFolder(".git")
      try tree.write(
        parent, "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n")
      if self == .update { #expect(tree.run(password.call).status == .done) }
      return tree
    }

    func arguments(_ password: Password) -> [String] {
      self == .write ? password.call : ["update", "--set", "interval=7m"]
    }
  }

  /// Some calls of all, others in each run; all where SCAFFOLD_KILLS is `all`.
  private static func sample(_ calls: [Strace.Call], every step: Int) -> [Strace.Call] {
    guard ProcessInfo.processInfo.environment["SCAFFOLD_KILLS"] != "all" else { return calls }
    let seed =
      UInt64(ProcessInfo.processInfo.environment["SCAFFOLD_RANDOM_SEED"] ?? "") ?? .random(in: 0 ... .max)
    let first = Int(seed % UInt64(step))
    print(
      "seed \(seed): every \(step)th call from the \(first)th; SCAFFOLD_KILLS=all takes all of \(calls.count)"
    )
    return calls.indices.filter { $0 % step == first }.map { calls[$0] }
  }

  private static func whole(_ tree: TemporaryTree) -> [String: String] {
    tree.contents.filter { !$0.key.hasPrefix(Journal.folder) }
  }

  static let kills = Work.allCases.flatMap { work in
    [("KILL", 2), ("TERM", 6), ("INT", 6)].map { (work: work.rawValue, signal: $0.0, step: $0.1) }
  }

  @Test(arguments: kills.indices)
  func `a kill leaves every file whole, and the next command finishes or undoes the rest`(_ index: Int) throws
  {
    let kill = Self.kills[index]
    let password = try Password()
    let work = try #require(Work(rawValue: kill.work))
    let model = try work.tree(password)
    let before = model.contents
    let calls = try Strace.calls(work.arguments(password), in: model.path)
    let after = model.contents
    try #require(calls.count > 20 && before != after)
    var (undone, finished) = (0, 0)
    for call in Self.sample(calls, every: kill.step) {
      let tree = try work.tree(password)
      let about = "SIG\(kill.signal) at \(call) of \(work)"
      let run = try Strace.run(work.arguments(password), in: tree.path, at: call, "signal=" + kill.signal)
      #expect(run.status != 0, "\(about): nothing was killed")
      let left = Self.whole(tree)
      for (path, text) in left {
        #expect(text == before[path] || text == after[path], "\(about): \(path) is not whole")
      }
      let lab = left.keys.filter { $0.hasPrefix(Self.folder + "/") }
      #expect(lab.isEmpty || lab.count == Self.names.count, "\(about): half a lab")
      #expect(tree.mode(Self.folder + "/gitlab-oci-secret.yaml") ?? 0o600 == 0o600)
      // Another command than the one that was killed.
      let next = tree.run("update")
      #expect(tree.contents == before || tree.contents == after, "\(about): \(tree.files) \(next)")
      if tree.contents == before { undone += 1 } else { finished += 1 }
      #expect(tree.run(work.arguments(password)).status == .done, "\(about)")
      #expect(tree.contents == after, "\(about)")
    }
    print("\(work), SIG\(kill.signal): \(undone) undone, \(finished) finished")
  }

  @Test(arguments: Work.allCases.map(\.rawValue))
  func `a disk that is full or fails takes all or nothing, and that is told`(work: String) throws {
    let password = try Password()
    let work = try #require(Work(rawValue: work))
    let model = try work.tree(password)
    let before = model.contents
    let calls = try Strace.calls(work.arguments(password), in: model.path)
    let after = model.contents
    for call in Self.sample(calls, every: 3) {
      let tree = try work.tree(password)
      let error = ["write", "mkdirat"].contains(call.name) ? "ENOSPC" : "EIO"
      let about = "\(error) at \(call) of \(work)"
      let run = try Strace.run(work.arguments(password), in: tree.path, at: call, "error=" + error)
      // What cannot be cleared away afterwards fails nothing.
      #expect(Self.whole(tree) == (run.status == 0 ? after : before), "\(about): \(run)")
      guard run.status != 0 else { continue }
      #expect(run.status == 3 && run.err.hasSuffix("; nothing was written\n"), "\(about): \(run)")
      #expect(tree.run(work.arguments(password)).status == .done)
      #expect(tree.contents == after, "\(about)")
    }
  }
}
