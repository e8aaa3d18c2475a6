import Manifests
import YAML

/// What a value of a parameter may be. Each type has one check, one message and one example; the linter's rules
/// about the same fields must agree with it.
package indirect enum ParameterType: Hashable, Sendable {
  /// One line of text.
  case string
  /// Text of several lines.
  case text
  case bool
  case int(ClosedRange<Int>)
  case choice([String])
  case list(ParameterType)
  case dnsLabel(maximum: Int)
  case dnsSubdomain(maximum: Int)
  case kind
  case duration
  case semver
  case semverRange
  case ociHost
  case ociPath
  case ociName
  /// `HOST[:PORT]/PATH`.
  case ociRepository
  case url(schemes: [String])
  case relativePath
  case email
  case username
  case secret
  case fluxVersion
  /// A folder with a Chart.yaml; has the fields `name` and `version`.
  case chartDirectory
  /// A docker or helm configuration file; has the fields `username` and `password`.
  case dockerConfig
  /// A file with one YAML mapping, which is put into a template as it stands.
  case valuesFile
  case ociTag
  case digest
  /// An image without tag and digest.
  case image
  /// An image with a tag or a digest.
  case imageReference
  case gitReference
  case gitCommit
  /// A path in a repository; its normal form starts with `./`.
  case repositoryPath
  case ageRecipient
  case uuid

  /// Why a text is no value of a type: what follows "is '…', ".
  struct Mistake: Error {
    let message: String
    /// Whether the message speaks for itself; the value is then not shown.
    var hidesValue = false
  }

  /// What the help calls the value.
  package var placeholder: String {
    switch self {
    case .choice(let values): values.joined(separator: "|")
    case .chartDirectory: "DIR"
    case .dockerConfig, .valuesFile: "FILE"
    case .duration: "DURATION"
    case .semver, .semverRange, .fluxVersion: "VERSION"
    case .ociRepository: "oci://HOST/PATH"
    case .int: "N"
    case .list(let element): "\(element.placeholder),…"
    case .url: "URL"
    case .username: "USER"
    case .ociTag: "TAG"
    case .digest: "sha256:HEX"
    case .image: "IMAGE"
    case .imageReference: "IMAGE:TAG"
    case .gitReference: "REF"
    case .gitCommit: "SHA"
    case .repositoryPath, .relativePath: "PATH"
    case .ageRecipient: "KEY"
    case .string, .text: "TEXT"
    case .email: "ADDRESS"
    default: "NAME"
    }
  }

  /// The name in a lab.yaml.
  package var name: String {
    switch self {
    case .int: "int"
    case .choice: "enum"
    case .list(let element): "list<\(element.name)>"
    case .dnsLabel: "dns-label"
    case .dnsSubdomain: "dns-subdomain"
    case .url: "url"
    default: ParameterReader.plain.first { $0.value == self }?.key ?? "string"
    }
  }

  /// Every value of an enumeration or of a switch; empty for any other type.
  package var values: [String] {
    switch self {
    case .choice(let values): values
    case .bool: ["true"]
    default: []
    }
  }

  /// Whether it is a credential, or a part of one.
  package var isCredential: Bool { [.secret, .username, .dockerConfig].contains(self) }

  /// The fields that a parameter may take from a value of this type.
  var fields: [String] {
    switch self {
    case .chartDirectory: ["name", "version"]
    case .dockerConfig: ["username", "password"]
    default: []
    }
  }

  /// Reads a value; what comes back is in its normal form.
  func parse(_ text: String) throws(Mistake) -> TemplateValue.Content {
    if case .text = self {
      guard text.unicodeScalars.allSatisfy({ $0 == "\n" || $0 == "\t" || $0 == " " || isVisible($0) }) else {
        throw Mistake(message: "which holds a control character")
      }
    } else {
      guard text.unicodeScalars.allSatisfy({ $0 == " " || isVisible($0) }) else {
        throw Mistake(message: "which holds a control character or one that cannot be seen")
      }
    }
    guard text.utf8.count <= Renderer.maximumValue else {
      throw Mistake(message: "is larger than 64 KiB", hidesValue: true)
    }
    switch self {
    case .string, .text, .relativePath, .chartDirectory, .dockerConfig, .valuesFile, .secret:
      return try parseText(text)
    case .bool: return .bool(try oneOf(["true", "false"], text) == "true")
    case .int(let range): return .int(try number(text, in: range))
    case .choice(let values): return .string(try oneOf(values, text))
    case .list(let element): return .list(try elements(text, of: element))
    case .ociHost: return .string(try RegistryAddress.host(text))
    case .ociPath: return .string(try RegistryAddress.path(text))
    case .ociName: return .string(try RegistryAddress.chartName(text))
    case .ociRepository: return .string(try RegistryAddress(text).description)
    case .semver, .semverRange, .duration, .fluxVersion: return .string(try parseVersion(text))
    case .dnsLabel, .dnsSubdomain, .kind: return .string(try parseName(text))
    case .url(let schemes): return .string(try url(text, schemes))
    case .email, .username: return .string(try parseUser(text))
    case .ociTag, .digest, .image, .imageReference, .gitReference, .gitCommit, .repositoryPath, .ageRecipient,
      .uuid:
      return .string(try parseSource(text))
    }
  }
}

extension ParameterType {
  private func parseText(_ text: String) throws(Mistake) -> TemplateValue.Content {
    guard !text.isEmpty else { throw Mistake(message: "which is empty") }
    if self == .relativePath { try PathRules.check(text) }
    return .string(text)
  }

  private func oneOf(_ values: [String], _ text: String) throws(Mistake) -> String {
    guard !values.contains(text) else { return text }
    throw Mistake(message: "expected one of \(values.joined(separator: ", "))" + suggestion(text, values))
  }

  private func number(_ text: String, in range: ClosedRange<Int>) throws(Mistake) -> Int {
    if let number = Int(text), range.contains(number) { return number }
    throw Mistake(message: "expected a number from \(range.lowerBound) to \(range.upperBound)")
  }

  private func elements(_ text: String, of type: ParameterType) throws(Mistake) -> [TemplateValue.Content] {
    var elements: [TemplateValue.Content] = []
    for part in text.split(separator: ",") {
      let element = try type.parse(part.trimmed)
      guard !elements.contains(element) else {
        throw Mistake(message: "which has '\(shown(part.trimmed))' twice")
      }
      elements.append(element)
    }
    guard !elements.isEmpty else { throw Mistake(message: "which is empty") }
    return elements
  }

  private func parseVersion(_ text: String) throws(Mistake) -> String {
    switch self {
    case .semver:
      guard SemanticVersion(text) != nil else { throw Mistake(message: "expected a version such as '1.2.3'") }
    case .semverRange:
      guard VersionRange(text) != nil else {
        throw Mistake(message: "expected a version such as '1.2.3' or a range such as '>=1.2.0 <2.0.0'")
      }
    case .duration:
      guard Self.isDuration(text) else {
        throw Mistake(message: "expected a duration such as '5m' or '1h30m' (units ms, s, m, h)")
      }
    default:
      guard let version = FluxVersion(text) else {
        throw Mistake(message: "expected a Flux version such as '\(FluxVersion.newest)'")
      }
      guard version >= .oldest else { throw Mistake(message: "expected Flux \(FluxVersion.oldest) or later") }
      guard version <= .newest else { throw Mistake(message: "the newest known is '\(FluxVersion.newest)'") }
      return version.description
    }
    return text
  }

  /// The pattern of every duration field of Flux: `^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$`.
  static func isDuration(_ text: String) -> Bool {
    var rest = text.utf8[...]
    guard !rest.isEmpty else { return false }
    let isDigit: (UInt8) -> Bool = { $0 >= 0x30 && $0 <= 0x39 }
    while !rest.isEmpty {
      let whole = rest.prefix(while: isDigit)
      rest = rest.dropFirst(whole.count)
      guard !whole.isEmpty else { return false }
      if rest.first == UInt8(ascii: ".") {
        let fraction = rest.dropFirst().prefix(while: isDigit)
        guard !fraction.isEmpty else { return false }
        rest = rest.dropFirst(fraction.count + 1)
      }
      guard let unit = ["ms", "s", "m", "h"].first(where: { rest.starts(with: $0.utf8) }) else {
        return false
      }
      rest = rest.dropFirst(unit.utf8.count)
    }
    return true
  }

  private func parseName(_ text: String) throws(Mistake) -> String {
    switch self {
    case .dnsLabel(let maximum):
      guard Self.isDNSLabel(text[...]), text.utf8.count <= maximum else {
        throw Mistake(
          message: "expected at most \(maximum) lower-case letters, digits and '-', such as 'my-name'")
      }
    case .dnsSubdomain(let maximum):
      let labels = text.split(separator: ".", omittingEmptySubsequences: false)
      guard labels.allSatisfy({ Self.isDNSLabel($0) }), text.utf8.count <= maximum else {
        throw Mistake(
          message: "expected at most \(maximum) lower-case letters, digits, '-' and '.', such as 'my-name'")
      }
    default:
      let isLetter = text.utf8.first.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") } ?? false
      guard isLetter, text.utf8.allSatisfy(\.isAlphanumeric), text.utf8.count <= 63 else {
        throw Mistake(message: "expected a kind such as 'HelmRelease'")
      }
    }
    return text
  }

  /// RFC 1123's label: lower-case letters, digits and inner dashes.
  private static func isDNSLabel(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, text.utf8.count <= 63 else { return false }
    return first.isLowerOrDigit && last.isLowerOrDigit
      && text.utf8.allSatisfy { $0.isLowerOrDigit || $0 == UInt8(ascii: "-") }
  }

  private func url(_ text: String, _ schemes: [String]) throws(Mistake) -> String {
    let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    let wanted = schemes.map { "'\($0)://'" }.joined(separator: " or ")
    guard parts.count >= 3, parts[1].isEmpty, schemes.contains(where: { parts[0] == "\($0):" }),
      !parts[2].isEmpty
    else {
      throw Mistake(message: "expected a URL that starts with \(wanted)", hidesValue: text.contains("@"))
    }
    guard !parts[2].contains("@") || parts[0] == "ssh:" else {
      throw Mistake(message: "must not hold a user name or password", hidesValue: true)
    }
    guard !text.contains(" ") else { throw Mistake(message: "which holds a space") }
    return text
  }

  private func parseUser(_ text: String) throws(Mistake) -> String {
    guard !text.isEmpty else { throw Mistake(message: "which is empty") }
    if self == .username {
      guard !text.contains(":") else {
        throw Mistake(
          message: "holds a ':', which ends the user name in every registry credential", hidesValue: true)
      }
      return text
    }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !text.contains(" ") else {
      throw Mistake(message: "expected an address such as 'me@example.com'")
    }
    return text
  }
}
