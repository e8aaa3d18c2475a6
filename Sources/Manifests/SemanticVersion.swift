import Diagnostics

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
    let prerelease = dash.map { String(rest[$0...].dropFirst()) } ?? ""
    guard dash == nil || Self.isPrerelease(prerelease[...]) else { return nil }
    let numbers = rest[..<(dash ?? rest.endIndex)].split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count == 3, let major = Self.number(numbers[0]), let minor = Self.number(numbers[1]),
      let patch = Self.number(numbers[2])
    else { return nil }
    self.init(major, minor, patch, prerelease: prerelease)
  }

  init(_ major: Int, _ minor: Int, _ patch: Int, prerelease: String) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
  }

  /// A number without a sign and without zeros before it; nil for anything else.
  static func number(_ text: Substring) -> Int? {
    guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), text.utf8.count == 1 || !text.hasPrefix("0")
    else { return nil }
    return Int(text)
  }

  /// Dotted parts, those of digits alone without zeros before them.
  static func isPrerelease(_ text: Substring) -> Bool {
    isDotted(text)
      && text.split(separator: ".").allSatisfy { part in
        !part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } || part.utf8.count == 1 || !part.hasPrefix("0")
      }
  }

  /// Parts of letters, digits and dashes, none empty.
  private static func isDotted(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
    }
  }
}

extension SemanticVersion: Comparable {
  /// The order of semver.org 2.0.0 §11; what stands behind a `+` does not count.
  package static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    let (old, new) = ([left.major, left.minor, left.patch], [right.major, right.minor, right.patch])
    if old != new { return old.lexicographicallyPrecedes(new) }
    guard !left.prerelease.isEmpty, !right.prerelease.isEmpty else {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    return left.prerelease.split(separator: ".").lexicographicallyPrecedes(
      right.prerelease.split(separator: ".")
    ) {
      switch (number($0), number($1)) {
      case (let old?, let new?): old < new
      case (.some, nil): true
      case (nil, .some): false
      case (nil, nil): $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
    }
  }
}
