import Foundation
import Manifests
import Testing

/// The versions that no Flux serves any more, in the real trees: counted in the text of the files, found by the linter,
/// written anew by its fixes.
@Suite(.enabled(if: CorpusGateTests.folder != nil)) struct RemovedVersionTests {
  static let trees =
    (CorpusGateTests.folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? [])
    .sorted()

  private func withCopy(_ name: String, _ body: (URL) throws -> Void) throws {
    let scratch = try Scratch()
    let tree = scratch.url("tree")
    try FileManager.default.copyItem(
      at: try #require(CorpusGateTests.folder).appendingPathComponent(name), to: tree)
    // A root of its own, whatever lies above.
    try scratch.write("tree/.lintrc", "fail-on: warning\n")
    try body(tree)
    withExtendedLifetime(scratch) {}
  }

  private func findings(_ tree: URL, _ flags: String...) throws -> [Finding] {
    let run = try Program.run(
      Program.scaffold,
      ["lint", "--format", "json", "--fail-on", "never", "--allow-empty", "--flux-version", "2.9"] + flags,
      in: tree)
    return try JSONReport(run).diagnostics
  }

  /// `path:line` of every apiVersion in the text of a tree that Flux 2.9 does not serve of the kind beside it: by lines
  /// alone, without a parser. Files that a kustomization may name as a patch are told apart by the caller.
  private func removedInText(_ tree: URL) throws -> Set<String> {
    var found: Set<String> = []
    let walk = FileManager.default.enumerator(atPath: tree.path)?.compactMap { $0 as? String } ?? []
    for path in walk.sorted() where path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
      guard let data = FileManager.default.contents(atPath: tree.appendingPathComponent(path).path) else {
        continue
      }
      let text = String(decoding: data, as: UTF8.self)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      for (number, line) in lines.enumerated() where line.hasPrefix("apiVersion:") {
        let version = Self.value(of: line)
        // The kind of the same document, above or below.
        let below = lines[(number + 1)...].prefix { !$0.hasPrefix("---") }
        let above = lines[..<number].reversed().prefix { !$0.hasPrefix("---") }
        guard let kind = (below + above).first(where: { $0.hasPrefix("kind:") }).map(Self.value),
          let known = FluxAPI.version(version, kind), !known.isServed(by: .newest)
        else { continue }
        found.insert("\(path):\(number + 1)")
      }
    }
    return found
  }

  /// The files that the kustomizations of a tree name under `patches` and the like, by lines alone.
  private func patchesInText(_ tree: URL) throws -> Set<String> {
    var found: Set<String> = []
    let walk = FileManager.default.enumerator(atPath: tree.path)?.compactMap { $0 as? String } ?? []
    for path in walk where path.hasSuffix("kustomization.yaml") || path.hasSuffix("kustomization.yml") {
      let text = try String(contentsOf: tree.appendingPathComponent(path), encoding: .utf8)
      var isPatches = false
      for line in text.split(separator: "\n") {
        if let first = line.first, first.isLetter { isPatches = line.hasPrefix("patches") }
        guard isPatches, line.hasSuffix(".yaml") else { continue }
        let folder = (path as NSString).deletingLastPathComponent
        let named = line.trimmingCharacters(in: CharacterSet(charactersIn: "- ")).replacingOccurrences(
          of: "path: ", with: "")
        found.insert(((folder + "/" + named) as NSString).standardizingPath)
      }
    }
    return found
  }

  private static func value(of line: String) -> String {
    let text = line.drop { $0 != ":" }.dropFirst().prefix { $0 != "#" }
    return text.trimmingCharacters(in: CharacterSet(charactersIn: " \t\r\"'"))
  }

  @Test(arguments: trees)
  func `every version that is gone is found, and no other`(_ name: String) throws {
    try withCopy(name) { tree in
      let found = Set(
        try findings(tree, "--select", "api-removed").filter { $0.message.contains(".fluxcd.io") }
          .map { "\($0.file):\($0.range.start.line)" })
      let text = try removedInText(tree)
      #expect(found.subtracting(text).isEmpty)
      let patches = try patchesInText(tree)
      let missed = text.subtracting(found).filter { place in
        let path = String(place.prefix { $0 != ":" })
        // The folders that are left out by default, and what only changes an object that stands elsewhere.
        return !path.hasPrefix(".archive/") && !patches.contains(path)
      }
      #expect(missed.isEmpty)
    }
  }

  @Test(arguments: trees)
  func `what the safe fixes write, the newest version takes`(_ name: String) throws {
    try withCopy(name) { tree in
      let safe = try findings(tree, "--select", "api-removed").filter { $0.fix?.applicability == "safe" }
      guard !safe.isEmpty else { return }
      let run = try Program.run(
        Program.scaffold,
        ["lint", "--fix", "--select", "api-removed", "--flux-version", "2.9", "--fail-on", "never"], in: tree)
      #expect(run.status == 0, "\(run.err)")
      let left = Set(try findings(tree, "--select", "api-removed").map(\.place))
      for finding in safe { #expect(!left.contains(finding.place)) }
      // The objects that were written anew break nothing of the version that they now have.
      let rules = [
        "api-unknown-field", "api-removed-field", "api-type", "api-enum", "api-value", "api-duration",
        "api-unknown-version", "api-too-new", "api-required",
      ]
      let written = Set(safe.map { Place($0.file, $0.object) })
      let broken = try findings(tree, "--select", rules.joined(separator: ","))
        .filter { written.contains(Place($0.file, $0.object)) }
      #expect(broken.map { "\($0.place) \($0.message)" } == [])
    }
  }

  private struct Place: Hashable {
    let file: String
    let object: Finding.Object?

    init(_ file: String, _ object: Finding.Object?) {
      self.file = file
      self.object = object
    }
  }
}
