import Foundation
import Labs
import Testing

@testable import scaffold

@Suite struct RemoveTests {
  private static let folder = "clusters/dev/helm-repos-oci-private"
  private static let parent = """
    apiVersion: kustomize.config.k8s.io/v1beta1
    kind: Kustomization
    resources:
      # Flux itself
      - flux-system # first

    """

  /// A cluster with a kustomization of its own, before and after a lab is written there.
  private func written(_ name: String) throws -> (tree: TemporaryTree, before: [String: String]) {
    let tree = try WrittenLab.cluster()
    try tree.write("clusters/dev/kustomization.yaml", Self.parent)
    let before = tree.contents
    let outcome = try tree.run(WrittenLab.call(name), variables: WrittenLab.variables)
    try #require(outcome.status == .done, "\(name): \(outcome)")
    return (tree, before)
  }

  /// Where the record of a lab lies.
  private func folder(_ tree: TemporaryTree) throws -> String {
    let record = try #require(tree.files.first { $0.hasSuffix(".scaffold.json") })
    return record == ".scaffold.json" ? "." : String(record.dropLast("/.scaffold.json".count))
  }

  @Test(arguments: LabCatalog.embedded.names)
  func `a lab goes without a trace, and a dry run says the same and does nothing`(lab: String) throws {
    let (tree, before) = try written(lab)
    let contents = tree.contents
    let folder = try folder(tree)
    let dry = tree.run("remove", folder, "--dry-run")
    let shown = tree.run("remove", folder, "--diff")
    #expect(tree.contents == contents)
    let removed = tree.run("remove", folder)
    #expect(removed.status == .done, "\(removed)")
    #expect(removed.out == dry.out && dry.status == .done && shown.status == .done)
    // A patch is taken out of a list that was not there before; the empty list stays.
    let patched = "clusters/dev/flux-system/kustomization.yaml"
    var after = tree.contents
    after[patched] = after[patched]?.replacing("patches: []\n", with: "")
    #expect(after == before)
    #expect(folder == "." || Posix.kind(of: tree.path + "/" + folder) == .missing)
    #expect(!(shown.out + removed.out + removed.err).contains("CANARY"))
    #expect(tree.run("remove", folder).status == .misused)
  }

  @Test func `an edited file stops the removal of all, and '--force' does not`() throws {
    let (tree, before) = try written("private-oci")
    let release = Self.folder + "/apache-helm-release.yaml"
    try tree.write(release, #require(tree.text(release)) + "# mine\n")
    let contents = tree.contents
    let refused = tree.run("remove", Self.folder)
    #expect(refused.status == .faulty)
    #expect(refused.out.contains("conflict   \(release)\n"), "\(refused)")
    #expect(
      refused.err == "error: '\(release)' is not as the lab wrote it; '--force' removes it all the same\n")
    #expect(tree.contents == contents)
    #expect(tree.run("remove", "-f", Self.folder).status == .done)
    #expect(tree.contents == before)
  }

  @Test func `a Secret that holds more than the lab put there stays`() throws {
    let (tree, _) = try written("private-oci")
    let secret = Self.folder + "/gitlab-oci-secret.yaml"
    try tree.write(secret, #require(tree.text(secret)) + "  mine: Y2FuYXJ5\n")
    let contents = tree.contents
    let refused = tree.run("remove", Self.folder)
    #expect(refused.status == .faulty)
    #expect(refused.err.hasPrefix("error: '\(secret)' holds more than the lab's credential"), "\(refused)")
    #expect(tree.contents == contents)
  }

  @Test func `a file that is not the lab's stays, and is told`() throws {
    let (tree, before) = try written("private-oci")
    let mine = Self.folder + "/README.md"
    try tree.write(mine, "mine\n")
    let removed = tree.run("remove", Self.folder)
    #expect(removed.status == .done, "\(removed)")
    #expect(removed.err == "note: '\(mine)' is not the lab's; it stays\n")
    #expect(tree.contents == before.merging([mine: "mine\n"]) { $1 })
  }

  @Test func `what something else needs stays, with the place that needs it`() throws {
    let (tree, before) = try written("private-oci")
    try tree.write(
      "clusters/dev/other.yaml",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: other
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: other
            version: 1.0.0
            sourceRef:
              kind: HelmRepository
              name: gitlab-oci-repo

      """)
    try tree.write(
      "clusters/dev/kustomization.yaml",
      #require(tree.text("clusters/dev/kustomization.yaml")) + "  - other.yaml\n")
    let contents = tree.contents
    let refused = tree.run("remove", Self.folder)
    #expect(refused.status == .faulty)
    #expect(refused.out.contains("clusters/dev/other.yaml:14:15: "), "\(refused)")
    #expect(refused.err.contains("'\(Self.folder)' is still needed"), "\(refused)")
    #expect(tree.contents == contents)
    #expect(tree.run("remove", Self.folder, "--force").status == .done)
    #expect(Set(tree.files) == Set(before.keys).union(["clusters/dev/other.yaml"]))
  }

  @Test func `another kustomization that lists the folder is not edited unasked`() throws {
    let (tree, _) = try written("private-oci")
    try tree.write("apps/kustomization.yaml", "resources: [../\(Self.folder)]\n")
    let contents = tree.contents
    let refused = tree.run("remove", Self.folder)
    #expect(refused.status == .faulty)
    #expect(refused.out.contains("apps/kustomization.yaml:1:"), "\(refused)")
    #expect(tree.contents == contents)
  }

  @Test func `a folder that is no lab is told, and links are not followed`() throws {
    let (tree, _) = try written("private-oci")
    try tree.write("clusters/dev/mine/a.yaml", "a: 1\n")
    let outcome = tree.run("remove", "clusters/dev/mine")
    #expect(outcome.status == .misused)
    #expect(outcome.err.contains("'clusters/dev/mine' is no lab"), "\(outcome)")
    #expect(tree.run("remove").status == .misused)
    #expect(tree.run("remove", "nowhere").status == .misused)
    let release = Self.folder + "/apache-helm-release.yaml"
    let outside = try TemporaryTree()
    try outside.write("victim.yaml", #require(tree.text(release)))
    try FileManager.default.removeItem(atPath: "\(tree.path)/\(release)")
    try tree.link(release, to: outside.path + "/victim.yaml")
    let contents = tree.contents
    for flags in [[], ["--force"]] {
      let refused = tree.run(["remove", Self.folder] + flags)
      #expect(refused.status == .faulty && refused.err.contains("is a symbolic link"), "\(refused)")
      #expect(tree.contents == contents)
    }
    #expect(outside.files == ["victim.yaml"])
  }

  @Test func `a record that names files of others removes none of them`() throws {
    let (tree, _) = try written("private-oci")
    let record = Self.folder + "/.scaffold.json"
    let text = try #require(tree.text(record))
    let contents = tree.contents
    for path in ["../../../clusters/dev/flux-system/gotk-sync.yaml", "/.git/config", "/"] {
      try tree.write(record, text.replacing("\"gitlab-oci-secret.yaml\"", with: "\"\(path)\""))
      #expect(tree.run("remove", Self.folder, "--force").status == .misused)
    }
    try tree.write(record, text)
    #expect(tree.contents == contents)
  }

  @Test func `a kill at any step leaves every file whole, and the next command ends the removal`() throws {
    let files = ["lab/a.yaml": "a", "lab/sub/b.yaml": "b", "lab/.scaffold.json": "{}"]
    let before = files.merging(["kustomization.yaml": "resources: [lab]\n", "apps/lab.yaml": "c"]) { $1 }
    let after = ["kustomization.yaml": "resources: []\n"]
    let writes = before.sorted { $0.key < $1.key }.map { path, text in
      FileWrite(
        path: path, bytes: Array((after[path] ?? "").utf8), old: Array(text.utf8), isSecret: false,
        isRemoval: after[path] == nil)
    }
    for step in 0..<100 {
      let tree = try TemporaryTree()
      for (path, text) in before { try tree.write(path, text) }
      try tree.makeFolder("apps/empty")
      var left = step
      let writer = Writer(root: tree.path, ownFolder: "lab") { _ in
        left -= 1
        return left >= 0
      }
      let isDone = (try? writer.write(writes)) != nil
      let seen = tree.contents.filter { !$0.key.hasPrefix(Journal.folder) }
      for (path, text) in seen { #expect(text == before[path] || text == after[path], "step \(step)") }
      let lab = seen.keys.filter { $0.hasPrefix("lab/") }
      #expect(lab.isEmpty || lab.count == 3, "step \(step)")
      try Writer(root: tree.path).recover()
      #expect(tree.contents == before || tree.contents == after, "step \(step): \(tree.files)")
      #expect(Posix.kind(of: tree.path + "/lab") == (tree.contents == after ? .missing : .directory))
      if isDone {
        #expect(step > 8)
        return
      }
    }
    Issue.record("the writer never ends")
  }

  @Test func `a removal that fails half way takes back what was done`() throws {
    let (tree, _) = try written("private-oci")
    let release = Self.folder + "/apache-helm-release.yaml"
    let files = tree.files.filter { $0.hasPrefix(Self.folder) }
    let writes = try files.map {
      FileWrite(
        path: $0, bytes: [], old: Array(try #require(tree.text($0)).utf8), isSecret: false, isRemoval: true)
    }
    let path = tree.path
    let contents = tree.contents
    let writer = Writer(root: path, ownFolder: nil) { step in
      if step == "commit the journal" {
        try? Data("changed\n".utf8).write(to: URL(fileURLWithPath: path + "/" + release))
      }
      return true
    }
    let error = #expect(throws: WriteError.self) { try writer.write(writes) }
    #expect(error?.message == "'\(release)' has changed meanwhile")
    #expect(tree.contents == contents.merging([release: "changed\n"]) { $1 })
  }
}
