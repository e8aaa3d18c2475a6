/// A regular expression that has to match a whole text, in the part of RE2's syntax that selectors use: literals,
/// `.`, `|`, groups, classes, `* + ? {n,m}`, `^ $`, `\d \w \s`, escaped punctuation, and the flags `i` and `s`.
struct Pattern: Sendable {
  /// Why a pattern cannot be used.
  enum Problem: Error {
    /// RE2 refuses it too.
    case invalid(String)
    /// RE2 knows it, this matcher does not.
    case unsupported(String)
  }

  /// A text in which each `.` takes any character of a line; nil where the pattern holds other operators.
  private let literal: String?
  private let program: [Instruction]
  private let isAnchored: Bool
  /// `.*`, which takes every text of one line.
  private let isAnything: Bool

  enum Instruction: Sendable {
    case set(ScalarSet)
    /// Goes on at both.
    case split(Int, Int)
    case jump(Int)
    case start, end
    case match
  }

  /// - Parameter isAnchored: whether the whole text has to match, as opposed to any part of it.
  init(_ pattern: String, isAnchored: Bool = true) throws(Problem) {
    self.isAnchored = isAnchored
    isAnything = isAnchored && pattern == ".*"
    let isLiteral = !pattern.utf8.contains { #"*+?()[]{}|^$\"#.utf8.contains($0) }
    literal = isLiteral && isAnchored ? pattern : nil
    if isLiteral, isAnchored {
      program = []
    } else {
      var parser = PatternParser(pattern)
      program = try parser.program()
    }
  }

  func matches(_ text: some StringProtocol) -> Bool {
    if let literal {
      return literal.unicodeScalars.elementsEqual(text.unicodeScalars) { $0 == $1 || $0 == "." && $1 != "\n" }
    }
    if isAnything { return !text.utf8.contains(UInt8(ascii: "\n")) }
    var current = States(program.count)
    let scalars = Array(text.unicodeScalars)
    add(0, to: &current, at: 0, of: scalars.count)
    for (offset, scalar) in scalars.enumerated() {
      if current.hasMatch, !isAnchored { return true }
      var next = States(program.count)
      for index in current.list {
        if case .set(let set) = program[index], set.contains(scalar) {
          add(index + 1, to: &next, at: offset + 1, of: scalars.count)
        }
      }
      if !isAnchored { add(0, to: &next, at: offset + 1, of: scalars.count) }
      guard !next.list.isEmpty else { return false }
      current = next
    }
    return current.hasMatch
  }

  /// The instructions that the matcher waits at.
  private struct States {
    var list: [Int] = []
    var seen: [Bool]
    var hasMatch = false

    init(_ count: Int) { seen = Array(repeating: false, count: count) }
  }

  private func add(_ start: Int, to states: inout States, at offset: Int, of count: Int) {
    var pending = [start]
    while let index = pending.popLast() {
      guard index < program.count, !states.seen[index] else { continue }
      states.seen[index] = true
      switch program[index] {
      case .jump(let target): pending.append(target)
      case .split(let first, let second): pending += [second, first]
      case .start: if offset == 0 { pending.append(index + 1) }
      case .end: if offset == count { pending.append(index + 1) }
      case .match:
        states.hasMatch = true
        states.list.append(index)
      case .set: states.list.append(index)
      }
    }
  }
}

/// Some characters, or all but some.
struct ScalarSet: Sendable {
  var ranges: [ClosedRange<UInt32>]
  var isNegated = false

  /// All that ``ranges``, which are sorted, leave out.
  var complement: [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    return result + [next...0x10FFFF]
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }
}
