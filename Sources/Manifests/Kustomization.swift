import Diagnostics
import YAML

/// A kustomization file of kustomize (kustomize.config.k8s.io). Flux's object of the same kind is a ``Manifest``.
package final class Kustomization: Sendable {
  /// The file, relative to the root of the tree.
  package let path: String
  package let root: Node
  package let directory: String
  /// Every path that the kustomization names, field by field in the order of the text.
  package let paths: [PathEntry]
  /// Whether it says `kind: Component`.
  package let isComponent: Bool
  /// Whether it is Flux's object under the name of kustomize's file.
  package let isFluxObject: Bool

  package init(path: String, root: Node) {
    self.path = path
    self.root = root
    let directory = TreePath.directory(of: path)
    self.directory = directory
    isComponent = Self.field("kind", of: root)?.value.is("Component") ?? false
    isFluxObject =
      Self.field("apiVersion", of: root)?.value.valueBytes?.starts(with: "kustomize.toolkit.fluxcd.io/".utf8)
      ?? false
    var paths: [PathEntry] = []
    for entry in root.entries {
      guard let key = entry.key.text else { continue }
      for (use, path, node) in Self.entries(
        field: key.utf8.contains(where: \.isUpperCase) ? key.lowercased() : key, entry.value)
      {
        paths.append(PathEntry(use: use, field: key, path: path, node: node, directory: directory))
      }
    }
    self.paths = paths
  }

  /// A top-level field. kustomize matches keys without regard to letter case; the last one wins.
  package func field(_ name: String) -> Node.Entry? { Self.field(name, of: root) }

  private static func field(_ name: String, of root: Node) -> Node.Entry? {
    let length = name.utf8.count
    var found: Node.Entry?
    for entry in root.entries {
      guard let key = entry.key.valueBytes, key.count == length else { continue }
      if name.isSame(key, ignoringCase: true) { found = entry }
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
  package final class PathEntry: Sendable {
    package let use: Use
    /// The field it stands in, such as `resources`.
    package let field: String
    /// As written, for a generator input without its `key=`.
    package let path: String
    package let node: Node
    /// Where it leads, relative to the root of the tree; nil where it leads out of it.
    package let target: String?
    /// Whether it is a URL or a repository that has to be fetched.
    package let isRemote: Bool

    fileprivate init(use: Use, field: String, path: String, node: Node, directory: String) {
      self.use = use
      self.field = field
      self.path = path
      self.node = node
      target = TreePath.resolve(path, from: directory)
      isRemote = Kustomization.isRemote(path)
    }
  }

  private typealias Named = (use: Use, path: String, node: Node)

  private static func entries(field: String, _ value: Node) -> [Named] {
    switch field {
    case "resources", "bases": plain(.resource, value)
    case "components": plain(.component, value)
    case "patchesstrategicmerge": plain(.patch, value)
    case "crds", "configurations", "transformers", "validators", "generators": plain(.configuration, value)
    case "patches", "patchesjson6902": value.elements.compactMap { entry(.patch, $0["path"]) }
    case "replacements": value.elements.compactMap { entry(.configuration, $0["path"]) }
    case "openapi": [entry(.configuration, value["path"])].compactMap { $0 }
    case "configmapgenerator", "secretgenerator": value.elements.flatMap { generatorInputs($0) }
    case "helmcharts":
      value.elements.compactMap { entry(.generatorInput, $0["valuesFile"]) }
        + value.elements.flatMap { plain(.generatorInput, $0["additionalValuesFiles"]) }
    default: []
    }
  }

  private static func plain(_ use: Use, _ list: Node?) -> [Named] {
    guard let list else { return [] }
    var named: [Named] = []
    named.reserveCapacity(list.count)
    for element in list.elements {
      if let entry = entry(use, element) { named.append(entry) }
    }
    return named
  }

  private static func entry(_ use: Use, _ node: Node?) -> Named? {
    guard let node, let text = node.text, !text.isEmpty else { return nil }
    // A patch or a transformer may stand inline instead of a path.
    guard !text.holds("\n") else { return nil }
    return (use, text, node)
  }

  private static func generatorInputs(_ generator: Node) -> [Named] {
    let files = generator["files"].map { Array($0.elements) } ?? []
    let envs = (generator["envs"].map { Array($0.elements) } ?? []) + [generator["env"]].compactMap { $0 }
    let named = files.compactMap { node -> Named? in
      guard let text = node.text else { return nil }
      let path = text.split(separator: "=", maxSplits: 1).last.map(String.init) ?? text
      return (.generatorInput, path, node)
    }
    return named + envs.compactMap { entry(.generatorInput, $0) }
  }

  /// Whether kustomize would fetch an entry: a URL, an scp-like address, or a host with a path to a repository.
  package static func isRemote(_ path: String) -> Bool {
    guard path.holds(":") || path.holds("?") else { return isOnForge(path) }
    if path.begins(with: "file://") { return false }
    if path.contains("://") || path.begins(with: "git::") || path.contains("?ref=") { return true }
    return isOnForge(path)
  }

  private static func isOnForge(_ path: String) -> Bool {
    path.begins(with: "git")
      && (path.begins(with: "git@") || path.begins(with: "github.com/") || path.begins(with: "gitlab.com/"))
  }
}
