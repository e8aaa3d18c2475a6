import Diagnostics
import YAML

/// A kustomization file of kustomize (kustomize.config.k8s.io). Flux's object of the same kind is a ``Manifest``.
package struct Kustomization: Sendable {
  /// The file, relative to the root of the tree.
  package let path: String
  package let root: Node

  package init(path: String, root: Node) {
    self.path = path
    self.root = root
  }

  package var directory: String { TreePath.directory(of: path) }

  /// Whether it says `kind: Component`.
  package var isComponent: Bool { field("kind")?.value.is("Component") ?? false }

  /// A top-level field. kustomize matches keys without regard to letter case; the last one wins.
  package func field(_ name: String) -> Node.Entry? {
    var found: Node.Entry?
    for entry in root.entries {
      guard let key = entry.key.text, key.utf8.count == name.utf8.count else { continue }
      if key == name || key.lowercased() == name.lowercased() { found = entry }
    }
    return found
  }

  /// The elements of a top-level list; empty where the field is absent or no list.
  package func list(_ name: String) -> [Node] {
    field(name).map { Array($0.value.elements) } ?? []
  }

  /// How a kustomization uses a file or directory that it names.
  package enum Use: Sendable {
    case resource, component, patch, generatorInput
    /// configurations, transformers, validators, generators, crds, openapi, replacements: read by kustomize itself.
    case configuration
  }

  /// A path that the kustomization names.
  package struct PathEntry: Sendable {
    package let use: Use
    /// The field it stands in, such as `resources`.
    package let field: String
    /// As written, for a generator input without its `key=`.
    package let path: String
    package let node: Node

    /// Whether it is a URL or a repository that has to be fetched.
    package var isRemote: Bool { Kustomization.isRemote(path) }
  }

  /// Every path that the kustomization names, field by field in the order of the text.
  package var paths: [PathEntry] {
    root.entries.flatMap { entry -> [PathEntry] in
      guard let key = entry.key.text else { return [] }
      return Self.paths(field: key.lowercased(), written: key, entry.value)
    }
  }

  private static func paths(field: String, written: String, _ value: Node) -> [PathEntry] {
    switch field {
    case "resources", "bases": plain(.resource, written, value)
    case "components": plain(.component, written, value)
    case "patchesstrategicmerge": plain(.patch, written, value)
    case "crds", "configurations", "transformers", "validators", "generators":
      plain(.configuration, written, value)
    case "patches", "patchesjson6902":
      value.elements.compactMap { entry(.patch, written, $0["path"]) }
    case "replacements":
      value.elements.compactMap { entry(.configuration, written, $0["path"]) }
    case "openapi":
      [entry(.configuration, written, value["path"])].compactMap { $0 }
    case "configmapgenerator", "secretgenerator":
      value.elements.flatMap { generatorInputs(written, $0) }
    case "helmcharts":
      value.elements.compactMap { entry(.generatorInput, written, $0["valuesFile"]) }
        + value.elements.flatMap { plain(.generatorInput, written, $0["additionalValuesFiles"]) }
    default: []
    }
  }

  private static func plain(_ use: Use, _ field: String, _ list: Node?) -> [PathEntry] {
    list.map { $0.elements.compactMap { entry(use, field, $0) } } ?? []
  }

  private static func entry(_ use: Use, _ field: String, _ node: Node?) -> PathEntry? {
    guard let node, let text = node.text, !text.isEmpty else { return nil }
    // A patch or a transformer may stand inline instead of a path.
    guard !text.utf8.contains(UInt8(ascii: "\n")) else { return nil }
    return PathEntry(use: use, field: field, path: text, node: node)
  }

  private static func generatorInputs(_ field: String, _ generator: Node) -> [PathEntry] {
    let files = generator["files"].map { Array($0.elements) } ?? []
    let envs = (generator["envs"].map { Array($0.elements) } ?? []) + [generator["env"]].compactMap { $0 }
    let named = files.compactMap { node -> PathEntry? in
      guard let text = node.text else { return nil }
      let path = text.split(separator: "=", maxSplits: 1).last.map(String.init) ?? text
      return PathEntry(use: .generatorInput, field: field, path: path, node: node)
    }
    return named + envs.compactMap { entry(.generatorInput, field, $0) }
  }

  /// Whether kustomize would fetch an entry: a URL, an scp-like address, or a host with a path to a repository.
  package static func isRemote(_ path: String) -> Bool {
    if path.hasPrefix("file://") { return false }
    if path.contains("://") || path.hasPrefix("git@") || path.hasPrefix("git::") { return true }
    return path.hasPrefix("github.com/") || path.hasPrefix("gitlab.com/") || path.contains("?ref=")
  }
}
