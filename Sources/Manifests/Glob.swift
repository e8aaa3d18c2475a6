/// A shell pattern over paths, as .gitignore writes them: `*` and `?` stay within a component, `**` does not.
package struct Glob: Hashable, Sendable {
  package let text: String
  private let pattern: [UInt8]

  package init(_ text: String) {
    self.text = text
    pattern = Array(text.utf8)
  }

  /// Whether the whole of a path or name matches.
  package func matches(_ path: String) -> Bool {
    let path = Array(path.utf8)
    var budget = 100_000
    return Self.matches(pattern[...], path[...], &budget)
  }

  private static func matches(
    _ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>, _ budget: inout Int
  ) -> Bool {
    var pattern = pattern
    var path = path
    while let token = pattern.first {
      budget -= 1
      guard budget > 0 else { return false }
      if token == UInt8(ascii: "*") { return matchesStar(pattern, path, &budget) }
      guard let byte = path.first else { return false }
      switch token {
      case UInt8(ascii: "?"):
        guard byte != UInt8(ascii: "/") else { return false }
        pattern = pattern.dropFirst()
      case UInt8(ascii: "["):
        guard let (isMember, rest) = set(pattern, byte) else { return false }
        guard isMember else { return false }
        pattern = rest
      case UInt8(ascii: "\\") where pattern.count > 1:
        pattern = pattern.dropFirst()
        guard pattern.first == byte else { return false }
        pattern = pattern.dropFirst()
      default:
        guard token == byte else { return false }
        pattern = pattern.dropFirst()
      }
      path = path.dropFirst()
    }
    return path.isEmpty
  }

  private static func matchesStar(
    _ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>, _ budget: inout Int
  ) -> Bool {
    let stars = pattern.prefix { $0 == UInt8(ascii: "*") }.count
    var rest = pattern.dropFirst(stars)
    let crosses = stars > 1
    if crosses, rest.first == UInt8(ascii: "/") {
      // `**/` also stands for no directory at all.
      rest = rest.dropFirst()
      if matches(rest, path, &budget) { return true }
      var tail = path
      while let slash = tail.firstIndex(of: UInt8(ascii: "/")) {
        tail = tail[(slash + 1)...]
        if matches(rest, tail, &budget) { return true }
      }
      return false
    }
    var tail = path
    while true {
      if matches(rest, tail, &budget) { return true }
      guard let byte = tail.first, crosses || byte != UInt8(ascii: "/") else { return false }
      tail = tail.dropFirst()
    }
  }

  /// Whether a byte is in the set that a pattern begins with, and what follows the set; nil for an unclosed set.
  private static func set(
    _ pattern: ArraySlice<UInt8>, _ byte: UInt8
  ) -> (Bool, ArraySlice<UInt8>)? {
    var rest = pattern.dropFirst()
    let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
    if isNegated { rest = rest.dropFirst() }
    var isMember = false
    var isFirst = true
    while let low = rest.first, low != UInt8(ascii: "]") || isFirst {
      isFirst = false
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-"), let high = rest.dropFirst().first, high != UInt8(ascii: "]") {
        isMember = isMember || (low <= byte && byte <= high)
        rest = rest.dropFirst(2)
      } else {
        isMember = isMember || low == byte
      }
    }
    guard !rest.isEmpty, byte != UInt8(ascii: "/") else { return nil }
    return (isMember != isNegated, rest.dropFirst())
  }
}
