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

  /// The number of arguments.
  var arity: Int {
    switch self {
    case .dockerconfigjson: 3
    case .basicauth, .apiVersion, .isFluxAtLeast: 2
    case .hasTokenShape, .registryPrefix, .registryProvider, .isExactVersion, .ociTag: 1
    }
  }

  /// The value for arguments that are all there.
  func value(_ arguments: [String]) -> TemplateValue.Content {
    guard arguments.count == arity else { return .none }
    switch self {
    case .dockerconfigjson: return .string(Self.config(arguments[0], arguments[1], arguments[2]))
    case .basicauth: return .string(Base64.encode("\(arguments[0]):\(arguments[1])".utf8))
    case .registryPrefix: return .string(RegistryPreset(host: arguments[0]).prefix)
    case .registryProvider: return .string(RegistryPreset(host: arguments[0]).provider)
    case .apiVersion:
      let flux = FluxVersion(arguments[1]) ?? .newest
      return flux.apiVersion(of: arguments[0]).map { .string($0) } ?? .none
    case .isExactVersion: return .bool(VersionRange.isExact(arguments[0]))
    // A tag cannot hold '+'; Helm writes '_' for it.
    case .ociTag: return .string(arguments[0].map { $0 == "+" ? "_" : String($0) }.joined())
    case .hasTokenShape:
      return .bool(TokenPattern.first(in: arguments[0].utf8) != nil)
    case .isFluxAtLeast:
      guard let flux = FluxVersion(arguments[0]), let least = FluxVersion(arguments[1]) else { return .none }
      return .bool(flux >= least)
    }
  }

  /// Helm's own form: `auth` only, one key, or Docker Hub's two.
  private static func config(_ host: String, _ username: String, _ password: String) -> String {
    let auth = Base64.encode("\(username):\(password)".utf8)
    let entries = RegistryPreset.authKeys(host: host).map { "\(JSON.quoted($0)):{\"auth\":\"\(auth)\"}" }
    return "{\"auths\":{\(entries.joined(separator: ","))}}"
  }
}
