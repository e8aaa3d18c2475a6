/// What is known of the registry at a host.
package struct RegistryPreset: Sendable {
  /// Starts the names of files and objects.
  package let prefix: String
  /// Flux's `spec.provider`.
  package let provider: String

  /// - Parameter host: `HOST[:PORT]`, lower case.
  package init(host: String) {
    let name = String(host.prefix { $0 != ":" })
    (prefix, provider) = Self.exact[name] ?? Self.family(name) ?? ("registry", "generic")
  }

  /// The keys under `auths` that every Flux source looks its credential up by.
  package static func authKeys(host: String) -> [String] {
    isDockerHub(host) ? ["registry-1.docker.io", "https://index.docker.io/v1/"] : [host]
  }

  package static func isDockerHub(_ host: String) -> Bool {
    ["registry-1.docker.io", "docker.io", "index.docker.io"].contains(host)
  }

  private static let exact: [String: (String, String)] = [
    "registry.gitlab.com": ("gitlab", "generic"), "ghcr.io": ("ghcr", "generic"),
    "registry-1.docker.io": ("dockerhub", "generic"), "docker.io": ("dockerhub", "generic"),
    "index.docker.io": ("dockerhub", "generic"), "quay.io": ("quay", "generic"),
    "public.ecr.aws": ("ecr", "aws"),
    "gcr.io": ("gcr", "gcp"), "docker.s3nsregistry.fr": ("gar", "gcp"),
  ]

  /// The suffixes that Flux's own host patterns name (fluxcd/pkg, auth).
  private static func family(_ name: String) -> (String, String)? {
    if name.hasSuffix("-docker.pkg.dev") { return ("gar", "gcp") }
    if name.hasSuffix(".gcr.io") { return ("gcr", "gcp") }
    if [".azurecr.io", ".azurecr.cn", ".azurecr.de", ".azurecr.us"].contains(where: name.hasSuffix) {
      return ("acr", "azure")
    }
    let labels = name.split(separator: ".")
    if labels.count > 3, labels[0].allSatisfy(\.isNumber),
      labels[1] == "dkr" && labels[2].hasPrefix("ecr") || labels[1].hasPrefix("dkr-ecr")
    {
      return ("ecr", "aws")
    }
    // A host of one's own is told by its first label.
    if let first = labels.first, labels.count > 1 {
      if first == "harbor" { return ("harbor", "generic") }
      if first == "gitlab" || labels.dropFirst().first == "gitlab" { return ("gitlab", "generic") }
      if first == "quay" { return ("quay", "generic") }
    }
    return nil
  }
}
