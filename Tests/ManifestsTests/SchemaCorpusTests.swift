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
    SchemaValidator.violations(of: manifest.root, schema: schema, flux: flux, place: manifest.source).map {
      violation in
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

  @Test func `the versions that a tree's own definitions serve are those of the table`() {
    for definition in definitions() {
      let parts = definition.name.split(separator: " ").map(String.init)
      let version = FluxAPI.version(parts[0], parts[1])
      #expect(version?.isServed(by: definition.flux) == true, "\(definition.name) \(definition.flux)")
    }
  }
}
