import Foundation
import Testing

@Suite struct FixTests {
  @Test func `--fix applies safe fixes only, --unsafe-fixes the others too`() throws {
    let tree = try SampleTree.broken()
    let safe = try Program.scaffold("lint", "--fix", "--format", "json", in: tree.folder)
    #expect(safe.err == "fixed 1 finding in 1 file\n")
    #expect(try tree.text("\(SampleTree.folder)/kustomization.yaml") == SampleTree.kustomization)
    #expect(try JSONReport(safe).knownPlaces.count == 3)
    let unsafe = try Program.scaffold("lint", "--fix", "--unsafe-fixes", "--format", "json", in: tree.folder)
    #expect(try JSONReport(unsafe).knownPlaces == ["clusters/dev/app/secret.yaml:11 yaml-duplicate-key"])
    #expect(
      try tree.text("\(SampleTree.folder)/kustomization.yaml") == SampleTree.kustomization
        + "  - orphan.yaml\n")
    // A fixed point: nothing is left to fix, and nothing is left behind.
    let again = try Program.scaffold("lint", "--fix", "--unsafe-fixes", in: tree.folder)
    #expect(again.err == "fixed 0 findings in 0 files\n")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: tree.folder.path).sorted() == [
        ".lintrc", "clusters",
      ])
  }

  @Test func `fixes that touch each other wait for the next round, to a fixed point`() throws {
    let tree = try SampleTree.clean()
    let path = "\(SampleTree.folder)/kustomization.yaml"
    try tree.write(path, SampleTree.kustomization + String(repeating: "  - repo.yaml\n", count: 4))
    let run = try Program.scaffold("lint", "--fix", in: tree.folder)
    #expect(run.status == 0, "\(run.out)")
    #expect(run.err == "fixed 4 findings in 1 file\n")
    #expect(try tree.text(path) == SampleTree.kustomization)
  }

  @Test(arguments: ["\n", "\r\n"], [true, false])
  func `line breaks and the end of the file stay as they are`(_ lineBreak: String, _ endsWithBreak: Bool)
    throws
  {
    let tree = try SampleTree.broken()
    let path = "\(SampleTree.folder)/kustomization.yaml"
    func written(_ text: String) -> String {
      let text = endsWithBreak ? text : String(text.dropLast())
      return text.replacingOccurrences(of: "\n", with: lineBreak)
    }
    try tree.write(path, written(try tree.text(path)))
    _ = try Program.scaffold("lint", "--fix", "--unsafe-fixes", in: tree.folder)
    #expect(try tree.text(path) == written(SampleTree.kustomization + "  - orphan.yaml\n"))
  }

  @Test(arguments: ["\n", "\r\n"])
  func `--diff prints a patch that git applies, and writes nothing`(_ lineBreak: String) throws {
    let tree = try SampleTree.broken()
    let path = "\(SampleTree.folder)/kustomization.yaml"
    try tree.write(path, try tree.text(path).replacingOccurrences(of: "\n", with: lineBreak))
    try SampleTree.commit(tree)
    let before = try tree.text(path)
    let diff = try Program.scaffold("lint", "--diff", "--unsafe-fixes", in: tree.folder)
    #expect(diff.status == 1)
    #expect(diff.err == "would fix 3 findings in 2 files\n")
    #expect(try tree.text(path) == before)
    try diff.outBytes.write(to: tree.url("fix.patch"))
    #expect(try Program.git("apply", "fix.patch", in: tree.folder).status == 0)
    let applied = try tree.text(path)
    try Program.git("checkout", "-q", ".", in: tree.folder)
    _ = try Program.scaffold("lint", "--fix", "--unsafe-fixes", in: tree.folder)
    #expect(try tree.text(path) == applied)
  }

  @Test func `a patch shows no secret value; a fix that needs one is left out`() throws {
    let tree = try SampleTree.clean()
    // The value lies next to what is fixed: a comment that silences nothing would be context.
    try tree.write(
      "\(SampleTree.folder)/all.yaml",
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: a
        namespace: default
      type: Opaque
      data:
        password: aHVudGVyMg
        token: \(Data(SampleTree.password.utf8).base64EncodedString())

      """)
    try tree.edit(
      "\(SampleTree.folder)/kustomization.yaml", "  - repo.yaml\n", "  - repo.yaml\n  - all.yaml\n")
    try SampleTree.commit(tree)
    let diff = try Program.scaffold("lint", "--diff", "--unsafe-fixes", in: tree.folder)
    for secret in ["aHVudGVyMg", "hunter2", Data(SampleTree.password.utf8).base64EncodedString()] {
      #expect(!(diff.out + diff.err).contains(secret))
    }
  }

  @Test func `a file that is a link is not written through`() throws {
    let tree = try SampleTree.broken()
    let path = "\(SampleTree.folder)/kustomization.yaml"
    let outside = try Scratch()
    try outside.write("kustomization.yaml", try tree.text(path))
    let before = try outside.text("kustomization.yaml")
    try FileManager.default.removeItem(at: tree.url(path))
    try FileManager.default.createSymbolicLink(
      at: tree.url(path), withDestinationURL: outside.url("kustomization.yaml"))
    _ = try Program.scaffold("lint", "--fix", "--unsafe-fixes", in: tree.folder)
    #expect(try outside.text("kustomization.yaml") == before)
  }

  @Test func `a tree that cannot be written is left as it is, with status 3`() throws {
    // Everything may be written by root.
    guard getuid() != 0 else { return }
    let tree = try SampleTree.broken()
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: tree.folder.path)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tree.folder.path)
    }
    #expect(try Program.scaffold("lint", "--fix", in: tree.folder).status == 3)
  }

  @Test func `the mode of a file stays`() throws {
    let tree = try SampleTree.broken()
    let path = tree.url("\(SampleTree.folder)/kustomization.yaml").path
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    _ = try Program.scaffold("lint", "--fix", in: tree.folder)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }
}
