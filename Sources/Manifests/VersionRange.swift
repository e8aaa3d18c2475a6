/// A constraint on versions as Helm and Flux read it: `1.x`, `>=1.0.0 <2`, `~1.2`, `1.0 - 2.0`, `^1 || ^3`, `*`.
///
/// Source: the documentation of Masterminds/semver v3, and its behaviour.
package struct VersionRange: Sendable {
  /// It holds where every comparison of one alternative holds.
  private let alternatives: [[Comparison]]

  /// Reads a range; a whole version is one too, that holds itself alone. Nil for anything else.
  package init?(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= 256 else { return nil }
    // `a || b` splits into a, nothing, b.
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return nil }
    var alternatives: [[Comparison]] = []
    for (offset, part) in parts.enumerated() {
      if offset % 2 == 1 {
        guard part.isEmpty else { return nil }
      } else {
        guard let comparisons = Self.comparisons(part) else { return nil }
        alternatives.append(comparisons)
      }
    }
    self.alternatives = alternatives
  }

  /// Whether a version lies in it. A pre-release does only in an alternative that names a pre-release itself.
  package func contains(_ version: SemanticVersion) -> Bool {
    alternatives.contains { comparisons in
      (version.prerelease.isEmpty || comparisons.contains(where: \.namesPrerelease))
        && comparisons.allSatisfy { $0.holds(for: version) }
    }
  }

  private static func comparisons(_ text: Substring) -> [Comparison]? {
    guard !text.contains(",,") else { return nil }
    let words = text.split { $0 == " " || $0 == "," }
    if words.count == 3, words[1] == "-" {
      guard let low = Comparison(.atLeast, words[0]), let high = Comparison(.atMost, words[2]) else {
        return nil
      }
      return [low, high]
    }
    var found: [Comparison] = []
    var index = 0
    while index < words.count {
      let sign = words[index].prefix { "=!<>~^".contains($0) }
      var version = words[index].dropFirst(sign.count)
      if version.isEmpty {
        // A space may stand behind the sign.
        index += 1
        guard index < words.count else { return nil }
        version = words[index]
      }
      guard let relation = Comparison.Relation(sign: sign), let comparison = Comparison(relation, version)
      else {
        return nil
      }
      found.append(comparison)
      index += 1
    }
    return found.isEmpty ? nil : found
  }
}

/// One comparison of a range: a relation and a version of which the end may be open.
private struct Comparison: Sendable {
  enum Relation: Sendable {
    case equal, notEqual, above, below, atLeast, atMost, tilde, caret

    init?(sign: Substring) {
      switch sign {
      case "", "=": self = .equal
      case "!=": self = .notEqual
      case ">": self = .above
      case "<": self = .below
      case ">=", "=>": self = .atLeast
      case "<=", "=<": self = .atMost
      case "~", "~>": self = .tilde
      case "^": self = .caret
      default: return nil
      }
    }
  }

  private let relation: Relation
  /// Zeros in the place of what is open.
  private let version: SemanticVersion
  /// How many of the three numbers are written.
  private let written: Int

  init?(_ relation: Relation, _ text: Substring) {
    self.relation = relation
    if let whole = SemanticVersion(String(text)) {
      (version, written) = (whole, 3)
      return
    }
    let number = text.hasPrefix("v") ? text.dropFirst() : text
    let halves = number.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let prerelease = halves.count == 2 ? halves[1] : ""
    let parts = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), halves.count == 1 || SemanticVersion.isPrerelease(prerelease) else {
      return nil
    }
    let isOpen = parts.map { ["x", "X", "*"].contains($0) }
    guard zip(parts, isOpen).allSatisfy({ $1 || SemanticVersion.number($0) != nil }) else { return nil }
    let count = isOpen.firstIndex(of: true) ?? parts.count
    let numbers = parts.prefix(count).map { SemanticVersion.number($0) ?? 0 } + [0, 0, 0]
    version = SemanticVersion(numbers[0], numbers[1], numbers[2], prerelease: String(prerelease))
    written = count
  }

  var namesPrerelease: Bool { !version.prerelease.isEmpty }

  func holds(for other: SemanticVersion) -> Bool {
    switch relation {
    case .equal: written == 3 ? other == version : isInTilde(other)
    case .notEqual: written == 3 ? other != version : !sharesWritten(other)
    case .above: other > version && (written == 3 || !sharesWritten(other))
    case .below: other < version
    case .atLeast: other >= version
    case .atMost: other <= version || (written < 3 && sharesWritten(other))
    case .tilde: isInTilde(other)
    case .caret: isInCaret(other)
    }
  }

  /// Whether another version begins with the numbers that are written.
  private func sharesWritten(_ other: SemanticVersion) -> Bool {
    [other.major, other.minor, other.patch].prefix(written)
      == [version.major, version.minor, version.patch].prefix(written)
  }

  /// The patch may rise; the minor too where none is written, and all where nothing is.
  private func isInTilde(_ other: SemanticVersion) -> Bool {
    guard other >= version else { return false }
    // `~0.0.0` holds everything, as nothing else with three numbers does.
    if written == 0 || version == SemanticVersion(0, 0, 0, prerelease: "") && written == 3 { return true }
    return other.major == version.major && (written == 1 || other.minor == version.minor)
  }

  /// What stands right of the first number that is not zero may rise.
  private func isInCaret(_ other: SemanticVersion) -> Bool {
    guard other >= version else { return false }
    if written == 0 { return true }
    guard other.major == version.major else { return false }
    if version.major > 0 || written == 1 { return true }
    guard other.minor == version.minor else { return false }
    return version.minor > 0 || written == 2 || other.patch == version.patch
  }
}
