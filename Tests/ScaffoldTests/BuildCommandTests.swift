import Foundation
import Manifests
import Testing

@testable import scaffold

@Suite struct BuildCommandTests {
  private static let corpus = ProcessInfo.processInfo.environment["SCAFFOLD_CORPUS"]

  private func tree() throws -> TemporaryTree {
    let tree = try TemporaryTree()
    try tree.makeFolder(".git")
    try tree.write(
      "base/kustomization.yaml",
      "resources: [b.yaml, a.yaml]\nconfigMapGenerator:\n- name: made\n  literals: [x=y]\n")
    try tree.write("base/a.yaml", "# a comment\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n")
    try tree.write(
      "base/b.yaml",
      "apiVersion: v1\nkind: Secret\nmetadata:\n  name: b\n---\nkind: Namespace\napiVersion: v1\nmetadata:\n  name: n\n"
    )
    try tree.write("overlay/kustomization.yaml", "resources: [../base]\nnamespace: web\n")
    try tree.write("broken/kustomization.yaml", "resources:\n- gone.yaml\n")
    return tree
  }

  @Test func `each format prints the objects of each directory, in the order of the call`() throws {
    let tree = try tree()
    let ids = tree.run("build", "overlay", "base", "--format", "ids")
    #expect(ids.status == .done)
    #expect(
      ids.out.split(separator: "\n") == [
        "v1|Namespace||web", "v1|ConfigMap|web|a", "v1|ConfigMap|web|made-6gc9d749f7", "v1|Secret|web|b",
        "v1|Namespace||n", "v1|ConfigMap||a", "v1|ConfigMap||made-6gc9d749f7", "v1|Secret||b",
      ])
    let yaml = tree.run("build", "base")
    #expect(yaml.out == tree.run("build", "base", "--format", "yaml").out)
    #expect(yaml.out.components(separatedBy: "---\n").count == 4)
    #expect(yaml.out.hasPrefix("apiVersion: v1\nkind: Namespace\n"))
    #expect(
      tree.run("build", "overlay", "--format", "json").out == """
        [
        {"apiVersion":"v1","kind":"Namespace","name":"web","source":{"file":"base/b.yaml","line":6}},
        {"apiVersion":"v1","kind":"ConfigMap","namespace":"web","name":"a","source":{"file":"base/a.yaml","line":3}},
        {"apiVersion":"v1","kind":"ConfigMap","namespace":"web","name":"made-6gc9d749f7",\
        "source":{"file":"base/kustomization.yaml","line":3}},
        {"apiVersion":"v1","kind":"Secret","namespace":"web","name":"b","source":{"file":"base/b.yaml","line":2}}]

        """)
  }

  @Test func `a directory that cannot be built is told with its place, and the others are printed`() throws {
    let tree = try tree()
    let outcome = tree.run("build", "broken", "base", "--format", "ids")
    #expect(outcome.status == .faulty)
    #expect(outcome.err == "broken/kustomization.yaml:2:3: error: 'gone.yaml' does not exist [missingFile]\n")
    #expect(outcome.out.hasPrefix("v1|Namespace||n\n"))
    let wrong = tree.run("build", "base/a.yaml", "nowhere", "neither")
    #expect(wrong.status == .misused)
    #expect(wrong.err == "error: 'nowhere' does not exist\nerror: 'neither' does not exist\n")
  }

  @Test(.enabled(if: corpus != nil, "SCAFFOLD_CORPUS does not name a corpus"))
  func `every object of the corpus names the file and the line that it is written at`() throws {
    let corpus = try #require(Self.corpus)
    var checked = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: corpus).sorted() {
      let root = corpus + "/" + name
      let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
      let directories = paths.filter(TreePath.isKustomization).map { root + "/" + TreePath.directory(of: $0) }
      guard !directories.isEmpty else { continue }
      let environment = Environment(workingDirectory: root, variables: [:])
      let outcome = Main.run(
        arguments: ["build", "--root", root, "--format", "json"] + directories.sorted(), in: environment)
      var written = WrittenFiles(root)
      for object in try JSONDecoder().decode([Placed].self, from: Data(outcome.out.utf8)) {
        let problem = written.problem(of: object)
        #expect(problem == nil, "\(name): \(object.kind) \(object.name): \(problem ?? "")")
        checked += 1
      }
    }
    print("objects of the corpus whose places were checked: \(checked)")
    #expect(checked > 6000)
  }
}

/// What `--format json` says of one object.
private struct Placed: Decodable {
  struct Source: Decodable {
    let file: String
    let line: Int
  }
  let kind: String
  let name: String
  let source: Source
}

/// The lines of files, to hold places against: the text from a line to the next `---`, read without a YAML reader.
private struct WrittenFiles {
  let root: String
  private var lines: [String: [Substring]] = [:]

  init(_ root: String) { self.root = root }

  /// Why an object cannot be written there; nil where it can.
  mutating func problem(of object: Placed) -> String? {
    let path = object.source.file
    if lines[path] == nil {
      guard let bytes = FileManager.default.contents(atPath: root + "/" + path) else {
        return "\(path) is not there"
      }
      lines[path] = String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
    }
    let all = lines[path] ?? []
    guard all.indices.contains(object.source.line - 1) else {
      return "\(path) has no line \(object.source.line)"
    }
    let start = all[(object.source.line - 1)...]
    // An object may begin at its `---`.
    let document = start.prefix(1) + start.dropFirst().prefix { !$0.hasPrefix("---") }
    let words = Set(document.flatMap { $0.split { " \t\"',{}[]-:=".contains($0) }.map(String.init) })
    let name = object.name.split { " \t\"',{}[]-:=".contains($0) }.map(String.init)
    // Prefixes, suffixes and hashes add to a name, so that a part of it must stand there.
    // A Namespace takes the name that the field `namespace` gives.
    guard object.kind == "Namespace" || name.contains(where: words.contains) else {
      return "\(path):\(object.source.line) has no part of its name"
    }
    let isGenerated = ["ConfigMap", "Secret"].contains(object.kind) && !words.contains(object.kind)
    guard !isGenerated else {
      let isGenerator = all.contains { $0.hasPrefix("configMapGenerator") || $0.hasPrefix("secretGenerator") }
      return isGenerator ? nil : "\(path) has no generator"
    }
    return words.contains(object.kind) ? nil : "\(path):\(object.source.line) has no kind \(object.kind)"
  }
}
