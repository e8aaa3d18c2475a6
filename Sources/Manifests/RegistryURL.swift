/// A registry's address as Flux sources write it: `oci://host[:port]/path`, read leniently so that each mistake
/// can be named. All offsets are bytes from the start of the text.
package struct RegistryURL: Hashable, Sendable {
  /// As written, without `://`; "" where there is none.
  package let scheme: String
  /// What stands before an `@` of the authority.
  package let userInfo: Part?
  /// As written; may be empty.
  package let host: Part
  /// As written, without its colon.
  package let port: String?
  /// Without the slash before it and behind it, tag, digest, query and fragment.
  package let path: Part
  /// Behind the `:` of the last path component.
  package let tag: Part?
  /// Behind an `@` in the path, such as `sha256:…`.
  package let digest: Part?
  /// A query or fragment, with its `?` or `#`.
  package let query: Part?
  /// The first space, control character or byte that is not ASCII.
  package let junk: Int?

  package struct Part: Hashable, Sendable {
    package let text: String
    package let bytes: Range<Int>
  }

  /// `host` or `host:port`, as a docker config's key must write it.
  package var authority: String { port.map { "\(host.text):\($0)" } ?? host.text }

  /// The path's components.
  package var components: [String] { path.text.split(separator: "/").map(String.init) }

  package init(_ text: String) {
    let bytes = Array(text.utf8)
    func part(_ range: Range<Int>) -> Part {
      Part(text: String(decoding: bytes[range], as: UTF8.self), bytes: range)
    }
    func first(_ wanted: Unicode.Scalar, in range: Range<Int>) -> Int? {
      range.first { bytes[$0] == UInt8(ascii: wanted) }
    }
    let mark = bytes.indices.dropLast(2).first { start in
      bytes[start] == UInt8(ascii: ":") && bytes[start + 1] == UInt8(ascii: "/")
        && bytes[start + 2] == UInt8(ascii: "/")
    }
    scheme = mark.map { part(0..<$0).text } ?? ""
    let start = mark.map { $0 + 3 } ?? 0
    let queryStart = bytes[start...].firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    let end = queryStart ?? bytes.count
    query = queryStart.map { part($0..<bytes.count) }
    let slash = first("/", in: start..<end) ?? end
    let at = bytes[start..<slash].lastIndex(of: UInt8(ascii: "@"))
    userInfo = at.map { part(start..<$0) }
    let hostStart = at.map { $0 + 1 } ?? start
    let colon = bytes[hostStart..<slash].lastIndex(of: UInt8(ascii: ":"))
    host = part(hostStart..<(colon ?? slash))
    port = colon.map { part(($0 + 1)..<slash).text }
    let pathStart = min(slash + 1, end)
    let digestMark = first("@", in: pathStart..<end)
    digest = digestMark.map { part(($0 + 1)..<end) }
    let nameEnd = digestMark ?? end
    let lastSlash = bytes[pathStart..<nameEnd].lastIndex(of: UInt8(ascii: "/")) ?? pathStart
    let tagMark = first(":", in: lastSlash..<nameEnd)
    tag = tagMark.map { part(($0 + 1)..<nameEnd) }
    var pathEnd = tagMark ?? nameEnd
    while pathEnd > pathStart, bytes[pathEnd - 1] == UInt8(ascii: "/") { pathEnd -= 1 }
    path = part(pathStart..<pathEnd)
    junk = bytes.firstIndex { $0 <= 0x20 || $0 >= 0x7F }
  }

  /// Reads the name of an image, `[host[:port]/]path[:tag]`, with the host that it stands for written out: Docker
  /// Hub where the first component is none, as `name.ParseReference` of go-containerregistry has it.
  package static func image(_ name: String) -> RegistryURL {
    let first = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard first.count == 2 else { return RegistryURL("oci://index.docker.io/library/" + name) }
    let isHost = first[0] == "localhost" || first[0].contains { $0 == "." || $0 == ":" }
    return RegistryURL(isHost ? "oci://" + name : "oci://index.docker.io/" + name)
  }
}

// MARK: - Known hosts

/// The hosts and key of Docker Hub.
package enum DockerHub {
  /// The key that docker writes for it.
  package static let key = "https://index.docker.io/v1/"
  /// The host that answers.
  package static let host = "registry-1.docker.io"

  package static func isHost(_ host: String) -> Bool {
    host == "docker.io" || host == "index.docker.io" || host == Self.host
  }
}

/// A cloud whose registries Flux signs in to with the identity of its own pods: a value of `spec.provider`.
package enum CloudProvider: String, Sendable, CaseIterable {
  case aws, azure, gcp

  /// The provider whose registry a host is.
  ///
  /// Source: the patterns of fluxcd/pkg auth/aws, auth/azure and auth/gcp, 2026-07.
  package init?(host: String) {
    if Self.isAWS(host) {
      self = .aws
    } else if [".azurecr.io", ".azurecr.cn", ".azurecr.de", ".azurecr.us"].contains(where: {
      host.hasLonger($0)
    }) {
      self = .azure
    } else if host == "gcr.io" || host.hasLonger(".gcr.io") || host.hasLonger("-docker.pkg.dev")
      || host == "docker.s3nsregistry.fr"
    {
      self = .gcp
    } else {
      return nil
    }
  }

  private static func isAWS(_ host: String) -> Bool {
    if host == "public.ecr.aws" { return true }
    let labels = host.split(separator: ".")
    guard let account = labels.first, account.allSatisfy(\.isNumber), labels.count >= 4 else { return false }
    return labels[1].hasPrefix("dkr-ecr") || labels[1] == "dkr" && labels[2].hasPrefix("ecr")
  }
}

extension String {
  fileprivate func hasLonger(_ suffix: String) -> Bool {
    utf8.count > suffix.utf8.count && utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}
