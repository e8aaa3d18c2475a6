import Diagnostics
import Manifests
import Testing
import YAML

@testable import Labs

/// Reads the credential out of a Secret that a lab made.
enum Credential {
  static func of(_ secret: String) throws -> String? {
    let root = YAMLStream(SourceFile(path: "s", text: secret)).documents.first?.root
    let config = try JSON(try Base64.decode(Array((root?["data"]?[".dockerconfigjson"]?.text ?? "").utf8)))
    guard let entry = config["auths"]?.members.first?.value, entry.members.map(\.key) == ["auth"] else {
      return nil
    }
    return String(decoding: try Base64.decode(Array((entry["auth"]?.string ?? "").utf8)), as: UTF8.self)
  }
}

@Suite struct DockerConfigInputTests {
  private static let host = "registry.gitlab.com"

  private func secret(_ config: String) throws -> String? {
    try PrivateOCI.output(
      ["username": nil, "docker-config": "c.json"], password: nil, files: ["c.json": config])[
        "gitlab-oci-secret.yaml"]
  }

  private func mistakes(_ config: String) -> [String] {
    PrivateOCI.mistakes(
      ["username": nil, "docker-config": "c.json"], password: nil, files: ["c.json": config])
  }

  @Test(
    "only the credential of the registry's host is taken",
    arguments: [
      #"{"auths":{"registry.gitlab.com":{"auth":"dTpw"}}}"#,
      #"{"auths":{"ghcr.io":{"auth":"eDp5"},"registry.gitlab.com":{"auth":"dTpw"}},"credsStore":"desktop"}"#,
      #"{"auths":{"https://registry.gitlab.com/v2/":{"auth":"dTpw"}}}"#,
      #"{"auths":{"registry.gitlab.com":{"username":"u","password":"p"}}}"#,
      #"{"auths":{"registry.gitlab.com":{"auth":"dTpw","username":"x","password":"y","email":"e"}}}"#,
    ])
  func takesOneHost(config: String) throws {
    let secret = try #require(try secret(config))
    #expect(try Credential.of(secret) == "u:p")
    #expect(!secret.contains("ghcr"))
  }

  @Test(
    "a config without a usable credential is refused with the reason",
    arguments: [
      (
        #"{"auths":{},"credsStore":"desktop"}"#,
        "its credsStore keeps it in the program 'docker-credential-desktop'"
      ),
      (#"{"auths":{"registry.gitlab.com":{}},"credsStore":"pass"}"#, "'docker-credential-pass'"),
      (
        #"{"credHelpers":{"registry.gitlab.com":"glab"}}"#,
        "its credHelpers keep it in the program 'docker-credential-glab'"
      ),
      (#"{"auths":{"ghcr.io":{"auth":"dTpw"}}}"#, "has no entry of 'registry.gitlab.com'; it has 'ghcr.io'"),
      (#"{"auths":{}}"#, "it has none at all"), (#"{"auths":{"registry.gitlab.com":{}}}"#, "is empty"),
      (#"{"auths":{"registry.gitlab.com":{"identitytoken":"canary"}}}"#, "only an identity token"),
      (#"{"auths":{"registry.gitlab.com":{"auth":"canary!"}}}"#, "is no base64 of USER:PASSWORD"),
      (#"{"auths":{"registry.gitlab.com":{"auth":"Y2FuYXJ5"}}}"#, "is no base64 of USER:PASSWORD"),
      (#"{"auths":{"registry.gitlab.com":{"auth":"dTo="}}}"#, "an empty user name or password"),
      ("\u{FEFF}{}", "starts with a byte order mark"),
      (#"{"auths":{"registry.gitlab.com":{"auth":"dTpw"}"#, "is no JSON: 1:"),
      ("canary", "is no JSON: 1:1:"), ("[]", "is no JSON object"),
      (#"{"registry.gitlab.com":{"auth":"dTpw"}}"#, "expected them under 'auths'"),
      ("", "is no JSON"),
    ])
  func refuses(config: String, part: String) {
    let mistakes = mistakes(config)
    #expect(mistakes.count == 1, "\(mistakes)")
    #expect(mistakes.first?.contains(part) == true, "\(mistakes)")
    #expect(mistakes.first?.contains("canary") == false)
  }

  @Test func `a file that is not there is told once`() {
    let mistakes = PrivateOCI.mistakes(["username": nil, "docker-config": "c.json"], password: nil)
    #expect(mistakes == ["'--docker-config': the file 'c.json' does not exist"])
  }

  @Test(
    "a chart's folder that says no name or version is told",
    arguments: [
      ("name: apache\n", "has no version"), ("a: [", "is no YAML: "),
      ("name: Apache\nversion: 1.0.0\n", "the name in 'c' is 'Apache'"),
    ])
  func charts(chart: String, part: String) {
    let mistakes = PrivateOCI.mistakes(
      ["chart": nil, "chart-version": nil, "chart-dir": "c"], files: ["c/Chart.yaml": chart])
    #expect(mistakes.contains { $0.contains(part) }, "\(mistakes)")
  }
}
