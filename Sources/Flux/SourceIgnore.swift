import Manifests

/// What source-controller leaves out of the artifact that it makes of this repository. Source: fluxcd/pkg sourceignore.
package struct SourceIgnore: Sendable {
  private let files: [IgnoreRules]
  /// Of the sources with spec.ignore, by kind and name.
  private let specs: [String: IgnoreRules]

  /// What is left out where neither a `.sourceignore` nor spec.ignore says anything.
  static let defaults = IgnoreRules(
    lines: """
      .git/ .gitignore .gitmodules .gitattributes .github/ .circleci/ .travis.yml .gitlab-ci.yml appveyor.yml \
      .drone.yml cloudbuild.yaml codeship-services.yml codeship-steps.yml **/.goreleaser.yml **/.sops.yaml \
      **/.flux.yaml
      """.split(separator: " "), directory: "")

  package init(_ tree: Tree) {
    files = tree.files.compactMap { file in
      guard TreePath.isNamed(file.path, ".sourceignore"), let bytes = tree.bytes(of: file.path) else {
        return nil
      }
      let rules = Self.rules(
        String(decoding: bytes, as: UTF8.self), directory: TreePath.directory(of: file.path))
      return rules.isEmpty ? nil : rules
    }
    var specs: [String: IgnoreRules] = [:]
    for manifest in tree.manifests where manifest.id.group == "source.toolkit.fluxcd.io" {
      guard let text = manifest.root["spec"]?["ignore"]?.text else { continue }
      specs["\(manifest.id.kind)/\(manifest.id.name)"] = Self.rules(text, directory: "")
    }
    self.specs = specs
  }

  private static func rules(_ text: String, directory: String) -> IgnoreRules {
    IgnoreRules(lines: text.split(whereSeparator: \.isNewline), directory: directory)
  }

  /// The name that ``explicit`` has a Kustomization's source under: `kind/name`.
  static func key(_ kustomization: Manifest) -> String {
    let source = kustomization.root["spec"]?["sourceRef"]
    return "\(source?["kind"]?.text ?? "GitRepository")/\(source?["name"]?.text ?? "")"
  }

  /// What the sources leave out that say so themselves, by kind and name; "" holds for every other source where a
  /// `.sourceignore` says something.
  var explicit: [String: [IgnoreRules]] {
    var rules = specs.mapValues { files + [$0] }
    if !files.isEmpty { rules[""] = files }
    return rules
  }

  /// The patterns that the artifact of a source is made with, the later over the earlier.
  func rules(kind: String, name: String) -> [IgnoreRules] { rules("\(kind)/\(name)") }

  private func rules(_ key: String) -> [IgnoreRules] {
    let rules = files + [specs[key]].compactMap { $0 }
    return rules.isEmpty ? [Self.defaults] : rules
  }

  /// Whether a path of the tree does not reach a Flux Kustomization whose source is this repository.
  package func leavesOut(_ path: String, for kustomization: Manifest) -> Bool {
    rules(Self.key(kustomization)).leavesOut(path)
  }
}
