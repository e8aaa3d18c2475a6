import Diagnostics
import Foundation
import Labs
import Testing

@testable import scaffold

@Suite struct UpdateTests {
  /// A folder of templates with the next version of a lab, its former one kept: every manifest has one annotation more.
  private func nextTemplates(_ lab: String) throws -> TemporaryTree {
    let templates = try TemporaryTree()
    let root = RealProgram.package + "/Templates"
    let version = try LabCatalog.embedded.lab(lab).version
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    for name in names where name.hasPrefix(lab + "/") || name.hasPrefix("shared/") {
      guard let text = try? String(contentsOfFile: "\(root)/\(name)", encoding: .utf8) else { continue }
      let kept = name.hasPrefix("shared/") ? name : String(name.dropFirst(lab.count + 1))
      try templates.write("\(lab)/versions/\(version)/\(kept)", text)
      if name.hasSuffix("lab.yaml") {
        try templates.write(name, text.replacing(/\nversion: .*/, with: "\nversion: 9.0.0"))
      } else if name.hasSuffix("part.yaml") {
        try templates.write(name, text)
      } else {
        try templates.write(name, adding("example.com/by: template", to: "annotations", in: text))
      }
    }
    return templates
  }

  /// A manifest with one entry more in a mapping of its metadata.
  private func adding(_ entry: String, to mapping: String, in text: String) -> String {
    let hasMapping = text.contains("\n  \(mapping):\n")
    return text.replacingOccurrences(
      of: hasMapping ? "\n  \(mapping):\n" : "\nmetadata:\n",
      with: hasMapping ? "\n  \(mapping):\n    \(entry)\n" : "\nmetadata:\n  \(mapping):\n    \(entry)\n")
  }

  /// The manifests of a lab that its user may edit: no Secret, no file of Flux itself.
  private func manifests(_ tree: TemporaryTree) -> [String] {
    tree.files.filter { path in
      let text = tree.text(path) ?? ""
      return path.hasSuffix(".yaml") && text.contains("\nmetadata:\n") && !text.contains("\nkind: Secret\n")
        && !path.contains("flux-system/")
    }
  }

  private static let labs = LabCatalog.embedded.names.filter { $0 != "gitlab-ci" }

  private func add(_ entry: String, to mapping: String, in path: String, _ tree: TemporaryTree) throws {
    try tree.write(path, adding(entry, to: mapping, in: #require(tree.text(path))))
  }

  @Test(arguments: labs)
  func `a field of the user's and another of the template's both survive an update`(lab: String) throws {
    let tree = try WrittenLab.tree(lab)
    let paths = manifests(tree)
    try #require(!paths.isEmpty)
    for path in paths { try add("team: mine # mine", to: "labels", in: path, tree) }
    let templates = try nextTemplates(lab)
    let contents = tree.contents
    let shown = tree.run("diff", "--templates", templates.path)
    #expect(shown.status == .faulty, "\(shown)")
    #expect(tree.contents == contents)
    let updated = tree.run("update", "--templates", templates.path)
    #expect(updated.status == .done, "\(updated)")
    for path in paths {
      let text = try #require(tree.text(path))
      #expect(text.contains("    team: mine # mine\n"), "\(path)\n\(text)")
      #expect(text.contains("example.com/by: template"), "\(path)\n\(text)")
    }
    let again = tree.run("diff", "--templates", templates.path)
    #expect(again.status == .done, "\(again)")
    #expect(!(shown.out + shown.err + updated.out + updated.err).contains("CANARY"))
  }

  @Test(arguments: labs)
  func `where both changed one field the user's stays and the template's is told`(lab: String) throws {
    let tree = try WrittenLab.tree(lab)
    let path = try #require(manifests(tree).first)
    try add("example.com/by: user", to: "annotations", in: path, tree)
    let templates = try nextTemplates(lab)
    let before = tree.text(path)
    let updated = tree.run("update", "--templates", templates.path)
    #expect(updated.status == .faulty)
    #expect(updated.out.contains("conflict   \(path)\n"), "\(updated)")
    #expect(updated.err.contains("'\(path)': you and the template both changed "), "\(updated)")
    #expect(tree.text(path) == before)
    #expect(tree.text(path + ".scaffold-new")?.contains("example.com/by: template") == true)
    #expect(tree.run("update", "--templates", templates.path).status == .done)
    #expect(tree.text(path) == before)
  }

  @Test func `what the program wrote itself needs no update`() throws {
    for lab in LabCatalog.embedded.names {
      let tree = try WrittenLab.tree(lab)
      let contents = tree.contents
      for command in ["diff", "update"] {
        let outcome = tree.run(command)
        #expect(outcome.status == .done, "\(lab): \(outcome)")
        #expect(tree.contents == contents, "\(lab)")
      }
    }
  }

  @Test func `an answer can be changed, and the files follow`() throws {
    let tree = try WrittenLab.tree("private-oci")
    let folder = "clusters/dev/helm-repos-oci-private"
    let secret = tree.text("\(folder)/gitlab-oci-secret.yaml")
    let outcome = tree.run("update", folder, "--set", "interval=17m")
    #expect(outcome.status == .done, "\(outcome)")
    #expect(tree.text("\(folder)/apache-helm-release.yaml")?.contains("interval: 17m") == true)
    #expect(tree.text("\(folder)/gitlab-oci-secret.yaml") == secret)
    #expect(tree.run("diff").status == .done)
  }

  @Test func `values that came from a file outlast an update`() throws {
    let tree = try WrittenLab.tree("helm-repo")
    try tree.write("values.yaml", "replicas: 3\n")
    var call = try WrittenLab.call("helm-repo")
    call += ["--values", "values.yaml", "--on-conflict", "overwrite"]
    let valued = tree.run(call)
    #expect(valued.status == .done, "\(valued)")
    let release = try #require(tree.files.first { $0.hasSuffix("release.yaml") })
    let templates = try nextTemplates("helm-repo")
    #expect(tree.run("update", "--templates", templates.path).status == .done)
    #expect(tree.text(release)?.contains("replicas: 3\n") == true)
    #expect(tree.text(release)?.contains("example.com/by") == true)
  }

  @Test func `a file that the template has no more goes away unless the user changed it`() throws {
    let tree = try WrittenLab.tree("oci-app")
    let record = try #require(tree.files.first { $0.hasSuffix(".scaffold.json") })
    let digest = "sha256:" + SHA256.hex(Array("extra\n".utf8))
    try tree.write(
      record,
      #require(tree.text(record)).replacing("\"files\": {", with: "\"files\": {\"extra.txt\": \"\(digest)\",")
    )
    let extra = record.replacing(".scaffold.json", with: "extra.txt")
    try tree.write(extra, "extra\n")
    let written = tree.contents
    #expect(tree.run("update").out.contains("remove     \(extra)\n"))
    #expect(tree.text(extra) == nil && tree.text(record)?.contains("extra.txt") == false)
    for (path, text) in written { try tree.write(path, text) }
    try tree.write(extra, "mine\n")
    let kept = tree.run("update")
    #expect(kept.err.contains("the template has no such file any more, but you changed it"), "\(kept)")
    #expect(tree.text(extra) == "mine\n")
  }

  @Test func `a second call of a lab can merge`() throws {
    let tree = try WrittenLab.tree("private-oci")
    let release = "clusters/dev/helm-repos-oci-private/apache-helm-release.yaml"
    try add("team: mine", to: "labels", in: release, tree)
    let call = try WrittenLab.call("private-oci")
    let outcome = tree.run(
      call + ["--interval", "9m", "--on-conflict", "merge"], variables: WrittenLab.variables)
    #expect(outcome.status == .done, "\(outcome)")
    #expect(tree.text(release)?.contains("team: mine") == true)
    #expect(tree.text(release)?.contains("interval: 9m") == true)
  }

  @Test(arguments: [
    ("{", 2), ("{}", 2), (#"{"format": 1, "lab": "nothing", "template": "1.0.0"}"#, 2),
    (#"{"format": 1, "lab": "private-oci", "template": "1.0.0", "files": {"../../x": "sha256:0"}}"#, 2),
    (#"{"format": 1, "lab": "private-oci", "template": "1.0.0", "secrets": ["/.git/config"]}"#, 2),
    (#"{"format": 1, "lab": "private-oci", "template": "../../x", "answers": {"registry": "a/b"}}"#, 2),
  ])
  func `a record that cannot be used is told, and nothing is written`(text: String, status: Int32) throws {
    let tree = try TemporaryTree()
    try tree.write("lab/.scaffold.json", text)
    for command in ["update", "diff"] {
      let outcome = tree.run(command)
      #expect(outcome.status.rawValue == status)
      #expect(outcome.err.hasPrefix("error: 'lab/.scaffold.json'"), "\(outcome)")
    }
    #expect(tree.contents == ["lab/.scaffold.json": text])
  }

  @Test func `a quiet call still tells why there is a conflict`() throws {
    let tree = try WrittenLab.tree("private-oci")
    let release = "clusters/dev/helm-repos-oci-private/apache-helm-release.yaml"
    try add("team: mine", to: "labels", in: release, tree)
    let call = try WrittenLab.call("private-oci")
    let outcome = tree.run(call + ["-q"], variables: WrittenLab.variables)
    #expect(outcome.status == .faulty)
    #expect(outcome.err.hasPrefix("error: '\(release)' is there with other content"), "\(outcome)")
    #expect(outcome.err.split(separator: "\n").allSatisfy { $0.hasPrefix("error: ") })
  }

  @Test(arguments: [
    ["\u{1B}[2Jx"], ["lint", "--\u{1B}[2J"], ["lint", "--format", "\u{1B}]0;x\u{7}"], ["lint", "\u{1B}[2J"],
    ["lint", "-C", "\u{9B}2J"], ["explain", "\u{1B}[2J"], ["show", "\u{1B}[2J"], ["update", "\u{1B}[2J"],
    ["diff", "--root", "\u{1B}[2J"], ["build", "\u{1B}[2J"], ["lint", "--config", "\u{1B}[2J"],
    ["a\u{202E}b"],
  ])
  func `what a terminal would act on is escaped in every message`(call: [String]) throws {
    let outcome = try TemporaryTree().run(call)
    #expect(outcome.status != .done)
    for scalar in (outcome.out + outcome.err).unicodeScalars {
      let isControl = scalar.value < 0x20 && scalar != "\n" || (0x7F..<0xA0).contains(scalar.value)
      #expect(!isControl && scalar != "\u{202E}", "\(outcome)")
    }
  }
}
