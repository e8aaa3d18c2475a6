import Diagnostics
import Manifests
import YAML

/// A kind as a CustomResourceDefinition of the tree defines it.
struct CustomKind: Sendable {
  struct Version: Sendable {
    let name: String
    let isServed: Bool
    let isDeprecated: Bool
    /// Nil where the definition has none: anything goes.
    let schema: SchemaType?
  }

  let group: String
  let kind: String
  let versions: [Version]
  /// The name of the definition; empty where it has none.
  let name: String
  /// The place of the definition's name.
  let place: SourceRange
  /// What the definition says of the Flux that it is part of; nil for any other.
  let flux: FluxVersion?

  func version(_ name: String) -> Version? { versions.first { $0.name == name } }

  /// Reads a CustomResourceDefinition, v1 or v1beta1; nil where it names no group or no kind.
  init?(_ root: Node) {
    guard let spec = root["spec"], let group = spec["group"]?.text, let kind = spec["names"]?["kind"]?.text,
      !group.isTemplated, !kind.isTemplated
    else { return nil }
    self.group = group
    self.kind = kind
    name = root["metadata"]?["name"]?.text ?? ""
    place = root["metadata"]?["name"]?.range ?? root.range
    flux = root["metadata"]?["labels"]?["app.kubernetes.io/version"]?.text.flatMap { FluxVersion($0) }
    let isBeta = root["apiVersion"]?.is("apiextensions.k8s.io/v1beta1") ?? false
    let shared = spec["validation"]?["openAPIV3Schema"]
    // In v1beta1 unknown fields are kept unless the definition asks for their removal.
    let isClosed = !isBeta || spec["preserveUnknownFields"]?.is("false") ?? false
    let read: (Node) -> SchemaType = { isClosed ? SchemaReader.openAPI($0) : SchemaReader.keepingUnknown($0) }
    let listed = (spec["versions"].map { Array($0.elements) } ?? []).compactMap { node -> Version? in
      guard let name = node["name"]?.text else { return nil }
      return Version(
        name: name, isServed: !(node["served"]?.is("false") ?? false),
        isDeprecated: node["deprecated"]?.is("true") ?? false,
        schema: (node["schema"]?["openAPIV3Schema"] ?? shared).map(read))
    }
    if listed.isEmpty, let name = spec["version"]?.text {
      versions = [Version(name: name, isServed: true, isDeprecated: false, schema: shared.map(read))]
    } else {
      versions = listed
    }
    guard !versions.isEmpty else { return nil }
  }
}

/// The kinds that the CustomResourceDefinitions of a tree define; gotk-components.yaml is one more of them.
struct CustomKinds: Sendable {
  private let nodes: [String: [Node]]
  private let kindsByGroup: [String: Set<String>]
  /// The releases of Flux that the tree's own definitions belong to, the oldest first, each once.
  let fluxVersions: [FluxVersion]

  init(_ tree: Tree) {
    var nodes: [String: [Node]] = [:]
    var kinds: [String: Set<String>] = [:]
    var flux: Set<FluxVersion> = []
    for file in tree.files where file.role == .manifest {
      for document in file.stream?.documents ?? [] {
        guard let root = document.root, root["kind"]?.is("CustomResourceDefinition") ?? false,
          let spec = root["spec"], let group = spec["group"]?.text, let kind = spec["names"]?["kind"]?.text
        else { continue }
        nodes["\(group) \(kind)", default: []].append(root)
        kinds[group, default: []].insert(kind)
        guard FluxAPI.groups.contains(group),
          let version = root["metadata"]?["labels"]?["app.kubernetes.io/version"]?.text
        else { continue }
        if let version = FluxVersion(version) { flux.insert(version) }
      }
    }
    self.nodes = nodes
    kindsByGroup = kinds
    fluxVersions = flux.sorted()
  }

  /// The definitions of a kind, read anew on each call; several where clusters of one tree bring their own, of which
  /// those of the same text count once.
  func definitions(group: String, kind: String) -> [CustomKind] {
    var texts: [ArraySlice<UInt8>] = []
    return (nodes["\(group) \(kind)"] ?? []).compactMap { node in
      let text = node.stream.source.bytes[node.bytes]
      guard !texts.contains(where: { $0.count == text.count && $0.elementsEqual(text) }) else { return nil }
      texts.append(text)
      return CustomKind(node)
    }
  }

  func has(group: String, kind: String) -> Bool { nodes["\(group) \(kind)"] != nil }

  /// The kinds of a group that the tree defines.
  func kinds(ofGroup group: String) -> Set<String> { kindsByGroup[group] ?? [] }
}
