/// Versions and ranges as Masterminds/semver reads them, which Helm and Flux use.
package enum VersionRange {
  /// Whether a text is one full version: `1.2.3`, with a pre-release or build behind it, and perhaps a `v` before it.
  package static func isExact(_ text: String) -> Bool {
    let number = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let build = number.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    let pre = build[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let core = pre[0].split(separator: ".", omittingEmptySubsequences: false)
    guard core.count == 3, core.allSatisfy({ isNumber($0) }) else { return false }
    if pre.count == 2, !isDotted(pre[1], allowsLeadingZero: false) { return false }
    return build.count == 1 || isDotted(build[1], allowsLeadingZero: true)
  }

  /// Whether a text is a version, or comparisons of versions joined by spaces, `,` and `||`.
  package static func isValid(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 256 else { return false }
    let branches = text.split(separator: "|", omittingEmptySubsequences: false)
    // `a || b` splits into a, nothing, b.
    guard branches.enumerated().allSatisfy({ $0.offset % 2 == 0 || $0.element.isEmpty }),
      branches.count % 2 == 1
    else { return false }
    return branches.enumerated().allSatisfy { $0.offset % 2 == 1 || isConjunction(String($0.element)) }
  }

  private static func isConjunction(_ text: String) -> Bool {
    let words = text.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
    guard !words.isEmpty, !text.contains(",,") else { return false }
    if words.count == 3, words[1] == "-" { return isPartial(words[0]) && isPartial(words[2]) }
    var index = 0
    while index < words.count {
      var word = words[index][...]
      let symbol = word.prefix { "=!<>~^".contains($0) }
      word = word.dropFirst(symbol.count)
      guard symbol.isEmpty || operators.contains(String(symbol)) else { return false }
      if word.isEmpty {
        index += 1
        guard index < words.count, isPartial(words[index]) else { return false }
      } else if !isPartial(String(word)) {
        return false
      }
      index += 1
    }
    return true
  }

  private static let operators: Set<String> = ["=", "!=", ">", "<", ">=", "=>", "<=", "=<", "~", "~>", "^"]

  /// `1`, `1.2`, `1.x`, `*`, `1.2.3-rc.1`.
  private static func isPartial(_ text: String) -> Bool {
    if isExact(text) { return true }
    let number = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let pre = number.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    if pre.count == 2, !isDotted(pre[1], allowsLeadingZero: false) { return false }
    let parts = pre[0].split(separator: ".", omittingEmptySubsequences: false)
    return (1...3).contains(parts.count) && parts.allSatisfy { isNumber($0) || ["x", "X", "*"].contains($0) }
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && (text == "0" || text.first != "0")
      && text.utf8.count <= 18
  }

  private static func isDotted(_ text: Substring, allowsLeadingZero: Bool) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      let isDigits = part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      guard !part.isEmpty, part.utf8.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") }) else {
        return false
      }
      return allowsLeadingZero || !isDigits || part == "0" || part.first != "0"
    }
  }
}
