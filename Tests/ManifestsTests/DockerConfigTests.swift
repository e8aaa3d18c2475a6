import Manifests
import Testing

private func config(_ keys: String...) throws -> DockerConfig {
  let entries = keys.map { "\"\($0)\":{\"auth\":\"\(Base64.encode("u:p".utf8))\"}" }.joined(separator: ",")
  return try DockerConfig(Array("{\"auths\":{\(entries)}}".utf8))
}

@Suite struct DockerConfigTests {
  /// Compiled against docker/cli v29 and go-containerregistry: key, URL, HelmRepository, OCIRepository.
  @Test(arguments: [
    ("ghcr.io", "oci://ghcr.io/org/chart", true, true),
    ("https://ghcr.io", "oci://ghcr.io/org/chart", true, true),
    ("ghcr.io/v2/", "oci://ghcr.io/org/chart", true, true),
    ("ghcr.io/org", "oci://ghcr.io/org/chart", true, true),
    ("ghcr.io/other", "oci://ghcr.io/org/chart", true, false),
    ("*.io", "oci://ghcr.io/org/chart", false, true),
    ("host:5050", "oci://host:5050/x", true, true),
    ("host", "oci://host:5050/x", false, false),
    ("host:5050", "oci://host/x", false, false),
    ("https://index.docker.io/v1/", "oci://docker.io/org/x", false, true),
    ("https://index.docker.io/v1/", "oci://index.docker.io/org/x", true, true),
    ("docker.io", "oci://docker.io/org/x", false, false),
    ("https://index.docker.io/v1/", "oci://registry-1.docker.io/org/x", false, false),
    ("registry-1.docker.io", "oci://registry-1.docker.io/org/x", true, true),
    ("oci://ghcr.io", "oci://ghcr.io/org/chart", true, false),
  ])
  func `each controller matches a key to a URL in its own way`(
    _ key: String, _ url: String, _ helm: Bool, _ pull: Bool
  ) throws {
    let config = try config(key)
    #expect((config.entry(forHelmRepository: RegistryURL(url)) != nil) == helm)
    #expect((config.entry(forPull: RegistryURL(url)) != nil) == pull)
  }

  @Test func `the longest key wins in a pull`() throws {
    let config = try config("ghcr.io", "ghcr.io/org")
    #expect(config.entry(forPull: RegistryURL("oci://ghcr.io/org/chart"))?.key == "ghcr.io/org")
    #expect(config.entry(forPull: RegistryURL("oci://ghcr.io/else/chart"))?.key == "ghcr.io")
  }

  @Test func `a password may hold colons`() throws {
    let auth = Base64.encode("_json_key:{\"a\":1}".utf8)
    let config = try DockerConfig(Array("{\"auths\":{\"gcr.io\":{\"auth\":\"\(auth)\"}}}".utf8))
    #expect(config.entries.first?.credential?.user == Array("_json_key".utf8))
  }

  @Test(arguments: [
    ("not json", true), ("{\"ghcr.io\":{\"auth\":\"x\"}}", true), ("[]", true), ("{}", false),
    ("{\"auths\":{}}", false),
  ])
  func `what is no docker config is refused`(_ text: String, _ isRefused: Bool) {
    #expect(((try? DockerConfig(Array(text.utf8))) == nil) == isRefused)
  }
}

@Suite struct RegistryURLTests {
  @Test func `an address is taken apart`() {
    let url = RegistryURL("oci://me:pw@host.example:5050/a/b/c:1.2@sha256:abc?x=1")
    #expect(url.scheme == "oci")
    #expect(url.userInfo?.text == "me:pw")
    #expect(url.authority == "host.example:5050")
    #expect(url.components == ["a", "b", "c"])
    #expect(url.tag?.text == "1.2")
    #expect(url.digest?.text == "sha256:abc")
    #expect(url.query?.text == "?x=1")
  }

  @Test(arguments: [
    ("oci://ghcr.io/org/", "ghcr.io", "org"), ("ghcr.io/org", "ghcr.io", "org"),
    ("oci://ghcr.io", "ghcr.io", ""),
    ("oci://", "", ""), ("", "", ""), ("oci://ghcr.io/", "ghcr.io", ""),
  ])
  func `an odd address is still read`(_ text: String, _ authority: String, _ path: String) {
    #expect(RegistryURL(text).authority == authority)
    #expect(RegistryURL(text).path.text == path)
  }

  @Test(arguments: [
    ("podinfo", "index.docker.io", "library/podinfo"), ("org/app:1", "index.docker.io", "org/app"),
    ("ghcr.io/org/app", "ghcr.io", "org/app"), ("localhost:5000/app", "localhost:5000", "app"),
  ])
  func `an image names its registry`(_ name: String, _ authority: String, _ path: String) {
    #expect(RegistryURL.image(name).authority == authority)
    #expect(RegistryURL.image(name).path.text == path)
  }

  @Test(arguments: [
    ("123456789012.dkr.ecr.eu-west-1.amazonaws.com", CloudProvider.aws), ("public.ecr.aws", .aws),
    ("mine.azurecr.io", .azure), ("europe-docker.pkg.dev", .gcp), ("eu.gcr.io", .gcp), ("gcr.io", .gcp),
  ])
  func `a cloud's registry is known by its host`(_ host: String, _ provider: CloudProvider) {
    #expect(CloudProvider(host: host) == provider)
  }

  @Test(arguments: ["ghcr.io", "azurecr.io", "registry.gitlab.com", "mygcr.io", "amazonaws.com"])
  func `other hosts are no cloud's`(_ host: String) {
    #expect(CloudProvider(host: host) == nil)
  }
}

@Suite struct PlaceholderTests {
  @Test(arguments: [
    "your_token_here", "changeme", "CHANGE_ME", "REPLACE_ME", "<BASE64>", "***", "enter-token-here",
    "xxxxxxxx",
    "abcdefghijklmopqrstuvwyx1234567890", "1234567890", "<your token>", "your-password", "insert-key-here",
    "TODO",
    "REPLACE_WITH_BASE64",
  ])
  func `a placeholder is known`(_ text: String) { #expect(Placeholder.isPlaceholder(text)) }

  @Test(arguments: [
    "password", "admin", "hunter2", "enterprise-user", "postgres", "xx", "<link a='b'>", "immich",
    "your.host.example",
    "abc", "12345", "replaceable", "s3:http://minio", "",
  ])
  func `a weak word is no placeholder`(_ text: String) { #expect(!Placeholder.isPlaceholder(text)) }
}
