import Foundation
import Testing

@Suite struct SinceTests {
  /// The places that `--since HEAD` reports.
  private func places(_ tree: Scratch, since rev: String = "HEAD") throws -> [String] {
    let run = try Program.scaffold(
      "lint", "--since", rev, "--format", "json", "--allow-empty", in: tree.folder)
    return try JSONReport(run).knownPlaces
  }

  @Test func `old findings are not reported, new ones are`() throws {
    let tree = try SampleTree.broken()
    try SampleTree.commit(tree)
    #expect(try places(tree) == [])
    try tree.edit(
      "\(SampleTree.folder)/kustomization.yaml", "  - secret.yaml\n", "  - secret.yaml\n  - secret.yaml\n")
    let found = try places(tree)
    #expect(found.contains("clusters/dev/app/kustomization.yaml:5 kust-resource-twice"))
    #expect(!found.contains { $0.contains("orphan") })
  }

  @Test func `what a deleted or renamed file breaks elsewhere is reported`() throws {
    let tree = try SampleTree.clean()
    try SampleTree.commit(tree)
    try FileManager.default.removeItem(at: tree.url("\(SampleTree.folder)/repo.yaml"))
    #expect(try places(tree) == ["clusters/dev/app/kustomization.yaml:5 kust-resource-missing"])
    try Program.git("checkout", "-q", ".", in: tree.folder)
    try Program.git(
      "mv", "\(SampleTree.folder)/repo.yaml", "\(SampleTree.folder)/repository.yaml", in: tree.folder)
    #expect(try places(tree).contains("clusters/dev/app/kustomization.yaml:5 kust-resource-missing"))
  }

  @Test func `a reference that loses its target is a warning, however far the new name is`() throws {
    let tree = try SampleTree.clean()
    try SampleTree.commit(tree)
    try tree.edit("\(SampleTree.folder)/secret.yaml", "name: gitlab-credentials", "name: registry")
    let plain = try Program.scaffold("lint", in: tree.folder)
    #expect(plain.status == 0)
    let run = try Program.scaffold("lint", "--since", "HEAD", in: tree.folder)
    #expect(run.status == 1)
    #expect(
      run.out.hasPrefix(
        "clusters/dev/app/repo.yaml:10:11: warning: 'spec.secretRef' names the Secret 'gitlab-credentials', which"
          + " this tree does not define in the namespace 'default' any more [ref-secret-missing]\n"))
    // What the configuration says to exist elsewhere was moved there.
    try tree.write(".lintrc", "external: [{kind: Secret, name: gitlab-credentials}]\n")
    #expect(try Program.scaffold("lint", "--since", "HEAD", in: tree.folder).status == 0)
  }

  @Test func `links are links on both sides of a comparison`() throws {
    let tree = try SampleTree.clean()
    try FileManager.default.createSymbolicLink(
      at: tree.url("\(SampleTree.folder)/link.yaml"), withDestinationURL: tree.url("nowhere.yaml"))
    try tree.edit(
      "\(SampleTree.folder)/kustomization.yaml", "  - repo.yaml\n", "  - repo.yaml\n  - link.yaml\n")
    try SampleTree.commit(tree)
    let all = try JSONReport(Program.scaffold("lint", "--format", "json", in: tree.folder))
    #expect(!all.diagnostics.isEmpty)
    try tree.edit("\(SampleTree.folder)/repo.yaml", "10m", "20m")
    #expect(try places(tree) == [])
  }

  @Test func `an untracked file is new, a moved one is not`() throws {
    let tree = try SampleTree.broken()
    try SampleTree.commit(tree)
    try tree.write(
      "\(SampleTree.folder)/new.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n, namespace: d}\n")
    #expect(try places(tree) == ["clusters/dev/app/new.yaml:1 kust-orphan-file"])
    try FileManager.default.removeItem(at: tree.url("\(SampleTree.folder)/new.yaml"))
    try Program.git("mv", "clusters/dev", "clusters/prod", in: tree.folder)
    #expect(try places(tree) == [])
  }

  @Test func `the merge base is compared, not the tip of the branch`() throws {
    let tree = try SampleTree.clean()
    try SampleTree.commit(tree)
    try Program.git("checkout", "-q", "-b", "topic", in: tree.folder)
    try tree.write(
      "\(SampleTree.folder)/orphan.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n, namespace: d}\n")
    try Program.git("add", "-A", in: tree.folder)
    try Program.git("commit", "-q", "-m", "orphan", in: tree.folder)
    try Program.git("checkout", "-q", "main", in: tree.folder)
    try Program.git("commit", "-q", "--allow-empty", "-m", "later", in: tree.folder)
    try Program.git("checkout", "-q", "topic", in: tree.folder)
    #expect(try places(tree, since: "main") == ["clusters/dev/app/orphan.yaml:1 kust-orphan-file"])
  }

  @Test func `a revision that does not exist is 2; no repository and no git are 3`() throws {
    let tree = try SampleTree.clean()
    let outside = try Program.scaffold("lint", "--since", "HEAD", in: tree.folder)
    #expect(outside.status == 3)
    #expect(outside.err.contains("needs a repository of git"))
    try SampleTree.commit(tree)
    let unknown = try Program.scaffold("lint", "--since", "no-such", in: tree.folder)
    #expect(unknown.status == 2)
    #expect(unknown.err == "error: '--since' is 'no-such', which names no commit here\n")
    let without = try Program.scaffold(
      "lint", "--since", "HEAD", in: tree.folder, environment: ["PATH": "/nowhere"])
    #expect(without.status == 3)
    #expect(without.err == "error: '--since' needs the program git, which is not in PATH\n")
    #expect(try Program.scaffold("lint", "--since", "--output=x", in: tree.folder).status == 2)
  }

  @Test func `a shallow clone is explained`() throws {
    let tree = try SampleTree.clean()
    try SampleTree.commit(tree)
    try Program.git("commit", "-q", "--allow-empty", "-m", "second", in: tree.folder)
    let clone = try Scratch()
    try Program.git("clone", "-q", "--depth", "1", "file://\(tree.folder.path)", "copy", in: clone.folder)
    let run = try Program.scaffold("lint", "--since", "HEAD~1", in: clone.url("copy"))
    #expect(run.status == 2)
    #expect(run.err.contains("the clone is shallow: fetch more with 'git fetch --unshallow'"))
  }

  @Test(.enabled(if: getuid() == 0, "only root can give a repository away"))
  func `a repository of another user is explained`() throws {
    let tree = try SampleTree.clean()
    try SampleTree.commit(tree)
    try FileManager.default.setAttributes([.ownerAccountID: 65534], ofItemAtPath: tree.folder.path)
    try FileManager.default.setAttributes([.ownerAccountID: 65534], ofItemAtPath: tree.url(".git").path)
    let home = try Scratch()
    let run = try Program.scaffold(
      "lint", "--since", "HEAD", in: tree.folder, environment: ["HOME": home.folder.path])
    #expect(run.status == 3)
    #expect(run.err.contains("which belongs to another user; 'git config --global --add safe.directory DIR'"))
  }

  @Test func `variables of git that a hook sets do not mislead it`() throws {
    let tree = try SampleTree.broken()
    try SampleTree.commit(tree)
    let run = try Program.scaffold(
      "lint", "--since", "HEAD", in: tree.folder,
      environment: ["GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/nowhere/index"])
    #expect(run.status == 0, "\(run.err)")
  }
}
