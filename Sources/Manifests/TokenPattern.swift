import Diagnostics

/// The shape of a token that one issuer gives out, told by its fixed start.
package struct TokenPattern: Sendable {
  /// What a person calls it, with its article: "a GitLab personal access token".
  package let name: String
  let prefix: [UInt8]
  let minimum: Int
  let isBody: @Sendable (UInt8) -> Bool

  /// The first token in a text, and its bytes.
  package static func first(in text: some Sequence<UInt8>) -> (pattern: TokenPattern, bytes: Range<Int>)? {
    if let found = text.withContiguousStorageIfAvailable({ first(in: $0) }) { return found }
    return Array(text).withUnsafeBufferPointer { first(in: $0) }
  }

  private static func first(
    in text: UnsafeBufferPointer<UInt8>
  ) -> (pattern: TokenPattern, bytes: Range<Int>)? {
    starts.withUnsafeBufferPointer { starts in
      var start = 0
      while start + 1 < text.count {
        // The first two bytes tell nearly every place that is no token.
        if starts[Int(text[start])] & 1 != 0, starts[Int(text[start + 1])] & 2 != 0,
          start == 0 || !isWord(text[start - 1]), let found = token(at: start, in: text)
        {
          return found
        }
        start += 1
      }
      return nil
    }
  }

  private static func token(
    at start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> (pattern: TokenPattern, bytes: Range<Int>)? {
    for pattern in byFirst[Int(text[start])] where text[start...].starts(with: pattern.prefix) {
      let body = text[(start + pattern.prefix.count)...].prefix(while: pattern.isBody)
      if body.count >= pattern.minimum { return (pattern, start..<body.endIndex) }
    }
    return nil
  }

  /// For each byte: 1 where a prefix begins with it, 2 where it is the second of one, 3 for both.
  private static let starts: [UInt8] = (0...UInt8.max).map { byte in
    (table.contains { $0.prefix[0] == byte } ? 1 : 0) + (table.contains { $0.prefix[1] == byte } ? 2 : 0)
  }

  /// The patterns of each first byte, for files of megabytes.
  private static let byFirst = (0...UInt8.max).map { first in table.filter { $0.prefix[0] == first } }

  private init(
    _ name: String, _ prefix: StaticString, _ minimum: Int, _ isBody: @escaping @Sendable (UInt8) -> Bool
  ) {
    self.name = name
    self.prefix = prefix.withUTF8Buffer { Array($0) }
    self.minimum = minimum
    self.isBody = isBody
  }

  /// Prefixes and lengths as the issuers document them; one place for the linter and the labs.
  package static let table: [TokenPattern] = [
    TokenPattern("a GitLab personal access token", "glpat-", 20, isDashed),
    TokenPattern("a GitLab deploy token", "gldt-", 20, isDashed),
    TokenPattern("a GitLab CI job token", "glcbt-", 20, isDashed),
    TokenPattern("a GitLab runner token", "glrt-", 20, isDashed),
    TokenPattern("a GitHub personal access token", "ghp_", 36, isWord),
    TokenPattern("a GitHub personal access token", "github_pat_", 22, isWord),
    TokenPattern("a GitHub OAuth token", "gho_", 36, isWord),
    TokenPattern("a GitHub app token", "ghs_", 36, isWord),
    TokenPattern("a GitHub app token", "ghu_", 36, isWord),
    TokenPattern("a GitHub refresh token", "ghr_", 36, isWord),
    TokenPattern("an AWS access key", "AKIA", 16, isUpper),
    TokenPattern("an AWS access key", "ASIA", 16, isUpper),
    TokenPattern("a Docker Hub access token", "dckr_pat_", 20, isDashed),
    TokenPattern("a Docker Hub access token", "dckr_oat_", 20, isDashed),
    TokenPattern("a Slack token", "xoxa-", 10, isDashed),
    TokenPattern("a Slack token", "xoxb-", 10, isDashed),
    TokenPattern("a Slack token", "xoxp-", 10, isDashed),
    TokenPattern("a Slack token", "xoxr-", 10, isDashed),
    TokenPattern("a Slack token", "xoxs-", 10, isDashed),
    TokenPattern("a private key", "-----BEGIN PRIVATE KEY-----", 1, isAny),
    TokenPattern("a private key", "-----BEGIN RSA PRIVATE KEY-----", 1, isAny),
    TokenPattern("a private key", "-----BEGIN EC PRIVATE KEY-----", 1, isAny),
    TokenPattern("a private key", "-----BEGIN OPENSSH PRIVATE KEY-----", 1, isAny),
    TokenPattern("a private key", "-----BEGIN ENCRYPTED PRIVATE KEY-----", 1, isAny),
  ]
}

@Sendable private func isUpper(_ byte: UInt8) -> Bool {
  (byte >= 0x30 && byte <= 0x39) || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
}

@Sendable private func isWord(_ byte: UInt8) -> Bool {
  byte.isLetterOrDigit || byte == UInt8(ascii: "_")
}

@Sendable private func isDashed(_ byte: UInt8) -> Bool { isWord(byte) || byte == UInt8(ascii: "-") }

@Sendable private func isAny(_ byte: UInt8) -> Bool { true }
