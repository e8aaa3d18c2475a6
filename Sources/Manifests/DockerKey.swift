/// The key of an `auths` entry, taken apart: `[scheme://]host[:port][/path]`.
package struct DockerKey: Hashable, Sendable {
  package let text: String
  /// Nil where none is written.
  package let scheme: String?
  package let host: String
  package let port: String?
  /// With its leading slash; "" where there is none.
  package let path: String

  package init(_ text: String) {
    self.text = text
    let bytes = Array(text.utf8)
    func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let mark = bytes.indices.first { bytes[$0] == UInt8(ascii: ":") && bytes[$0...].starts(with: "://".utf8) }
    scheme = mark.map { part(0..<$0) }
    let start = mark.map { $0 + 3 } ?? 0
    let slash = bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
    path = part(slash..<bytes.count)
    let colon = bytes[start..<slash].lastIndex(of: UInt8(ascii: ":"))
    host = part(start..<(colon ?? slash))
    port = colon.map { part($0 + 1..<slash) }
  }

  /// `host` or `host:port`.
  package var authority: String { port.map { "\(host):\($0)" } ?? host }

  /// The path as the keyring reads it: without the API version that docker used to write.
  package var effectivePath: String {
    let isVersioned = path.hasPrefix("/v1/") || path.hasPrefix("/v2/")
    let path = isVersioned ? String(path.dropFirst(3)) : path
    return path == "/" ? "" : path
  }
}

extension DockerConfig {
  /// The entry that a HelmRepository of type oci takes for its URL. It reads the Secret as docker does: the key that
  /// is the host, else any key of which the host remains when scheme and path are cut off.
  ///
  /// Source: docker/cli v29 config/credentials `fileStore.Get`, source-controller 1.9 `LoginOptionFromSecret`.
  package func entry(forHelmRepository url: RegistryURL) -> Entry? {
    let host = url.authority
    if host == "docker.io" { return nil }
    if host == "index.docker.io" { return entries.last { $0.key == DockerHub.key } }
    return entries.last { $0.key == host } ?? entries.last { $0.address.authority == host }
  }

  /// The entry that OCIRepository, ImageRepository and the kubelet take: the longest key whose host matches label by
  /// label (`*` within one), whose port is the same and whose path begins the repository's.
  ///
  /// Source: go-containerregistry pkg/authn/kubernetes `keyring.Resolve`.
  package func entry(forPull url: RegistryURL) -> Entry? {
    let host = url.host.text == "docker.io" ? "index.docker.io" : url.host.text
    return entries.filter { entry in
      let key = entry.address
      guard key.scheme == nil || key.scheme == "http" || key.scheme == "https" else { return false }
      return key.port == url.port && "/\(url.path.text)".hasPrefix(key.effectivePath)
        && Self.matches(host, pattern: key.host)
    }.max { $0.key.utf8.count < $1.key.utf8.count }
  }

  private static func matches(_ host: String, pattern: String) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let patterns = pattern.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count == patterns.count
      && zip(labels, patterns).allSatisfy { glob(Array($1.utf8)[...], Array($0.utf8)[...]) }
  }

  private static func glob(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == UInt8(ascii: "*") {
      return glob(pattern.dropFirst(), text) || (!text.isEmpty && glob(pattern, text.dropFirst()))
    }
    guard let byte = text.first, first == byte || first == UInt8(ascii: "?") else { return false }
    return glob(pattern.dropFirst(), text.dropFirst())
  }
}
