/// What is known of the registry at a host.
package struct RegistryPreset: Sendable {
  /// Starts the names of files and objects.
  package let prefix: String
  /// Flux's `spec.provider`.
  package let provider: String
  private let name: String

  /// - Parameter host: `HOST[:PORT]`, lower case.
  package init(host: String) {
    name = String(host.prefix { $0 != ":" })
    provider = CloudProvider(host: name)?.rawValue ?? "generic"
    prefix = Self.prefix(name)
  }

  /// The keys under `auths` that every Flux source looks its credential up by.
  package static func authKeys(host: String) -> [String] {
    DockerHub.isHost(host) ? [DockerHub.host, DockerHub.key] : [host]
  }

  /// Why a credential of this registry will not serve a cluster for long; nil where nothing is known against it.
  ///
  /// Source: the issuers' documentation of their tokens, 2026-07.
  package func warning(username: String, password: String) -> String? {
    if username == "gitlab-ci-token" || password.hasPrefix("glcbt-") {
      return "a CI job's token ends with its job; take a deploy token with the scope 'read_registry'"
    }
    if name == "ghcr.io" {
      if password.hasPrefix("github_pat_") {
        return "'ghcr.io' takes no fine-grained token; take a classic one with the scope 'read:packages'"
      }
      if password.hasPrefix("ghs_") { return "the token of a GitHub job ends with its job" }
    }
    if password.hasPrefix("glpat-") {
      return
        "a personal access token expires and may do all that its owner may; take a deploy token with the scope "
        + "'read_registry'"
    }
    switch CloudProvider(host: name) {
    case .aws: return "a password of ECR lasts 12 hours; '--provider aws' needs none"
    case .gcp where username == "oauth2accesstoken":
      return "an access token of Google lasts an hour; '--provider gcp' needs none"
    case .azure where username == "00000000-0000-0000-0000-000000000000":
      return "a token of 'az acr login' lasts 3 hours; '--provider azure' needs none"
    default: return nil
    }
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
