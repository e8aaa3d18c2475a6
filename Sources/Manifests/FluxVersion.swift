/// A minor release of Flux.
package struct FluxVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let major: Int
  package let minor: Int

  package init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Reads `2.9`, `v2.9` or `v2.9.4`, also with a pre-release behind it; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let number = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let parts = number.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, let major = Self.number(parts[0]), let minor = Self.number(parts[1]) else {
      return nil
    }
    if parts.count == 3 {
      let patch = parts[2].prefix { $0 != "-" && $0 != "+" }
      guard Self.number(patch) != nil else { return nil }
    }
    self.init(major: major, minor: minor)
  }

  /// The version that a gotk-components.yaml was made by: its `# Flux Version:` line, nil where it has none.
  package init?(components bytes: [UInt8]) {
    let label = Array("# Flux Version:".utf8)
    for line in bytes.prefix(4096).split(separator: UInt8(ascii: "\n")) where line.starts(with: label) {
      let text = String(decoding: line.dropFirst(label.count), as: UTF8.self)
      self.init(text.trimmed)
      return
    }
    return nil
  }

  /// The newest that this program knows the API of.
  package static let newest = FluxVersion(major: 2, minor: 9)
  /// The first with a stable API.
  package static let oldest = FluxVersion(major: 2, minor: 0)

  package var description: String { "\(major).\(minor)" }

  package static func < (left: FluxVersion, right: FluxVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 4, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return nil
    }
    return Int(text)
  }
}

extension FluxVersion {
  /// The newest API version of a kind of Flux that this release serves, such as `source.toolkit.fluxcd.io/v1`; nil
  /// where it serves none.
  package func apiVersion(of kind: String) -> String? {
    FluxAPI.groups(ofKind: kind).lazy.compactMap {
      FluxAPI.newest(group: $0, kind: kind, for: self)?.apiVersion
    }
    .first
  }
}

extension StringProtocol {
  /// Without the spaces and tabs at both ends, and a line break's CR.
  package var trimmed: String {
    let isOuter: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" || $0 == "\r\n" }
    var text = Substring(self)
    while let last = text.last, isOuter(last) { text.removeLast() }
    return String(text.drop(while: isOuter))
  }
}
