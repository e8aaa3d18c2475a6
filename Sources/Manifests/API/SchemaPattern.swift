/// A `pattern` of a schema: the part of RE2's syntax that such patterns use. It is matched in time linear in the
/// text, so that a pattern of a stranger's CRD cannot stall a run.
package struct SchemaPattern: Sendable {
  /// As the schema writes it.
  package let source: String
  private let program: [Step]
  private let masks: Masks?

  fileprivate enum Step: Sendable {
    case one(Set)
    case start, end
    case jump(Int)
    case split(Int, Int)
  }

  /// A set of characters, by ranges of code points.
  fileprivate struct Set: Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    func contains(_ scalar: UInt32) -> Bool {
      ranges.contains { $0.contains(scalar) } != isNegated
    }
  }

  /// Nil where the pattern uses what is not understood here: flags, classes by name, look-around, word boundaries.
  package init?(_ source: String) {
    var compiler = Compiler(rest: Array(source.unicodeScalars)[...])
    guard compiler.alternatives(), compiler.rest.isEmpty else { return nil }
    self.source = source
    program = compiler.steps
    masks = program.count < 64 ? Masks(program) : nil
  }

  /// Whether the pattern is found anywhere in a text, as the API server looks for it.
  package func matches(_ text: String) -> Bool {
    matches(scalars: text.unicodeScalars.map(\.value))
  }

  /// The same for the bytes of a text.
  func matches(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let masks, !text.contains(where: { $0 >= 0x80 }) else {
      return matches(String(decoding: text, as: UTF8.self))
    }
    return masks.match(text, program)
  }

  private func matches(scalars: [UInt32]) -> Bool {
    if let masks { return masks.match(scalars, program) }
    var states: [Bool] = Array(repeating: false, count: program.count + 1)
    var next = states
    for (position, scalar) in scalars.enumerated() {
      add(0, to: &states, atStart: position == 0, atEnd: false)
      if states[program.count] { return true }
      for (index, step) in program.enumerated() where states[index] {
        if case .one(let set) = step, set.contains(scalar) {
          add(index + 1, to: &next, atStart: false, atEnd: position + 1 == scalars.count)
        }
      }
      swap(&states, &next)
      for index in next.indices { next[index] = false }
    }
    add(0, to: &states, atStart: scalars.isEmpty, atEnd: true)
    return states[program.count]
  }

  private func add(_ first: Int, to states: inout [Bool], atStart: Bool, atEnd: Bool) {
    var pending = [first]
    while let index = pending.popLast() {
      guard !states[index] else { continue }
      states[index] = true
      guard index < program.count else { continue }
      pending += Self.next(after: program[index], at: index, atStart: atStart, atEnd: atEnd)
    }
  }

  /// Where a step leads without a character being read.
  private static func next(after step: Step, at index: Int, atStart: Bool, atEnd: Bool) -> [Int] {
    switch step {
    case .one: []
    case .start: atStart ? [index + 1] : []
    case .end: atEnd ? [index + 1] : []
    case .jump(let target): [target]
    case .split(let first, let second): [first, second]
    }
  }

  /// For a program of less than 64 steps: a set of steps is one word, and where each step leads is known beforehand.
  private struct Masks: Sendable {
    /// The steps that are reached from each without a character being read: in the middle of a text, at its start, at
    /// its end, and at both.
    private var reached: [[UInt64]] = []
    private let end: UInt64

    init(_ program: [Step]) {
      end = 1 << UInt64(program.count)
      for (atStart, atEnd) in [(false, false), (true, false), (false, true), (true, true)] {
        reached.append(
          (0...program.count).map { first in
            var mask: UInt64 = 0
            var pending = [first]
            while let index = pending.popLast() {
              guard mask & (1 << UInt64(index)) == 0 else { continue }
              mask |= 1 << UInt64(index)
              guard index < program.count else { continue }
              pending += SchemaPattern.next(after: program[index], at: index, atStart: atStart, atEnd: atEnd)
            }
            return mask
          })
      }
    }

    func match(_ text: some Collection<some FixedWidthInteger>, _ program: [Step]) -> Bool {
      var states: UInt64 = 0
      var left = text.count
      guard left > 0 else { return reached[3][0] & end != 0 }
      states = reached[1][0]
      for scalar in text {
        if states & end != 0 { return true }
        left -= 1
        let ahead = reached[left == 0 ? 2 : 0]
        var next: UInt64 = 0
        var rest = states & ~end
        while rest != 0 {
          let index = rest.trailingZeroBitCount
          rest &= rest - 1
          if case .one(let set) = program[index], set.contains(UInt32(truncatingIfNeeded: scalar)) {
            next |= ahead[index + 1]
          }
        }
        states = next | ahead[0]
      }
      return states & end != 0
    }
  }
}

/// Turns a pattern into steps, piece by piece; each function says whether it understood what it read.
private struct Compiler {
  var rest: ArraySlice<Unicode.Scalar>
  var steps: [SchemaPattern.Step] = []
  var depth = 0

  mutating func alternatives() -> Bool {
    depth += 1
    defer { depth -= 1 }
    let start = steps.count
    guard depth < 64, sequence() else { return false }
    guard rest.first == "|" else { return true }
    rest.removeFirst()
    let first = Array(steps[start...])
    steps.removeSubrange(start...)
    guard alternatives() else { return false }
    let second = Array(steps[start...])
    steps.removeSubrange(start...)
    steps.append(.split(start + 1, start + first.count + 2))
    steps += shifted(first, by: 1)
    steps.append(.jump(start + first.count + second.count + 2))
    steps += shifted(second, by: first.count + 2)
    return steps.count < 5_000
  }

  private mutating func sequence() -> Bool {
    while let next = rest.first, next != "|", next != ")" {
      let start = steps.count
      guard atom(), repetition(from: start), steps.count < 5_000 else { return false }
    }
    return true
  }

  private mutating func atom() -> Bool {
    guard let scalar = rest.popFirst() else { return false }
    switch scalar {
    case "^": steps.append(.start)
    case "$": steps.append(.end)
    case ".": steps.append(.one(.init(ranges: [10...10], isNegated: true)))
    case "[": return characterClass()
    case "\\": return escape().map { steps.append(.one($0)) } != nil
    case "(":
      if rest.first == "?" {
        guard rest.dropFirst().first == ":" else { return false }
        rest = rest.dropFirst(2)
      }
      return alternatives() && rest.popFirst() == ")"
    case "*", "+", "?", "{": return false
    default: steps.append(.one(.init(ranges: [scalar.value...scalar.value])))
    }
    return true
  }

  private mutating func repetition(from start: Int) -> Bool {
    let body = Array(steps[start...])
    switch rest.first {
    case "*": rewrite(body, from: start, 0, nil)
    case "+": rewrite(body, from: start, 1, nil)
    case "?": rewrite(body, from: start, 0, 1)
    case "{":
      guard let (low, high) = bounds() else { return false }
      guard body.count * max(low, high ?? 0) < 5_000 else { return false }
      rewrite(body, from: start, low, high)
      if rest.first == "?" { rest.removeFirst() }
      return true
    default: return true
    }
    rest.removeFirst()
    // Whether it takes much or little first does not change whether it matches.
    if rest.first == "?" { rest.removeFirst() }
    return rest.first != "*" && rest.first != "+"
  }

  /// `{3}`, `{3,}` or `{3,5}`; up to and with the closing brace.
  private mutating func bounds() -> (Int, Int?)? {
    guard let close = rest.firstIndex(of: "}") else { return nil }
    var inside = String.UnicodeScalarView()
    inside.append(contentsOf: rest[rest.startIndex..<close].dropFirst())
    rest = rest[(close + 1)...]
    let parts = String(inside).split(separator: ",", omittingEmptySubsequences: false)
    guard let low = parts.first.flatMap({ Int($0) }), (0...1000).contains(low) else { return nil }
    if parts.count == 1 { return (low, low) }
    guard parts.count == 2, !parts[1].isEmpty else { return parts.count == 2 ? (low, nil) : nil }
    guard let high = Int(parts[1]), (low...1000).contains(high) else { return nil }
    return (low, high)
  }

  private mutating func rewrite(_ body: [SchemaPattern.Step], from start: Int, _ low: Int, _ high: Int?) {
    steps.removeSubrange(start...)
    for _ in 0..<low { steps += shifted(body, by: steps.count - start) }
    guard let high else {
      let loop = steps.count
      steps.append(.split(loop + 1, loop + body.count + 2))
      steps += shifted(body, by: loop + 1 - start)
      steps.append(.jump(loop))
      return
    }
    for _ in low..<max(low, high) {
      let at = steps.count
      steps.append(.split(at + 1, at + body.count + 1))
      steps += shifted(body, by: at + 1 - start)
    }
  }

  private func shifted(_ body: [SchemaPattern.Step], by distance: Int) -> [SchemaPattern.Step] {
    body.map { step in
      switch step {
      case .jump(let target): .jump(target + distance)
      case .split(let first, let second): .split(first + distance, second + distance)
      default: step
      }
    }
  }

  private mutating func escape() -> SchemaPattern.Set? {
    guard let scalar = rest.popFirst() else { return nil }
    let digit = UInt32(0x30)...UInt32(0x39)
    let word = [digit, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    let space: [ClosedRange<UInt32>] = [9...10, 12...13, 32...32]
    switch scalar {
    case "d": return .init(ranges: [digit])
    case "D": return .init(ranges: [digit], isNegated: true)
    case "w": return .init(ranges: word)
    case "W": return .init(ranges: word, isNegated: true)
    case "s": return .init(ranges: space)
    case "S": return .init(ranges: space, isNegated: true)
    case "n": return .init(ranges: [10...10])
    case "r": return .init(ranges: [13...13])
    case "t": return .init(ranges: [9...9])
    default:
      guard scalar.isASCII, !scalar.properties.isAlphabetic, !digit.contains(scalar.value) else { return nil }
      return .init(ranges: [scalar.value...scalar.value])
    }
  }

  private mutating func characterClass() -> Bool {
    var set = SchemaPattern.Set(ranges: [])
    if rest.first == "^" {
      set.isNegated = true
      rest.removeFirst()
    }
    var isFirst = true
    while let scalar = rest.popFirst() {
      if scalar == "]", !isFirst {
        steps.append(.one(set))
        return true
      }
      isFirst = false
      guard !(scalar == "[" && rest.first == ":"), let low = member(scalar) else { return false }
      guard rest.first == "-", rest.dropFirst().first != "]", let value = single(low) else {
        set.ranges += low.ranges
        continue
      }
      rest.removeFirst()
      guard let end = rest.popFirst(), let high = member(end).flatMap(single), value <= high else {
        return false
      }
      set.ranges.append(value...high)
    }
    return false
  }

  private mutating func member(_ scalar: Unicode.Scalar) -> SchemaPattern.Set? {
    guard scalar == "\\" else { return .init(ranges: [scalar.value...scalar.value]) }
    guard let set = escape(), !set.isNegated else { return nil }
    return set
  }

  private func single(_ set: SchemaPattern.Set) -> UInt32? {
    guard set.ranges.count == 1, let range = set.ranges.first, range.count == 1 else { return nil }
    return range.lowerBound
  }
}
