import Testing

@testable import Labs

@Suite struct AnswersTests {
  @Test func `every mistake of a call is told at once`() {
    let mistakes = PrivateOCI.mistakes(
      [
        "registry": "http://registry.gitlab.com/a", "chart": nil, "chart-version": "latest", "username": nil,
        "interval": "5d",
      ],
      password: nil)
    #expect(
      mistakes == [
        "'--registry' is 'http://registry.gitlab.com/a', whose scheme 'http' pulls no chart; did you mean "
          + "'oci://registry.gitlab.com/a'?",
        "'--chart' or '--chart-dir' is missing (such as 'apache')",
        "'--chart-version' is 'latest', expected a version such as '1.2.3' or a range such as '>=1.2.0 <2.0.0'",
        "'--username' or '--docker-config' is missing (such as 'gitlab+deploy-token-7')",
        "the password is missing: give '--password-stdin', '--password-file FILE', '--password-env NAME' or "
          + "'--docker-config'",
        "'--interval' is '5d', expected a duration such as '5m' or '1h30m' (units ms, s, m, h)",
      ])
  }

  @Test(
    "a registry is refused with the right spelling",
    arguments: [
      ("https://registry.gitlab.com/a/b", "did you mean 'oci://registry.gitlab.com/a/b'?"),
      ("registry.gitlab.com/a/b:1.0", "names a tag"), ("registry.gitlab.com/a/b@sha256:00", "names a digest"),
      ("registry.gitlab.com/A/b", "did you mean 'registry.gitlab.com/a/b'?"),
      ("registry.gitlab.com", "names no path"),
      ("oci://registry.gitlab.com/", "names no path"), ("group/project", "is no registry host"),
      ("docker.io/me", "did you mean 'oci://registry-1.docker.io/me'?"), ("host.io:0/a", "is no port"),
      ("host.io:x/a", "is no port"), ("-host.io/a", "is no host"), ("host.io/a//b", "is no path"),
      ("host.io/a/../b", "is no path"), ("", "names no path"), ("oci://", "names no path"),
      ("h.io/a\u{1B}[2J", #"\u{1b}[2J"#), ("h.io/a\n", "control character"),
      ("h.io/a\u{202E}b", "cannot be seen"),
    ])
  func registries(registry: String, part: String) {
    let mistakes = PrivateOCI.mistakes(["registry": registry])
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.contains(part) == true, "\(mistakes)")
    #expect(mistakes.first?.unicodeScalars.contains("\u{1B}") == false)
  }

  @Test(arguments: ["oci://me:canary@host.io/a", "https://me:canary@host.io/a", "me:canary@host.io/a"])
  func `a password in a registry is refused and never shown`(registry: String) {
    let mistakes = PrivateOCI.mistakes(["registry": registry])
    #expect(mistakes == ["'--registry' must not hold a user name or password; they have flags of their own"])
  }

  @Test(
    "a registry may be written with and without its scheme",
    arguments: [
      "registry.gitlab.com/a/b", "oci://registry.gitlab.com/a/b/", "localhost:5000/a", "oci://zot/a",
      "10.0.0.1:5000/a",
    ])
  func registriesThatAreRight(registry: String) {
    #expect(PrivateOCI.mistakes(["registry": registry]).isEmpty)
  }

  @Test(
    "what contradicts is refused",
    arguments: [
      (["secret": "none"], "'--username' has no use without '--secret plain|sops'"),
      (["secret": "existing"], "'--password-stdin' has no use without '--secret plain|sops'"),
      (["provider": "aws"], "'--provider aws' does not sign in to 'registry.gitlab.com'"),
      (["docker-config": "c.json"], "'--docker-config' and '--username' cannot be given together"),
      (
        ["secret": "none", "secret-name": "x"],
        "'--secret-name' has no use without another '--secret' than 'none'"
      ),
      (
        ["source": "oci-repository", "flux-version": "2.2"],
        "'--source oci-repository' needs Flux 2.3 or later"
      ),
      (["insecure": "true", "flux-version": "2.2"], "'--insecure' needs Flux 2.3 or later"),
      (["flux-version": "2.10"], "the newest known is '2.9'"),
      (["flux-version": "0.41"], "expected Flux 2.0 or later"),
      (["username": "a:b"], "'--username' holds a ':'"),
      (["namespace": "Default"], "'--namespace' is 'Default'"),
      (["release": String(repeating: "x", count: 54)], "expected at most 53"),
      (["prefix": "1.2"], "'--prefix' is '1.2'"),
      (["secret": "plian"], "expected one of plain, sops, external, existing, none; did you mean 'plain'?"),
      (["chart": "Apache"], "did you mean 'apache'?"),
      (["chart": "a/b"], "expected a chart name"), (["secret-name": "../x"], "'--secret-name' is '../x'"),
    ] as [([String: String], String)])
  func contradictions(changes: [String: String], part: String) {
    let config = #"{"auths":{"registry.gitlab.com":{"auth":"dTpw"}}}"#
    let mistakes = PrivateOCI.mistakes(changes, files: ["c.json": config])
    #expect(mistakes.contains { $0.contains(part) }, "\(mistakes)")
  }

  @Test func `a registry that ends in the chart's name is worth a warning`() throws {
    let (_, answers) = try PrivateOCI.answers(["registry": "h.io/charts/apache"])
    let isTold = { (warnings: [String]) in warnings.contains { $0.contains("ends in the chart's name") } }
    #expect(isTold(answers.warnings))
    #expect(!isTold(try PrivateOCI.answers().1.warnings))
  }

  @Test(arguments: ["a\u{0}b", "a\tb", "\u{7F}", "a\u{85}", "\u{2028}", "\u{FEFF}a", "\u{200B}"])
  func `a password with a control character is refused and not shown`(password: String) {
    let mistakes = PrivateOCI.mistakes(password: password)
    #expect(mistakes == ["the password is empty or holds a control character"])
  }

  @Test(arguments: HostileValues.all)
  func `a password that can be typed reaches the Secret as it is`(password: String) throws {
    guard PrivateOCI.mistakes(password: password).isEmpty else { return }
    let secret = try #require(try PrivateOCI.output(password: password)["gitlab-oci-secret.yaml"])
    #expect(try Credential.of(secret) == "johnsmith:\(password)")
  }

  @Test(arguments: HostileValues.all)
  func `a hostile value is refused by every parameter, or stays in its scalar`(value: String) throws {
    let lab = try LabCatalog.embedded.lab("private-oci")
    for parameter in lab.parameters
    where !["password", "docker-config", "chart-dir"].contains(parameter.name) {
      guard PrivateOCI.mistakes([parameter.name: value]).isEmpty else { continue }
      let files = try PrivateOCI.output([parameter.name: value])
      #expect(files.count >= 3)
    }
  }
}
