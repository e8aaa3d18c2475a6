import Diagnostics

/// Whether the name of a value says that it is a credential.
package enum CredentialName {
  /// `password`, `API_TOKEN`, `tls.key`, `.dockerconfigjson`; not `username`, not `public-key`, not `secretName`.
  package static func isCredential(_ key: String) -> Bool {
    let words = Self.words(of: key)
    guard !words.contains(where: { harmless.contains($0) }) else { return false }
    if words.contains(where: { certain.contains($0) }) { return true }
    return words.last == "key" || words.contains("token") || words.contains("secret") || words.last == "auth"
  }

  /// Whether a text holds what only a credential does: a private key, or the password of a URL.
  package static func looksSecret(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if TextShape.pemLabel(bytes)?.hasSuffix("PRIVATE KEY") ?? false { return true }
    guard TextShape.contains(text, "://") else { return false }
    return text.split(whereSeparator: \.isWhitespace).contains { word in
      let url = RegistryURL(String(word))
      return !url.scheme.isEmpty && (url.userInfo.map { $0.text.contains(":") } ?? false)
    }
  }

  /// The words of a key in lower case, split at signs and at humps.
  fileprivate static func words(of key: String) -> [String] {
    key.utf8.allSatisfy { $0 < 0x80 } ? plainWords(of: Array(key.utf8)) : anyWords(of: key)
  }

  private static func plainWords(of key: [UInt8]) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var wasLower = false
    func end() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    for byte in key {
      let isUpper = byte.isUpperCase
      let isLower = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
      let isWord = isUpper || isLower || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
      if !isWord || (wasLower && isUpper) { end() }
      if isWord { word.append(isUpper ? byte | 0x20 : byte) }
      wasLower = isLower
    }
    end()
    return words
  }

  private static func anyWords(of key: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in key {
      let isWord = character.isLetter || character.isNumber
      if !isWord || (wasLower && character.isUppercase) {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if isWord { word.append(character) }
      wasLower = character.isLowercase
    }
    return word.isEmpty ? words : words + [word.lowercased()]
  }

  private static let certain: Set<String> = [
    "password", "passwd", "passphrase", "pass", "pwd", "apikey", "accesskey", "secretkey", "privatekey",
    "credentials",
    "dockerconfigjson", "dockercfg", "kubeconfig", "identity", "agekey",
  ]
  private static let harmless: Set<String> = [
    "public", "pub", "name", "endpoint", "url", "id", "path", "file", "length",
  ]
}

extension CredentialName {
  /// Whether a key names one credential in one line: `password`, `token`, `username`; not a file such as `age.agekey`.
  package static func isSingleLine(_ key: String) -> Bool {
    let words = Self.words(of: key)
    guard !key.contains("."), let last = words.last else { return false }
    return single.contains(last)
  }

  private static let single: Set<String> = [
    "password", "passwd", "pass", "pwd", "token", "username", "user", "auth", "apikey", "secret",
    "passphrase", "pat",
  ]
}
