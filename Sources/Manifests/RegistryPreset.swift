/// What is known of the registry at a host.
package struct RegistryPreset: Sendable {
  /// Starts the names of files and objects.
  package let prefix: String
  /// Flux's `spec.provider`.
  package let provider: String

  /// - Parameter host: `HOST[:PORT]`, lower case.
  package init(host: String) {
    let name = String(host.prefix { $0 != ":" })
    provider = CloudProvider(host: name)?.rawValue ?? "generic"
    prefix = Self.prefix(name)
  }

  /// The keys under `auths` that every Flux source looks its credential up by.
  package static func authKeys(host: String) -> [String] {
    DockerHub.isHost(host) ? [DockerHub.host, DockerHub.key] : [host]
  }

  private static func prefix(_ name: String) -> String {
    if DockerHub.isHost(name) { return "dockerhub" }
    switch CloudProvider(host: name) {
    case .aws: return "ecr"
    case .azure: return "acr"
    case .gcp: return name.hasSuffix("gcr.io") ? "gcr" : "gar"
    case nil: break
    }
    if name == "ghcr.io" { return "ghcr" }
    // A registry of one's own is told by a label of its host.
    let labels = name.split(separator: ".")
    let products = ["gitlab", "quay", "harbor"]
    return products.first { product in labels.contains { $0 == product } } ?? "registry"
  }
}
