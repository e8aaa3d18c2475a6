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
    // Most patterns end in plain text, which most paths do not.
    if let last = pattern.last, last != UInt8(ascii: "*"), last != UInt8(ascii: "?"),
      last != UInt8(ascii: "]"),
      path.utf8.last != last
    {
      return false
    }
    return matches(Array(path.utf8))
  }

  /// Where to go on when the text behind a star does not match: with one byte more in the star.
  private struct Retry {
    let pattern: Int
    var path: Int
  }

  /// An earlier match of what stands before a star leaves the star all that a later one would, so that only the last
  /// star of each kind is ever tried again.
  private func matches(_ path: [UInt8]) -> Bool {
    let slash = UInt8(ascii: "/")
    var (position, offset) = (0, 0)
    var (within, across): (Retry?, Retry?) = (nil, nil)
    while true {
      if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
        let stars = pattern[position...].prefix { $0 == UInt8(ascii: "*") }.count
        let isStart = position == 0 || pattern[position - 1] == slash
        position += stars
        // `**/` stands for whole directories, and for none at all.
        if stars > 1, isStart, position < pattern.count, pattern[position] == slash { position += 1 }
        (within, across) =
          stars > 1
          ? (nil, Retry(pattern: position, path: offset)) : (Retry(pattern: position, path: offset), across)
        continue
      }
      if position == pattern.count, offset == path.count { return true }
      if offset < path.count, let next = next(position, path[offset]) {
        (position, offset) = (next, offset + 1)
      } else if let star = within, star.path < path.count, path[star.path] != slash {
        within?.path += 1
        (position, offset) = (star.pattern, star.path + 1)
      } else if let star = across, let start = restart(star, path) {
        within = nil
        across?.path = start
        (position, offset) = (star.pattern, start)
      } else {
        return false
      }
    }
  }

  /// Where what stands behind a `**` may match next: anywhere, behind `**/` at the start of a component.
  private func restart(_ star: Retry, _ path: [UInt8]) -> Int? {
    guard star.path < path.count else { return nil }
    guard pattern[star.pattern - 1] == UInt8(ascii: "/") else { return star.path + 1 }
    return path[star.path...].firstIndex(of: UInt8(ascii: "/")).map { $0 + 1 }
  }

  /// Where the pattern goes on behind what matches a byte; nil where it does not match.
  private func next(_ position: Int, _ byte: UInt8) -> Int? {
    guard position < pattern.count else { return nil }
    switch pattern[position] {
    case UInt8(ascii: "?"): return byte == UInt8(ascii: "/") ? nil : position + 1
    case UInt8(ascii: "["):
      guard let (isMember, rest) = Self.set(pattern[position...], byte), isMember else { return nil }
      return rest.startIndex
    case UInt8(ascii: "\\") where position + 1 < pattern.count:
      return pattern[position + 1] == byte ? position + 2 : nil
    case let token: return token == byte ? position + 1 : nil
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
