/// What the operations of a `${…}` make of a value. Source: the functions of Flux's envsubst library, which count
/// in bytes and know no shell beside them.
enum VariableFunction {
  /// Matching takes the square of a length; what is longer is not worked out.
  private static let maximumMatchedLength = 4096

  /// Nil where the result is not worked out.
  ///
  /// - Parameter operation: one that reads the value.
  static func apply(
    _ operation: VariableForm.Operation, to value: [UInt8], _ arguments: [[UInt8]]
  ) -> [UInt8]? {
    switch operation {
    case .plain: value
    case .length: Array(String(value.count).utf8)
    // Of a value that is not empty nobody asks for it: what the form holds need not be known then.
    case .fallback: Array(arguments.joined())
    case .letterCase(let signs): cased(value, signs)
    case .substring: substring(value, arguments.map { Int(String(decoding: $0, as: UTF8.self)) })
    case .replace(let signs): replaced(value, signs, arguments)
    case .trim(let signs): arguments.first.flatMap { trimmed(value, signs, $0) }
    }
  }

  private static func cased(_ value: [UInt8], _ signs: [UInt8]) -> [UInt8] {
    let scalars = String(decoding: value, as: UTF8.self).unicodeScalars
    let isUpper = signs.first == UInt8(ascii: "^")
    // Two signs that differ are no operation that the library knows.
    guard signs.count == 1 || signs[0] == signs[1] else { return value }
    let changed = signs.count == 1 ? 1 : scalars.count
    var text = ""
    for (index, scalar) in scalars.enumerated() {
      let mapped = isUpper ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
      // Go maps one code point to one: what would become several stays.
      let isOne = index < changed && mapped.unicodeScalars.count == 1
      text.unicodeScalars.append(isOne ? mapped.unicodeScalars.first ?? scalar : scalar)
    }
    return Array(text.utf8)
  }

  /// - Parameter numbers: start and length; nil for what is no number, with which the value stays as it is.
  private static func substring(_ value: [UInt8], _ numbers: [Int?]) -> [UInt8] {
    guard let first = numbers.first, var start = first else { return value }
    start = start < 0 ? value.count + max(start, -value.count) : min(start, value.count)
    var end = value.count
    if numbers.count > 1 {
      guard let length = numbers[1] else { return value }
      end = length < 0 ? value.count + max(length, -value.count) : min(end, start + min(length, value.count))
    }
    return start < end ? Array(value[start..<end]) : []
  }

  private static func replaced(_ value: [UInt8], _ signs: [UInt8], _ arguments: [[UInt8]]) -> [UInt8] {
    guard let old = arguments.first else { return value }
    let new = arguments.count > 1 ? arguments[1] : []
    switch signs {
    case Array("/#".utf8):
      guard arguments.count == 2, value.starts(with: old) else { return value }
      return new + value.dropFirst(old.count)
    case Array("/%".utf8):
      guard arguments.count == 2, value.reversed().starts(with: old.reversed()) else { return value }
      return value.dropLast(old.count) + new
    default: return replacedInside(value, old, new, isAll: signs.count == 2)
    }
  }

  private static func replacedInside(
    _ value: [UInt8], _ old: [UInt8], _ new: [UInt8], isAll: Bool
  ) -> [UInt8] {
    var output: [UInt8] = []
    var rest = value[...]
    var isDone = false
    while let byte = rest.first {
      // An empty text is found before each character, and at the end.
      let isFound = !isDone && rest.starts(with: old) && (!old.isEmpty || byte & 0xC0 != 0x80)
      if isFound {
        output += new
        rest = rest.dropFirst(old.count)
        isDone = !isAll
      }
      if !isFound || old.isEmpty {
        output.append(byte)
        rest = rest.dropFirst()
      }
    }
    return old.isEmpty && !isDone ? output + new : output
  }

  private static func trimmed(_ value: [UInt8], _ signs: [UInt8], _ pattern: [UInt8]) -> [UInt8]? {
    guard value.count <= maximumMatchedLength, pattern.count <= maximumMatchedLength else { return nil }
    var text = Array(String(decoding: value, as: UTF8.self).unicodeScalars)
    var expected = Array(String(decoding: pattern, as: UTF8.self).unicodeScalars)
    // The end is trimmed as the beginning of what is turned round, the pattern with all its signs included.
    let isEnd = signs.first == UInt8(ascii: "%")
    if isEnd {
      text.reverse()
      expected.reverse()
    }
    guard let parts = WildcardPart.all(of: expected[...]) else { return value }
    let lengths = WildcardPart.matchedLengths(parts, text)
    guard let length = signs.count == 2 ? lengths.last : lengths.first else { return value }
    text.removeFirst(length)
    if isEnd { text.reverse() }
    var result = ""
    result.unicodeScalars.append(contentsOf: text)
    return Array(result.utf8)
  }
}

/// One part of a pattern of `${NAME#pattern}`, in which `*` stands for any text, slashes included.
private enum WildcardPart {
  case any
  case one
  case scalar(Unicode.Scalar)
  case oneOf([ClosedRange<Unicode.Scalar>], isNegated: Bool)

  /// Nil for a pattern that is not well formed.
  static func all(of pattern: ArraySlice<Unicode.Scalar>) -> [WildcardPart]? {
    var rest = pattern
    var parts: [WildcardPart] = []
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": parts.append(.any)
      case "?": parts.append(.one)
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        parts.append(.scalar(next))
      case "[":
        guard let part = choice(&rest) else { return nil }
        parts.append(part)
      default: parts.append(.scalar(scalar))
      }
    }
    return parts
  }

  private static func choice(_ rest: inout ArraySlice<Unicode.Scalar>) -> WildcardPart? {
    let isNegated = rest.first == "^"
    if isNegated { rest.removeFirst() }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    func member() -> Unicode.Scalar? {
      guard let scalar = rest.popFirst(), scalar != "-", scalar != "]" else { return nil }
      return scalar == "\\" ? rest.popFirst() : scalar
    }
    while let next = rest.first {
      if next == "]", !ranges.isEmpty {
        rest.removeFirst()
        return .oneOf(ranges, isNegated: isNegated)
      }
      guard let low = member() else { return nil }
      var high = low
      if rest.first == "-" {
        rest.removeFirst()
        guard let end = member() else { return nil }
        high = end
      }
      // A range that runs backwards holds nothing, but counts as one.
      ranges.append(low <= high ? low...high : "\u{10FFFF}"..."\u{10FFFF}")
    }
    return nil
  }

  private func matches(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .any, .one: true
    case .scalar(let own): own == scalar
    case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
    }
  }

  /// The lengths, in order and none of them 0, of the beginnings that match as a whole.
  static func matchedLengths(_ parts: [WildcardPart], _ text: [Unicode.Scalar]) -> [Int] {
    var states = Set([0])
    func follow(_ states: Set<Int>) -> Set<Int> {
      var all = states
      for var state in states {
        while state < parts.count, case .any = parts[state] {
          state += 1
          all.insert(state)
        }
      }
      return all
    }
    states = follow(states)
    var lengths: [Int] = []
    for (index, scalar) in text.enumerated() {
      var next: Set<Int> = []
      for state in states where state < parts.count && parts[state].matches(scalar) {
        if case .any = parts[state] { next.insert(state) } else { next.insert(state + 1) }
      }
      states = follow(next)
      if states.contains(parts.count) { lengths.append(index + 1) }
      if states.isEmpty { break }
    }
    return lengths
  }
}
