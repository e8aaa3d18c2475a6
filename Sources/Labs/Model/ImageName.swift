import Manifests

/// The name of an image: `[HOST[:PORT]/]PATH[:TAG][@DIGEST]`.
struct ImageName {
  /// Without tag and digest.
  let name: String
  /// Without its colon; nil where there is none.
  let tag: String?
  /// `sha256:…`; nil where there is none.
  let digest: String?

  init(_ text: String) throws(ParameterType.Mistake) {
    var rest = text[...]
    if let at = rest.firstIndex(of: "@") {
      digest = try Self.digest(String(rest[rest.index(after: at)...]))
      rest = rest[..<at]
    } else {
      digest = nil
    }
    let last = rest.lastIndex(of: "/").map { rest.index(after: $0) } ?? rest.startIndex
    if let colon = rest[last...].firstIndex(of: ":") {
      tag = try Self.tag(String(rest[rest.index(after: colon)...]))
      rest = rest[..<colon]
    } else {
      tag = nil
    }
    guard !text.contains("://") else {
      throw .init(message: "which has a scheme; an image is named 'HOST/PATH'")
    }
    guard !rest.isEmpty, rest.utf8.count <= 255 else {
      throw .init(message: "expected an image such as 'ghcr.io/me/app'")
    }
    name = String(rest)
    let url = RegistryURL.image(name)
    if name.hasPrefix(url.authority + "/") { _ = try RegistryAddress.host(url.authority) }
    _ = try RegistryAddress.path(url.path.text)
  }

  /// `[A-Za-z0-9_][A-Za-z0-9._-]{0,127}`, as the OCI distribution specification has it.
  static func tag(_ text: String) throws(ParameterType.Mistake) -> String {
    let isWord: (UInt8) -> Bool = { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
    guard let first = text.utf8.first, isWord(first), text.utf8.count <= 128,
      text.utf8.allSatisfy({ isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") })
    else {
      throw .init(message: "where '\(shown(text))' is no tag; expected letters, digits, '_', '.' and '-'")
    }
    return text
  }

  static func digest(_ text: String) throws(ParameterType.Mistake) -> String {
    let hex = text.utf8.dropFirst(7)
    guard text.hasPrefix("sha256:"), hex.count == 64, hex.allSatisfy(\.isLowerHex) else {
      throw .init(
        message: "where '\(shown(text))' is no digest; expected 'sha256:' and 64 hexadecimal digits")
    }
    return text
  }
}

extension UInt8 {
  var isLowerHex: Bool {
    (self >= 0x30 && self <= 0x39) || (self >= UInt8(ascii: "a") && self <= UInt8(ascii: "f"))
  }
}

/// The types of what sources and programs are called by.
extension ParameterType {
  func parseSource(_ text: String) throws(Mistake) -> String {
    switch self {
    case .ociTag: return try ImageName.tag(text)
    case .digest: return try ImageName.digest(text)
    case .image:
      let image = try ImageName(text)
      guard image.tag == nil, image.digest == nil else {
        throw Mistake(message: "which has a tag or a digest; expected '\(image.name)'")
      }
    case .imageReference:
      let image = try ImageName(text)
      guard image.tag != nil || image.digest != nil else {
        throw Mistake(message: "which has no tag; expected such as '\(image.name):1.2.3'")
      }
    case .gitCommit:
      guard text.utf8.count == 40, text.utf8.allSatisfy(\.isLowerHex) else {
        throw Mistake(message: "expected the 40 hexadecimal digits of a commit")
      }
    case .uuid: try Self.checkUUID(text)
    case .ageRecipient:
      guard text.hasPrefix("age1"), (20...500).contains(text.utf8.count),
        text.utf8.allSatisfy(\.isLowerOrDigit)
      else { throw Mistake(message: "expected the public key of age, which starts with 'age1'") }
    case .repositoryPath: return try Self.repositoryPath(text)
    default: try Self.checkGitReference(text)
    }
    return text
  }

  private static func checkUUID(_ text: String) throws(Mistake) {
    let groups = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
    guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
      groups.allSatisfy({ $0.utf8.allSatisfy(\.isLowerHex) })
    else { throw Mistake(message: "expected a UUID such as '6f3a2b1c-0d9e-4f8a-b7c6-5d4e3f2a1b0c'") }
  }

  /// `./` and the path below it, without a slash at its end.
  private static func repositoryPath(_ text: String) throws(Mistake) -> String {
    var path = text[...]
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    while path.hasSuffix("/"), path.utf8.count > 1 { path = path.dropLast() }
    if path.isEmpty || path == "." { return "./" }
    try PathRules.check(String(path))
    return "./" + path
  }

  /// What git takes as the name of a branch or tag: the rules of `git check-ref-format`.
  private static func checkGitReference(_ text: String) throws(Mistake) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let isRight =
      !text.isEmpty && text.utf8.count <= 255 && text != "@" && !text.hasPrefix("-") && !text.contains("..")
      && !text.contains("@{") && !text.hasSuffix(".")
      && !text.unicodeScalars.contains(where: { " ~^:?*[\\".unicodeScalars.contains($0) })
      && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".lock") }
    guard isRight else { throw Mistake(message: "expected the name of a branch or tag") }
  }
}
