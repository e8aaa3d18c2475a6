import Diagnostics
import Lint
import Manifests
import Testing
import YAML

@testable import Registry

/// Registries that answer from a table, so that every answer of the specification can be had.
@Suite struct RegistryCheckTests {
  private static let manifest = #"{"config":{"mediaType":"application/vnd.cncf.helm.config.v1+json"}}"#
  private static let bearer =
    #"Bearer realm="https://auth.example.com/token",service="registry",scope="repository:group/apache:pull""#

  /// A server: what it answers to a URL and a header `Authorization`.
  private typealias Server = (_ url: String, _ authorization: String?) -> HTTPResponse

  private static func answer(
    _ status: Int, _ body: String = "", _ headers: (name: String, value: String)...
  ) -> HTTPResponse {
    HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
  }

  private static func source(
    version: String = "0.1.0", url: String = "oci://registry.example.com/group", secret: String? = nil,
    more: String = ""
  ) throws -> RegistrySource {
    let secret =
      secret ?? """
        type: Opaque
        stringData:
          username: me
          password: pass:word
        """
    let text = """
      apiVersion: v1
      kind: Secret
      metadata:
        name: login
        namespace: default
      \(secret)
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata:
        name: charts
        namespace: default
      spec:
        type: \(url.hasPrefix("oci") ? "oci" : "default")
        url: \(url)
        secretRef:
          name: login\(more)
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: apache
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: apache
            version: "\(version)"
            sourceRef:
              kind: HelmRepository
              name: charts
      """
    let tree = Tree([
      Tree.File(path: "lab.yaml", content: .yaml(YAMLStream(SourceFile(path: "lab.yaml", text: text))))
    ])
    return try #require(RegistrySource.all(LintContext(tree: tree).references).first)
  }

  private static func results(_ source: RegistrySource, _ server: @escaping Server) -> [String] {
    RegistryCheck(source) { request throws(HTTPFailure) in
      server(request.url, request.headers.first { $0.name == "Authorization" }?.value)
    }.results().map { "\($0.verdict): \($0.message)" }
  }

  private static let basic = "Basic " + Base64.encode("me:pass:word".utf8)

  @Test func `a bearer challenge is answered with a token for the repository`() throws {
    var asked: [String] = []
    let found = Self.results(try Self.source()) { url, authorization in
      asked.append("\(url) \(authorization ?? "-")")
      switch authorization {
      case Self.basic: return Self.answer(200, #"{"token":"t"}"#)
      case "Bearer t": return Self.answer(200, Self.manifest)
      default: return Self.answer(401, "", ("www-authenticate", Self.bearer))
      }
    }
    #expect(
      found == [
        "ok: the credential 'login' of HelmRepository 'charts' is accepted by 'registry.example.com'",
        "ok: the chart 'apache' has the version '0.1.0'",
      ])
    #expect(
      asked == [
        "https://registry.example.com/v2/group/apache/manifests/0.1.0 -",
        "https://auth.example.com/token?service=registry&scope=repository:group/apache:pull \(Self.basic)",
        "https://registry.example.com/v2/group/apache/manifests/0.1.0 Bearer t",
      ])
  }

  @Test func `a token service that says no refuses the credential`() throws {
    let found = Self.results(try Self.source()) { url, _ in
      url.contains("/token") ? Self.answer(403) : Self.answer(401, "", ("www-authenticate", Self.bearer))
    }
    #expect(
      found == [
        "error: the credential 'login' of HelmRepository 'charts' is refused by 'registry.example.com' (403): the user or the password is wrong, or has expired"
      ])
  }

  @Test func `a known credential without the right to read is told apart`() throws {
    let found = Self.results(try Self.source()) { url, authorization in
      if url.contains("/token") { return Self.answer(200, #"{"access_token":"t"}"#) }
      return Self.answer(
        401, "",
        ("www-authenticate", Self.bearer + (authorization == nil ? "" : #",error="insufficient_scope""#)))
    }
    #expect(found.count == 2)
    #expect(
      found[1].hasPrefix(
        "error: the chart 'apache' may not be pulled with the credential of the Secret 'login' (401)"))
  }

  @Test func `the password is sent nowhere without TLS`() throws {
    let found = Self.results(try Self.source()) { _, authorization in
      #expect(authorization == nil)
      return Self.answer(401, "", ("www-authenticate", #"Bearer realm="http://auth.example.com/token""#))
    }
    #expect(found.count == 1)
    #expect(found[0].contains("sent to 'http://auth.example.com/token', which is not https"))
  }

  @Test func `a version that is not there names those that are, over all pages`() throws {
    let found = Self.results(try Self.source(version: "0.2.0")) { url, _ in
      if url.hasSuffix("/tags/list") {
        return Self.answer(
          200, #"{"tags":["0.1.0","latest"]}"#, ("link", #"</v2/group/apache/tags/list?last=x>; rel="next""#))
      }
      return url.hasSuffix("last=x") ? Self.answer(200, #"{"tags":["0.3.0_1"]}"#) : Self.answer(404)
    }
    #expect(found[0].hasPrefix("ok: the credential 'login' of HelmRepository 'charts' is not needed"))
    #expect(found[1] == "error: the chart 'apache' has not the version '0.2.0'; there are '0.1.0', '0.3.0+1'")
  }

  @Test func `a URL that names the chart itself is found out`() throws {
    let found = Self.results(try Self.source(url: "oci://registry.example.com/group/apache")) { url, _ in
      url == "https://registry.example.com/v2/group/apache/manifests/0.1.0"
        ? Self.answer(200, Self.manifest) : Self.answer(404)
    }
    #expect(found[1].hasSuffix("which is the chart itself; expected a URL without '/apache'"))
  }

  @Test func `an image is no chart`() throws {
    let found = Self.results(try Self.source()) { _, _ in
      Self.answer(200, #"{"config":{"mediaType":"application/vnd.oci.image.config.v1+json"}}"#)
    }
    #expect(found[1].hasPrefix("error: the chart 'apache' is no Helm chart"))
  }

  @Test(arguments: [
    (">=0.1.0 <1", "has '0.9.0' in the range"),
    ("2.x", "has no version in the range '2.x'; there are '0.1.0', '0.9.0', '1.0.0'"),
  ])
  func `a range takes the newest of an index`(_ range: String, _ words: String) throws {
    let found = Self.results(try Self.source(version: range, url: "https://charts.example.com/stable")) {
      url, authorization in
      #expect(url == "https://charts.example.com/stable/index.yaml")
      guard authorization == Self.basic else {
        return Self.answer(401, "", ("www-authenticate", "Basic realm=x"))
      }
      return Self.answer(
        200, "entries:\n  apache:\n  - version: 0.9.0\n  - version: 1.0.0\n  - version: 0.1.0\n  nginx: []\n")
    }
    #expect(found[0].hasPrefix("ok:"))
    #expect(found[1].contains(words), "\(found)")
  }

  @Test func `what is encrypted is not checked, and nobody is asked`() throws {
    let encrypted =
      "type: Opaque\nstringData:\n  username: ENC[AES256_GCM,data:x]\n  password: ENC[AES256_GCM,data:y]"
    let found = Self.results(try Self.source(secret: encrypted)) { _, _ in
      Issue.record("a registry was asked")
      return Self.answer(500)
    }
    #expect(
      found == [
        "notChecked: the credential 'login' of HelmRepository 'charts' is not checked: the Secret 'login' is encrypted"
      ])
  }

  @Test(arguments: [500, 302, 429])
  func `an answer that says nothing is no verdict`(_ status: Int) throws {
    let found = Self.results(try Self.source()) { _, _ in Self.answer(status) }
    #expect(found[1] == "unreachable: the chart 'apache' cannot be asked for: the registry answers \(status)")
  }

  @Test(arguments: [
    (#"Basic realm="a \"b\" c""#, "basic", "a \"b\" c"),
    ("Bearer realm=https://x , service=y", "bearer", "https://x"),
    ("Negotiate", "negotiate", nil), (#"bearer REALM="x"#, "bearer", "x"),
  ])
  func `a challenge is read as it is written`(_ header: String, _ scheme: String, _ realm: String?) throws {
    let challenge = try #require(Challenge(header))
    #expect(challenge.scheme == scheme)
    #expect(challenge.parameters["realm"] == realm)
  }

  @Test func `an answer behind a proxy's is the one that counts`() throws {
    let text =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/2 401 \r\nWWW-Authenticate: Basic realm=x\r\n\r\nbody\r\n\r\n"
    let answer = try #require(HTTPResponse(Array(text.utf8)))
    #expect(answer.status == 401)
    #expect(answer.header("www-authenticate") == "Basic realm=x")
    #expect(String(decoding: answer.body, as: UTF8.self) == "body\r\n\r\n")
    for broken in ["", "HTTP/1.1\r\n", "garbage\n\n", "HTTP/1.1 100 Continue\r\n\r\n"] {
      #expect(HTTPResponse(Array(broken.utf8)) == nil)
    }
  }
}
