import Diagnostics
import Manifests

/// What a derived value may be worked out by.
enum LabFunction: String, CaseIterable, Sendable {
  case dockerconfigjson, basicauth
  case registryPrefix = "registry-prefix"
  case registryProvider = "registry-provider"
  case apiVersion = "api-version"
  case isExactVersion = "is-exact-version"
  case ociTag = "oci-tag"
  case hasTokenShape = "has-token-shape"
  case isFluxAtLeast = "is-flux-at-least"
  case credentialWarning = "credential-warning"
  case externalDockerConfig = "external-dockerconfigjson"
  case urlScheme = "url-scheme"
  case isUsualNamespace = "is-usual-namespace"
  case imageHost = "image-host"

  /// Why there is no value: one sentence for the user.
  struct Refusal: Error {
    let message: String
  }

  /// The number of arguments.
  var arity: Int {
    switch self {
    case .dockerconfigjson, .credentialWarning: 3
    case .basicauth, .apiVersion, .isFluxAtLeast: 2
    case .hasTokenShape, .registryPrefix, .registryProvider, .isExactVersion, .ociTag, .externalDockerConfig,
      .urlScheme, .isUsualNamespace, .imageHost:
      1
    }
  }

  /// Whether the value tells nothing of a secret among the arguments but its kind.
  var isHarmless: Bool { self == .hasTokenShape || self == .credentialWarning }

  /// The value for arguments that are all there.
  /// - Throws: where no value serves what the user asked for.
  func value(_ arguments: [String]) throws(Refusal) -> TemplateValue.Content {
    guard arguments.count == arity else { return .none }
    switch self {
    case .dockerconfigjson: return .string(Self.config(arguments[0], arguments[1], arguments[2]))
    case .basicauth: return .string(Base64.encode("\(arguments[0]):\(arguments[1])".utf8))
    case .registryPrefix: return .string(RegistryPreset(host: arguments[0]).prefix)
    case .registryProvider: return .string(RegistryPreset(host: arguments[0]).provider)
    case .apiVersion: return .string(try Self.apiVersion(of: arguments[0], flux: arguments[1]))
    case .isExactVersion: return .bool(SemanticVersion(arguments[0]) != nil)
    // A tag cannot hold '+'; Helm writes '_' for it.
    case .ociTag: return .string(arguments[0].map { $0 == "+" ? "_" : String($0) }.joined())
    case .hasTokenShape:
      return .bool(TokenPattern.first(in: arguments[0].utf8) != nil)
    case .isFluxAtLeast:
      guard let flux = FluxVersion(arguments[0]), let least = FluxVersion(arguments[1]) else { return .none }
      return .bool(flux >= least)
    case .credentialWarning:
      let preset = RegistryPreset(host: arguments[0])
      return preset.warning(username: arguments[1], password: arguments[2]).map { .string($0) } ?? .none
    case .externalDockerConfig: return .string(Self.externalConfig(arguments[0]))
    case .urlScheme:
      return .string(arguments[0].firstRange(of: "://").map { String(arguments[0][..<$0.lowerBound]) } ?? "")
    case .imageHost: return .string(RegistryURL.image(arguments[0]).authority)
    case .isUsualNamespace: return .bool(Self.usualNamespaces.contains(arguments[0]))
    }
  }

  /// Namespaces that are there without a manifest: those of every cluster, and Flux's own.
  private static let usualNamespaces: Set<String> = [
    "default", "kube-system", "kube-public", "kube-node-lease", "flux-system",
  ]

  private static func apiVersion(of kind: String, flux text: String) throws(Refusal) -> String {
    let flux = FluxVersion(text) ?? .newest
    if let version = flux.apiVersion(of: kind) { return version }
    let minors = FluxVersion.oldest.minor...FluxVersion.newest.minor
    let first = minors.map { FluxVersion(major: FluxVersion.newest.major, minor: $0) }.first {
      $0.apiVersion(of: kind) != nil
    }
    let served = first.map { "; the first that does is Flux \($0)" } ?? ""
    throw Refusal(message: "Flux \(flux) serves no '\(kind)'\(served)")
  }

  /// Helm's own form: `auth` only, one key, or Docker Hub's two.
  private static func config(_ host: String, _ username: String, _ password: String) -> String {
    let auth = Base64.encode("\(username):\(password)".utf8)
    return config(host, auth: JSONString.quoted(auth))
  }

  /// The same with the template of an ExternalSecret in place of the credential.
  private static func externalConfig(_ host: String) -> String {
    config(host, auth: #""{{ printf "%s:%s" .username .password | b64enc }}""#)
  }

  private static func config(_ host: String, auth: String) -> String {
    let entries = RegistryPreset.authKeys(host: host).map { "\(JSONString.quoted($0)):{\"auth\":\(auth)}" }
    return "{\"auths\":{\(entries.joined(separator: ","))}}"
  }
}
