import Diagnostics
import Manifests

/// The built-in types of Secrets.
enum SecretTypes {
  /// The keys that the API server requires, by type; `basic-auth`, which wants one of two, is not among them.
  ///
  /// Source: Kubernetes `ValidateSecret`; the bootstrap token's from its controller.
  static let required: [String: [String]] = [
    "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
    "kubernetes.io/dockercfg": [".dockercfg"],
    "kubernetes.io/ssh-auth": ["ssh-privatekey"],
    "kubernetes.io/tls": ["tls.crt", "tls.key"],
    "bootstrap.kubernetes.io/token": ["token-id", "token-secret"],
  ]

  static let all =
    required.keys + ["Opaque", "kubernetes.io/basic-auth", "kubernetes.io/service-account-token"]

  /// The built-in type that a misspelt one means; nil for a built-in type and for one of somebody else.
  static func meant(by type: String) -> String? {
    all.contains(type) ? nil : usual[type] ?? nearest(to: type, among: all)
  }

  private static let usual = [
    "kubernetes.io/dockerconfig": "kubernetes.io/dockerconfigjson",
    "kubernetes.io/docker-config-json": "kubernetes.io/dockerconfigjson",
    "kubernetes.io/docker-registry": "kubernetes.io/dockerconfigjson",
    "dockerconfigjson": "kubernetes.io/dockerconfigjson", "docker-registry": "kubernetes.io/dockerconfigjson",
    "kubernetes.io/basicauth": "kubernetes.io/basic-auth", "kubernetes.io/ssh": "kubernetes.io/ssh-auth",
    "tls": "kubernetes.io/tls",
  ]
}

/// Which keys a Secret must have, and which of its keys stand for them in another spelling.
enum SecretKeys {
  /// The keys that the Secret's type requires and that it lacks.
  static func missing(_ secret: Secret) -> [String] {
    if secret.type == "kubernetes.io/basic-auth" {
      return secret["username"] == nil && secret["password"] == nil ? ["username"] : []
    }
    return (SecretTypes.required[secret.type] ?? []).filter { secret[$0] == nil }
  }

  /// The keys that a reader needs and that the Secret lacks; empty where it has another set that will do.
  static func needed(by use: SecretUse, of secret: Secret) -> [String] {
    func lacking(_ keys: String...) -> [String] { keys.filter { secret[$0] == nil } }
    switch use.reader {
    case .helmRegistry: return secret.isDockerType ? [] : lacking("username", "password")
    case .helmIndex:
      return secret.values.contains { ["tls.crt", "certFile", "ca.crt", "caFile"].contains($0.key) }
        ? [] : lacking("username", "password")
    case .registry, .pod: return secret.isDockerType ? [] : lacking(".dockerconfigjson")
    case .certificate:
      let known = ["ca.crt", "tls.crt", "tls.key", "caFile", "certFile", "keyFile"]
      return secret.values.contains { known.contains($0.key) } ? [] : lacking("ca.crt", "tls.crt", "tls.key")
    case .proxy: return lacking("address")
    case .gitSSH: return lacking("identity", "known_hosts")
    case .gitHTTP: return secret["bearerToken"] == nil ? lacking("username", "password") : []
    case .gitHubApp: return lacking("githubAppID", "githubAppPrivateKey")
    case .receiver: return lacking("token")
    case .other: return []
    }
  }

  /// The keys that a reader signs in with.
  static func read(by use: SecretUse) -> [String] {
    switch use.reader {
    case .helmRegistry: [".dockerconfigjson", "username", "password"]
    case .helmIndex, .gitHTTP: ["username", "password", "bearerToken"]
    case .registry, .pod: [".dockerconfigjson"]
    case .certificate: ["tls.crt", "tls.key", "ca.crt"]
    case .proxy: ["address"]
    case .gitSSH: ["identity", "known_hosts"]
    case .gitHubApp: ["githubAppID", "githubAppPrivateKey"]
    case .receiver: ["token"]
    case .other: []
    }
  }

  /// The values whose keys misspell a key: other letter case or signs, a usual mistake, or a slip in a long name.
  static func misspelt(_ key: String, in secret: Secret) -> [SecretValue] {
    guard secret[key] == nil else { return [] }
    return secret.values.filter { isMisspelling($0.key, of: key) }
  }

  private static func isMisspelling(_ key: String, of wanted: String) -> Bool {
    if known.contains(key) { return false }
    if spelling(key) == spelling(wanted) || usual[key] == wanted { return true }
    return wanted.utf8.count >= 8 && editDistance(key, wanted, limit: 2) <= 2
  }

  /// Letters and digits in lower case.
  static func spelling(_ key: String) -> String {
    String(
      decoding: key.lowercased().utf8.filter { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) },
      as: UTF8.self)
  }

  private static let usual = [
    "tls.cert": "tls.crt", "cert.pem": "tls.crt", "tls.pem": "tls.crt", "key.pem": "tls.key",
    "ca.cert": "ca.crt",
    "ca.pem": "ca.crt", "user": "username", "pass": "password", "passwd": "password", "tls.ca": "ca.crt",
  ]
  private static let known: Set<String> = [
    ".dockerconfigjson", ".dockercfg", "ssh-privatekey", "tls.crt", "tls.key", "ca.crt", "username",
    "password",
    "identity", "identity.pub", "known_hosts", "token", "address", "bearerToken", "githubAppID",
    "githubAppPrivateKey",
    "token-id", "token-secret",
  ]
}

/// A decoded value that is base64 once more, of printable text of at least 12 characters.
struct DoubleEncoding {
  let inner: [UInt8]

  init?(of bytes: [UInt8]) {
    let text = bytes.last == UInt8(ascii: "\n") ? Array(bytes.dropLast()) : bytes
    guard text.count >= 12, let inner = try? Base64.decode(text), TextShape.isPrintable(inner),
      inner.count >= 8
    else { return nil }
    self.inner = inner
  }
}

extension DockerConfig.Entry {
  /// The key as a message may show it: the user info of a URL is left out.
  var host: String {
    guard let at = key.utf8.lastIndex(of: UInt8(ascii: "@")) else { return key }
    return "…" + key[at...]
  }
}

extension DockerKey {
  /// Whether it has a scheme that no docker config has, such as `oci`.
  var hasForeignScheme: Bool { scheme.map { $0 != "http" && $0 != "https" } ?? false }

  /// Whether its path ends in a tag, or its "port" is none.
  var hasTag: Bool { path.contains(":") || (port.map { !$0.allSatisfy(\.isNumber) } ?? false) }
}
