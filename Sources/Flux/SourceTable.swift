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

  init(_ tree: Tree) {
    var urls: [String: String] = [:]
    for manifest in tree.manifests where manifest.id.group == "source.toolkit.fluxcd.io" {
      guard let url = manifest.root["spec"]?["url"]?.text else { continue }
      urls[Self.key(manifest.id.kind, manifest.id.namespace, manifest.id.name)] = Self.normal(url)
    }
    var own = Set(urls.filter { $0.key.hasSuffix("/flux-system") }.values)
    for instance in tree.manifests where FluxInstance.matches(instance) {
      guard let name = FluxInstance.syncName(of: instance), let url = FluxInstance.url(of: instance) else {
        continue
      }
      urls[Self.key(FluxInstance.syncKind(of: instance), instance.id.namespace, name)] = Self.normal(url)
      own.insert(Self.normal(url))
    }
    self.urls = urls
    ownURLs = own
    usesBootstrap = tree.manifests.contains { manifest in
      guard FluxKustomization.matches(manifest) else { return false }
      return manifest.root["spec"]?["sourceRef"]?["name"]?.is("flux-system") ?? false
    }
  }

  /// The origin of the source that a Flux Kustomization names.
  func origin(of manifest: Manifest) -> Origin {
    guard let source = manifest.root["spec"]?["sourceRef"], let name = source["name"]?.text else {
      return .maybe
    }
    return origin(
      kind: source["kind"]?.text ?? "GitRepository",
      namespace: source["namespace"]?.text ?? manifest.id.namespace, name: name)
  }

  func origin(kind: String, namespace: String?, name: String) -> Origin {
    if kind == "ExternalArtifact" || kind == "Bucket" { return .other }
    if name == "flux-system" { return kind == "GitRepository" ? .thisRepository : .maybe }
    guard let url = urls[Self.key(kind, namespace, name)] ?? urls[Self.key(kind, nil, name)] else {
      return .maybe
    }
    if ownURLs.contains(url) { return .thisRepository }
    // Beside the bootstrap source, which no file needs to define, one that a file defines is another repository.
    return ownURLs.isEmpty && !usesBootstrap ? .maybe : .other
  }

  private static func key(_ kind: String, _ namespace: String?, _ name: String) -> String {
    "\(kind)/\(namespace ?? "")/\(name)"
  }

  /// A URL without scheme, user and `.git`, so that ssh and https forms of one repository are equal.
  private static func normal(_ url: String) -> String {
    var rest = url.utf8[...]
    for scheme in ["https://", "http://", "ssh://", "oci://"] where rest.starts(with: scheme.utf8) {
      rest = rest.dropFirst(scheme.utf8.count)
    }
    if let at = rest.firstIndex(of: UInt8(ascii: "@")) { rest = rest[at...].dropFirst() }
    if rest.last == UInt8(ascii: "/") { rest = rest.dropLast() }
    if rest.suffix(4).elementsEqual(".git".utf8) { rest = rest.dropLast(4) }
    return Substring(rest).lowercased()
  }
}
