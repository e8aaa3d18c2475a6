/// A version as semver.org 2.0.0 has it, with or without a leading `v`.
package struct SemanticVersion: Hashable, Sendable {
  package let major: Int
  package let minor: Int
  package let patch: Int
  /// Behind the `-`; "" where there is none.
  package let prerelease: String

  package init?(_ text: String) {
    var rest = text[...]
    if rest.hasPrefix("v") { rest = rest.dropFirst() }
    if let plus = rest.firstIndex(of: "+") {
      guard Self.isDotted(rest[plus...].dropFirst()) else { return nil }
      rest = rest[..<plus]
    }
    let dash = rest.firstIndex(of: "-")
    prerelease = dash.map { String(rest[$0...].dropFirst()) } ?? ""
    guard dash == nil || Self.isDotted(prerelease[...]) else { return nil }
    let numbers = rest[..<(dash ?? rest.endIndex)].split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count == 3, let major = Self.number(numbers[0]), let minor = Self.number(numbers[1]),
      let patch = Self.number(numbers[2])
    else { return nil }
    (self.major, self.minor, self.patch) = (major, minor, patch)
  }

  private static func number(_ text: Substring) -> Int? {
    guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), text.utf8.count == 1 || !text.hasPrefix("0")
    else { return nil }
    return Int(text)
  }

  /// Parts of letters, digits and dashes, none empty.
  private static func isDotted(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy {
          ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == UInt8(ascii: "-")
        }
    }
  }
}

/// A constraint on versions, as Masterminds/semver reads it.
package enum VersionRange {
  /// Whether a text that is no whole version reads as a constraint: `1.x`, `>=1.0.0 <2`, `~1.2`, `1.0 - 2.0`, `*`.
  package static func isRange(_ text: String) -> Bool {
    let parts = text.split { $0 == " " || $0 == "," || $0 == "|" }
    return !parts.isEmpty
      && parts.allSatisfy { part in
        let version = part.drop { "<>=!~^".contains($0) }
        return version.isEmpty || version == "-" || SemanticVersion(String(version)) != nil
          || isPartial(version)
      }
  }

  /// One or two numbers, or `x` and `*` in the place of numbers; a pre-release may follow.
  private static func isPartial(_ text: Substring) -> Bool {
    var text = text
    if text.hasPrefix("v") { text = text.dropFirst() }
    let numbers = text.prefix { $0 != "-" && $0 != "+" }.split(
      separator: ".", omittingEmptySubsequences: false)
    let isWild = numbers.contains { ["x", "X", "*"].contains($0) }
    return !numbers.isEmpty && (numbers.count < 3 || (numbers.count == 3 && isWild))
      && numbers.allSatisfy {
        ["x", "X", "*"].contains($0) || (!$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 })
      }
  }
}
