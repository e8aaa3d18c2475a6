import Manifests
import YAML

/// Where charts lie: `HOST[:PORT]/PATH`.
struct RegistryAddress: CustomStringConvertible {
  let host: String
  let path: String

  var description: String { host + "/" + path }

  init(_ text: String) throws(ParameterType.Mistake) {
    let rest = try Self.withoutScheme(text)
    let slash = rest.firstIndex(of: "/")
    let host = String(slash.map { rest[..<$0] } ?? rest[...])
    var path = slash.map { String(rest[rest.index(after: $0)...]) } ?? ""
    while path.hasSuffix("/") { path.removeLast() }
    guard !host.contains("@") else {
      throw .init(
        message: "must not hold a user name or password; they have flags of their own", hidesValue: true)
    }
    guard text.lowercased() == text else {
      throw .init(message: "which must be lower case; did you mean '\(text.lowercased())'?")
    }
    guard !path.isEmpty else { throw .init(message: "which names no path; expected 'oci://\(host)/PATH'") }
    self.host = try Self.host(host, needsDot: !text.contains("://"))
    self.path = try Self.path(path)
    guard self.host != "docker.io", self.host != "index.docker.io" else {
      throw .init(
        message: "which Flux finds no credential for; did you mean 'oci://registry-1.docker.io/\(self.path)'?"
      )
    }
  }

  private static func withoutScheme(_ text: String) throws(ParameterType.Mistake) -> String {
    guard let mark = text.firstRange(of: "://") else { return text }
    let rest = String(text[mark.upperBound...])
    switch text[..<mark.lowerBound].lowercased() {
    case "oci": return rest
    case let scheme:
      let hidesValue = rest.prefix { $0 != "/" }.contains("@")
      guard !hidesValue else {
        throw .init(
          message: "must not hold a user name or password; they have flags of their own", hidesValue: true)
      }
      throw .init(
        message: "whose scheme '\(scheme)' pulls no chart; did you mean 'oci://\(rest.lowercased())'?")
    }
  }

  static func host(_ text: String) throws(ParameterType.Mistake) -> String { try host(text, needsDot: false) }

  private static func host(_ text: String, needsDot: Bool) throws(ParameterType.Mistake) -> String {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let labels = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let isName = labels.allSatisfy { label in
      guard let first = label.utf8.first, let last = label.utf8.last, label.utf8.count <= 63 else {
        return false
      }
      return first.isLowerOrDigit && last.isLowerOrDigit && label.utf8.allSatisfy(\.isNameByte)
    }
    guard isName, text.utf8.count <= 253 else { throw .init(message: "where '\(shown(text))' is no host") }
    if parts.count == 2 {
      guard let port = Int(parts[1]), (1...65535).contains(port), parts[1].first?.isNumber == true else {
        throw .init(message: "where '\(shown(String(parts[1])))' is no port")
      }
    } else if needsDot, labels.count == 1, text != "localhost" {
      throw .init(message: "where '\(text)' is no registry host; expected 'oci://HOST/PATH'")
    }
    return text
  }

  /// The grammar of a repository name in the OCI distribution specification.
  static func path(_ text: String) throws(ParameterType.Mistake) -> String {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if text.contains("@") { throw .init(message: "which names a digest; charts are found by version") }
    if let last = parts.last, last.contains(":") {
      throw .init(message: "which names a tag; the version of the chart has a flag of its own")
    }
    guard parts.allSatisfy({ isComponent($0) }) else {
      throw .init(
        message:
          "where '\(shown(text))' is no path; expected lower-case letters, digits and single '.', '_', '-'")
    }
    return text
  }

  static func chartName(_ text: String) throws(ParameterType.Mistake) -> String {
    guard isComponent(text[...]), text.utf8.count <= 250 else {
      let lower = text.lowercased()
      let hint = lower != text && isComponent(lower[...]) ? "; did you mean '\(lower)'?" : ""
      throw .init(message: "expected a chart name such as 'apache' (lower case, no path)" + hint)
    }
    return text
  }

  /// `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`
  private static func isComponent(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, first.isLowerOrDigit, last.isLowerOrDigit
    else {
      return false
    }
    let separators = text.utf8.split(whereSeparator: \.isLowerOrDigit)
    return separators.allSatisfy { run in
      run.elementsEqual(".".utf8) || run.elementsEqual("_".utf8) || run.elementsEqual("__".utf8)
        || run.allSatisfy { $0 == UInt8(ascii: "-") }
    }
  }
}

/// A value as a message may show it: what cannot be seen is escaped, what is long is cut.
package func shown(_ text: String) -> String {
  var result = ""
  for (count, scalar) in text.unicodeScalars.enumerated() {
    if count == 80 { return result + "…" }
    if scalar == " " || isVisible(scalar) {
      result.unicodeScalars.append(scalar)
    } else {
      result += "\\u{" + String(scalar.value, radix: 16) + "}"
    }
  }
  return result
}
