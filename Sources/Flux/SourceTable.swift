import Manifests

/// Which sources of a tree are the tree itself.
struct SourceTable: Sendable {
  /// How sure it is that a source is this repository.
  enum Origin: Sendable {
    /// The bootstrap source, or one that the tree's own definitions show to be this repository.
    case thisRepository
    /// Nothing says what it is; a path that exists here is taken as meant.
    case maybe
    case other
  }

  private let urls: [String: String]
  private let ownURLs: Set<String>
  /// Whether any Kustomization takes its files from the bootstrap source.
  private let usesBootstrap: Bool
  /// The names of sources, by kind, of which a path below the root exists in this tree.
  private let proven: Set<String>

  init(_ tree: Tree) {
    var urls: [String: String] = [:]
    for manifest in tree.manifests where manifest.id.group == "source.toolkit.fluxcd.io" {
      guard let url = manifest.root["spec"]?["url"]?.text else { continue }
      urls[Self.key(manifest.id.kind, manifest.id.namespace, manifest.id.name)] = Self.normal(url)
    }
    self.urls = urls
    ownURLs = Set(urls.filter { $0.key.hasSuffix("/flux-system") }.values)
    let kustomizations = tree.manifests.filter(FluxKustomization.matches)
    usesBootstrap = kustomizations.contains {
      $0.root["spec"]?["sourceRef"]?["name"]?.is("flux-system") ?? false
    }
    proven = Set(
      kustomizations.compactMap { manifest in
        let path = TreePath.clamped(manifest.root["spec"]?["path"]?.text ?? "")
        return !path.isEmpty && tree.kind(of: path) == .directory ? Self.name(of: manifest) : nil
      })
  }

  /// `kind/name` of the source that a Kustomization names; nil where it names none.
  private static func name(of manifest: Manifest) -> String? {
    guard let source = manifest.root["spec"]?["sourceRef"], let name = source["name"]?.text else {
      return nil
    }
    return "\(source["kind"]?.text ?? "GitRepository")/\(name)"
  }

  /// The origin of the source that a Flux Kustomization names.
  func origin(of manifest: Manifest) -> Origin {
    let path = TreePath.clamped(manifest.root["spec"]?["path"]?.text ?? "")
    guard let source = manifest.root["spec"]?["sourceRef"], let name = source["name"]?.text else {
      // What a parent's patch adds is not known; without a path there is nothing to go by.
      return path.isEmpty ? .other : .maybe
    }
    let kind = source["kind"]?.text ?? "GitRepository"
    if kind == "ExternalArtifact" || kind == "Bucket" { return .other }
    if name == "flux-system" { return kind == "GitRepository" ? .thisRepository : .maybe }
    let namespace = source["namespace"]?.text ?? manifest.id.namespace
    // Every source has a root: that says nothing, unless another path of the source is here.
    let unsure: Origin =
      path.isEmpty && !proven.contains("\(kind)/\(name)") && isOneOfSeveral ? .other : .maybe
    guard let url = urls[Self.key(kind, namespace, name)] ?? urls[Self.key(kind, nil, name)] else {
      return unsure
    }
    if ownURLs.contains(url) { return .thisRepository }
    return ownURLs.isEmpty && !usesBootstrap ? unsure : .other
  }

  /// Whether this repository may be another source than the one that is asked for.
  private var isOneOfSeveral: Bool { usesBootstrap || !proven.isEmpty || Set(urls.values).count > 1 }

  private static func key(_ kind: String, _ namespace: String?, _ name: String) -> String {
    "\(kind)/\(namespace ?? "")/\(name)"
  }

  /// A URL without scheme, user and `.git`, so that ssh and https forms of one repository are equal.
  private static func normal(_ url: String) -> String {
    var rest = url[...]
    for scheme in ["https://", "http://", "ssh://", "oci://"] where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    if let at = rest.firstIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    if rest.hasSuffix(".git") { rest = rest.dropLast(4) }
    return rest.lowercased()
  }
}
