import Diagnostics
import Foundation
import Manifests
import Testing
import YAML

/// The real trees that SCAFFOLD_CORPUS names; the tests that need them are passed over without it.
enum Corpus {
  static let folder = ProcessInfo.processInfo.environment["SCAFFOLD_CORPUS"]

  /// Every YAML file as `tree/path`.
  static func streams(named isWanted: (String) -> Bool) -> [YAMLStream] {
    guard let folder, let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    return walk.compactMap { $0 as? String }.filter { TreePath.isYAML($0) && isWanted($0) }.sorted()
      .compactMap {
        FileManager.default.contents(atPath: "\(folder)/\($0)").map { [UInt8]($0) }
          .map { YAMLStream(SourceFile(path: "", bytes: $0)) }
      }
  }
}

@Suite(.enabled(if: Corpus.folder != nil)) struct SchemaCorpusTests {
  /// A version of a kind as one gotk-components.yaml defines it.
  private struct Definition {
    let name: String
    let flux: FluxVersion
    let schema: SchemaType
  }

  private func definitions() -> [Definition] {
    var seen: Set<String> = []
    return Corpus.streams { $0.hasSuffix("gotk-components.yaml") }.flatMap(\.documents).flatMap {
      document -> [Definition] in
      guard let root = document.root, root["kind"]?.text == "CustomResourceDefinition",
        let spec = root["spec"],
        let flux = root["metadata"]?["labels"]?["app.kubernetes.io/version"]?.text.flatMap({ FluxVersion($0) }
        ),
        flux >= .oldest, let group = spec["group"]?.text, let kind = spec["names"]?["kind"]?.text
      else { return [] }
      return (spec["versions"].map { Array($0.elements) } ?? []).compactMap { version in
        guard let name = version["name"]?.text, let schema = version["schema"]?["openAPIV3Schema"],
          seen.insert("\(flux) \(group)/\(name) \(kind)").inserted
        else { return nil }
        return Definition(name: "\(group)/\(name) \(kind)", flux: flux, schema: SchemaReader.openAPI(schema))
      }
    }
  }

  private func verdicts(_ manifest: Manifest, _ schema: SchemaType, _ flux: FluxVersion?) -> [String] {
    SchemaValidator.violations(of: manifest.root, schema: schema, flux: flux, place: manifest.source)
      .compactMap {
        violation in
        // The rules over several fields are no part of the table.
        if case .condition = violation.cause { return nil }
        let cause =
          switch violation.cause {
          case .unknownField, .newerField: "unknown"
          case .choice, .newerValue: "choice"
          case .missingField: "missing"
          default: "value"
          }
        return "\(cause) \(violation.pathText) \(violation.range.bytes.lowerBound)"
      }.sorted()
  }

  @Test func `a tree's own definitions and the table of the same release agree on every Flux object`() {
    let objects = Corpus.streams { !$0.hasSuffix("gotk-components.yaml") }.flatMap(\.documents).flatMap(
      \.manifests
    )
    .filter { FluxAPI.groups.contains($0.id.group) }
    let byName = Dictionary(grouping: objects) { "\($0.id.apiVersion) \($0.id.kind)" }
    var compared = 0
    for definition in definitions() {
      let parts = definition.name.split(separator: " ").map(String.init)
      guard let table = SchemaText.fluxTypes.schema(parts[0], parts[1]) else {
        Issue.record("no table for \(definition.name)")
        continue
      }
      for manifest in byName[definition.name] ?? [] {
        compared += 1
        #expect(
          verdicts(manifest, definition.schema, nil) == verdicts(manifest, table, definition.flux),
          "\(definition.name) \(definition.flux) \(manifest.id.name)")
      }
    }
    #expect(compared > 5_000)
  }

  @Test func `the two agree on objects with a mistake, too`() {
    let objects = Corpus.streams { !$0.hasSuffix("gotk-components.yaml") }.flatMap(\.documents)
      .filter { $0.manifests.count == 1 && FluxAPI.groups.contains($0.manifests[0].id.group) }
    let byName = Dictionary(grouping: objects) { document in
      "\(document.manifests[0].id.apiVersion) \(document.manifests[0].id.kind)"
    }
    var chance = SeededChance(state: 6)
    var (compared, broken) = (0, 0)
    for definition in definitions() {
      let parts = definition.name.split(separator: " ").map(String.init)
      guard let table = SchemaText.fluxTypes.schema(parts[0], parts[1]) else { continue }
      // Objects of one kind look much alike: some of each will do.
      for document in (byName[definition.name] ?? []).shuffled(using: &chance).prefix(60) {
        for text in mistaken(document, &chance) {
          guard let manifest = YAMLStream(SourceFile(path: "x", text: text)).documents.first?.manifests.first
          else { continue }
          let own = verdicts(manifest, definition.schema, nil)
          compared += 1
          if !own.isEmpty { broken += 1 }
          let other = verdicts(manifest, table, definition.flux)
          #expect(own == other, "\(definition.name) \(definition.flux)\n\(text)")
        }
      }
    }
    #expect(compared > 3_000 && broken > compared / 2, "\(compared), \(broken)")
  }

  /// The text of a document with one mistake each: a key misspelt, a value of another type, an entry gone.
  private func mistaken(_ document: YAMLDocument, _ chance: inout SeededChance) -> [String] {
    guard let root = document.root, let spec = root["spec"] else { return [] }
    var places: [(key: Node, value: Node)] = []
    spec.forEachDescendant { node in
      guard node.kind == .mapping, node.style == .block, !node.isAlias else { return }
      for entry in node.entries where !entry.isMerge { places.append((entry.key, entry.value)) }
    }
    let bytes = root.stream.source.bytes
    let start = root.bytes.lowerBound
    let whole = Array(bytes[root.bytes])
    return places.shuffled(using: &chance).prefix(5).map { key, value in
      var text = whole
      if Bool.random(using: &chance) {
        text.insert(UInt8(ascii: "x"), at: key.bytes.upperBound - start)
      } else {
        let wrong = ["1.5", "true", "[x]", "{x: y}", "some text", "~"].randomElement(using: &chance) ?? "1"
        let range = value.bytes.lowerBound - start..<value.bytes.upperBound - start
        text.replaceSubrange(range, with: (value.bytes.isEmpty ? " \(wrong)" : wrong).utf8)
      }
      return String(decoding: text, as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("wrmilling+k3s-gitops", "2.9"), ("equinor+radix-flux", "2.9"), ("artazar+flux2-general", "2.3"),
    ("louis-vs+lvs-cloud", "2.7"), ("stigori+instavote", "2.5"), ("piksel-ina+kubernetes-config", "2.6"),
    ("Hope3r+fluxcd-helm-github", "0.14"),
  ])
  func `the definitions of every gotk-components are read`(_ tree: String, _ release: String) throws {
    let folder = try #require(Corpus.folder)
    let known =
      FileManager.default.enumerator(atPath: "\(folder)/\(tree)")?.compactMap { $0 as? String } ?? []
    let files = known.filter { $0.hasSuffix("gotk-components.yaml") }
    #expect(!files.isEmpty)
    for file in files {
      let bytes = [UInt8](try #require(FileManager.default.contents(atPath: "\(folder)/\(tree)/\(file)")))
      let roots = YAMLStream(SourceFile(path: file, bytes: bytes)).documents.compactMap(\.root)
      let crds = roots.filter { $0["kind"]?.text == "CustomResourceDefinition" }
      #expect(crds.count >= 6)
      for crd in crds {
        let label = crd["metadata"]?["labels"]?["app.kubernetes.io/version"]?.text
        #expect(label?.hasPrefix("v\(release).") == true)
        for version in crd["spec"]?["versions"].map({ Array($0.elements) }) ?? [] {
          let schema = SchemaReader.openAPI(try #require(version["schema"]?["openAPIV3Schema"]))
          #expect(schema.fields["spec"]?.type.resolved?.fields.isEmpty == false)
        }
      }
    }
  }

  @Test func `the versions that a tree's own definitions serve are those of the table`() {
    for definition in definitions() {
      let parts = definition.name.split(separator: " ").map(String.init)
      let version = FluxAPI.version(parts[0], parts[1])
      #expect(version?.isServed(by: definition.flux) == true, "\(definition.name) \(definition.flux)")
    }
  }
}

/// Random choices that are the same in every run.
struct SeededChance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
