/// A docker config as a Secret holds it: the credentials of a pull, by registry.
package struct DockerConfig: Sendable {
  /// Why a text is no docker config.
  package enum Fault: Error, Hashable, Sendable {
    case notJSON(JSONError)
    case notObject
    /// The hosts stand at the top level, as in a `.dockercfg`.
    case legacyShape
    /// The hosts stand below `auths`, as in a `.dockerconfigjson`.
    case currentShape
  }

  /// The registries, in the order of the text.
  package let entries: [Entry]
  /// Whether `auths` is there, whatever it holds.
  package let hasAuths: Bool
  /// The top-level keys.
  package let keys: [String]
  /// The program that docker asks for every host.
  package let credentialStore: String?
  /// The program that docker asks for one host, by host.
  package let credentialHelpers: [String: String]

  /// What is known of one registry.
  package struct Entry: Hashable, Sendable {
    /// The key, as written.
    package let key: String
    /// The key, taken apart.
    package let address: DockerKey
    package let isObject: Bool
    package let auth: String?
    /// What it decodes to, as the two controllers read it.
    package let decodedAuth: Auth
    package let username: String?
    package let password: String?
    package let identityToken: String?
    package let registryToken: String?

    init(key: String, _ value: JSON) {
      self.key = key
      address = DockerKey(key)
      isObject = value.isObject
      func field(_ name: String) -> String? {
        value.members.last { $0.key.lowercased() == name }?.value.string.flatMap { $0.isEmpty ? nil : $0 }
      }
      auth = field("auth")
      decodedAuth = Self.decoded(auth)
      username = field("username")
      password = field("password")
      identityToken = field("identitytoken")
      registryToken = field("registrytoken")
    }

    /// Whether it holds anything to sign in with.
    package var isEmpty: Bool {
      auth == nil && username == nil && password == nil && identityToken == nil && registryToken == nil
    }
  }

  /// Reads the content of a `.dockerconfigjson`, or of a `.dockercfg` where `isLegacy`.
  package init(_ text: [UInt8], isLegacy: Bool = false) throws(Fault) {
    let json: JSON
    do { json = try JSON(text) } catch { throw .notJSON(error) }
    guard json.isObject else { throw .notObject }
    keys = json.members.map(\.key)
    if isLegacy {
      guard json["auths"] == nil else { throw .currentShape }
      entries = json.members.map { Entry(key: $0.key, $0.value) }
      (hasAuths, credentialStore, credentialHelpers) = (true, nil, [:])
      return
    }
    // encoding/json matches keys without regard to letter case.
    func member(_ name: String) -> JSON? {
      json[name] ?? json.members.last { $0.key.lowercased() == name.lowercased() }?.value
    }
    let auths = member("auths")
    if auths == nil, Self.hasHosts(json) { throw .legacyShape }
    hasAuths = auths?.isObject ?? false
    entries = (auths?.members ?? []).map { Entry(key: $0.key, $0.value) }
    credentialStore = member("credsStore")?.string.flatMap { $0.isEmpty ? nil : $0 }
    credentialHelpers = Dictionary(
      (member("credHelpers")?.members ?? []).map { ($0.key, $0.value.string ?? "") }, uniquingKeysWith: { $1 }
    )
  }

  private static func hasHosts(_ json: JSON) -> Bool {
    json.members.contains { member in
      guard member.key.contains(where: { $0 == "." || $0 == ":" }), member.value.isObject else {
        return false
      }
      let entry = Entry(key: member.key, member.value)
      return entry.auth != nil || entry.username != nil
    }
  }
}

// MARK: - What an entry signs in with

extension DockerConfig.Entry {
  package enum Auth: Hashable, Sendable {
    case absent
    case undecodable(Base64Error)
    /// It decodes when the missing `=` are added; only the keyring of OCIRepository does that.
    case unpadded(user: [UInt8], password: [UInt8])
    /// No colon in it.
    case noColon([UInt8])
    case pair(user: [UInt8], password: [UInt8])
  }

  static func decoded(_ auth: String?) -> Auth {
    guard let auth else { return .absent }
    let text = Array(auth.utf8)
    do {
      let decoded = try Base64.decode(text)
      return Self.split(decoded).map { .pair(user: $0, password: $1) } ?? .noColon(decoded)
    } catch {
      guard error.cause == .length, !text.contains(UInt8(ascii: "=")) else { return .undecodable(error) }
      let missing = (4 - text.count % 4) % 4
      guard let decoded = try? Base64.decode(text + Array(repeating: UInt8(ascii: "="), count: missing))
      else {
        return .undecodable(error)
      }
      return Self.split(decoded).map { .unpadded(user: $0, password: $1) } ?? .noColon(decoded)
    }
  }

  /// User and password as a pull would send them; nil where the entry has no such pair.
  package var credential: (user: [UInt8], password: [UInt8])? {
    switch decodedAuth {
    case .pair(let user, let password), .unpadded(let user, let password): return (user, password)
    case .absent:
      guard let username else { return nil }
      return (Array(username.utf8), Array((password ?? "").utf8))
    default: return nil
    }
  }

  private static func split(_ decoded: [UInt8]) -> (user: [UInt8], password: [UInt8])? {
    decoded.firstIndex(of: UInt8(ascii: ":")).map { colon in
      (Array(decoded[..<colon]), Array(decoded[(colon + 1)...]))
    }
  }
}
