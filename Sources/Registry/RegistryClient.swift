import Diagnostics
import Manifests

/// Asks one registry on behalf of one source: signs in the way that the registry wants, as Flux would.
///
/// Source: the OCI distribution specification 1.1 and distribution's token authentication.
struct RegistryClient {
  /// `https://host:port`.
  let base: String
  let credential: (user: [UInt8], password: [UInt8])?
  let allowsPlainHTTP: Bool
  let ask: (HTTPRequest) throws(HTTPFailure) -> HTTPResponse
  /// Whether the registry has asked who we are.
  private(set) var wasChallenged = false
  /// The header `Authorization` by the repository that it is good for.
  private var signed: [String: String] = [:]

  enum Failure: Error {
    /// The registry does not know the user or the password.
    case refused(status: Int)
    case unreachable(String)
    case unable(String)
    /// The registry answers what the specification does not know: one clause.
    case odd(String)
  }

  init(
    base: String, credential: (user: [UInt8], password: [UInt8])?, allowsPlainHTTP: Bool,
    ask: @escaping (HTTPRequest) throws(HTTPFailure) -> HTTPResponse
  ) {
    self.base = base
    self.credential = credential
    self.allowsPlainHTTP = allowsPlainHTTP
    self.ask = ask
  }

  /// The answer to a GET; a second one where the registry wants to know who asks.
  /// - Parameters:
  ///   - path: from its slash.
  ///   - repository: whose content it is about; "" for none.
  mutating func get(
    _ path: String, repository: String, accept: [String] = []
  ) throws(Failure) -> HTTPResponse {
    let first = try send(base + path, accept, signed[repository])
    guard first.status == 401, signed[repository] == nil else { return first }
    wasChallenged = true
    let challenges = first.headers.filter { $0.name == "www-authenticate" }.compactMap { Challenge($0.value) }
    let known = challenges.first { $0.scheme == "bearer" } ?? challenges.first { $0.scheme == "basic" }
    guard let known else { throw .odd("the registry wants a sign-in that Flux does not know") }
    signed[repository] = try known.scheme == "basic" ? basic() : token(known, repository)
    let second = try send(base + path, accept, signed[repository])
    if second.status == 401, known.scheme == "basic" { throw .refused(status: 401) }
    return second
  }

  private func basic() throws(Failure) -> String {
    guard let credential else { throw .refused(status: 401) }
    return "Basic " + Base64.encode(credential.user + [UInt8(ascii: ":")] + credential.password)
  }

  /// Asks the service that the challenge names for a token.
  private func token(_ challenge: Challenge, _ repository: String) throws(Failure) -> String {
    let realm = challenge.parameters["realm"] ?? ""
    guard realm.hasPrefix("https://") || (allowsPlainHTTP && realm.hasPrefix("http://")) else {
      throw .odd("the registry wants the password sent to '\(realm)', which is not https")
    }
    var query: [String] = []
    if let service = challenge.parameters["service"] { query.append("service=\(Self.encoded(service))") }
    let scope = challenge.parameters["scope"] ?? (repository.isEmpty ? nil : "repository:\(repository):pull")
    if let scope { query.append("scope=\(Self.encoded(scope))") }
    let url = realm + (query.isEmpty ? "" : (realm.contains("?") ? "&" : "?") + query.joined(separator: "&"))
    let answer = try send(url, [], credential == nil ? nil : try basic())
    guard answer.status == 200 else {
      if [400, 401, 403].contains(answer.status) { throw .refused(status: answer.status) }
      throw .odd("the token service of the registry answers \(answer.status)")
    }
    let json = try? JSON(answer.body)
    guard let token = json?["token"]?.string ?? json?["access_token"]?.string, !token.isEmpty else {
      throw .odd("the token service of the registry gives no token")
    }
    return "Bearer " + token
  }

  private func send(_ url: String, _ accept: [String], _ authorization: String?) throws(Failure)
    -> HTTPResponse
  {
    var headers = accept.map { (name: "Accept", value: $0) }
    if let authorization { headers.append((name: "Authorization", value: authorization)) }
    do throws(HTTPFailure) {
      return try ask(HTTPRequest(url: url, headers: headers, allowsPlainHTTP: allowsPlainHTTP))
    } catch {
      switch error {
      case .unreachable(let words): throw .unreachable(words)
      case .unable(let words): throw .unable(words)
      }
    }
  }

  /// Percent-encoding of RFC 3986 for the value of a query.
  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      if byte.isLetterOrDigit || "-._~:/".utf8.contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
