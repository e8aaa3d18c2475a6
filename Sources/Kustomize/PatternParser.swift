/// Compiles a regular expression into the instructions of a ``Pattern``.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  /// The flags `i` and `s` of the group that is being read.
  private var flags = Flags()

  private struct Flags {
    var ignoresCase = false
    var dotMatchesBreak = false
  }

  /// RE2's own bound on repetitions, and one on the size of what they make.
  private static let maximumRepeat = 1000
  private static let maximumProgram = 20_000

  init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

  mutating func program() throws(Pattern.Problem) -> [Pattern.Instruction] {
    let body = try alternatives()
    guard position == scalars.count else { throw .invalid("unexpected ')'") }
    return body + [.match]
  }

  private typealias Code = [Pattern.Instruction]

  private mutating func alternatives() throws(Pattern.Problem) -> Code {
    var branches = [try sequence()]
    while peek == "|" {
      position += 1
      branches.append(try sequence())
    }
    guard var code = branches.popLast() else { return [] }
    for branch in branches.reversed() {
      let left = Self.shifted(branch, by: 1)
      let rest = Self.shifted(code, by: branch.count + 2)
      code = [.split(1, branch.count + 2)] + left + [.jump(branch.count + 2 + code.count)] + rest
    }
    return code
  }

  private mutating func sequence() throws(Pattern.Problem) -> Code {
    var code: Code = []
    while let next = peek, next != "|", next != ")" {
      let atom = try atom()
      let item = try repeated(atom)
      code += Self.shifted(item, by: code.count)
      guard code.count <= Self.maximumProgram else { throw .unsupported("a pattern of this size") }
    }
    return code
  }

  private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take() -> Unicode.Scalar? {
    defer { position += 1 }
    return peek
  }

  private static func shifted(_ code: Code, by offset: Int) -> Code {
    code.map { instruction in
      switch instruction {
      case .split(let first, let second): .split(first + offset, second + offset)
      case .jump(let target): .jump(target + offset)
      default: instruction
      }
    }
  }

  // MARK: Repetition

  private mutating func repeated(_ atom: Code) throws(Pattern.Problem) -> Code {
    var code = atom
    var isRepeated = false
    while let mark = peek {
      let bounds: (Int, Int?)?
      switch mark {
      case "*": bounds = (0, nil)
      case "+": bounds = (1, nil)
      case "?": bounds = (0, 1)
      case "{": bounds = try counts()
      default: return code
      }
      guard let bounds else { return code }
      if mark != "{" { position += 1 }
      guard !isRepeated else { throw .invalid("a repetition of a repetition") }
      if peek == "?" { position += 1 }
      isRepeated = true
      code = try Self.repeated(code, bounds.0, bounds.1)
    }
    return code
  }

  /// Reads `{n}`, `{n,}` or `{n,m}`; nil, and nothing read, where the brace stands for itself.
  private mutating func counts() throws(Pattern.Problem) -> (Int, Int?)? {
    guard let close = scalars[position...].firstIndex(of: "}") else { return nil }
    let inner = String(String.UnicodeScalarView(scalars[(position + 1)..<close]))
    let parts = inner.split(separator: ",", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let low = Int(parts[0]) else { return nil }
    var high: Int? = low
    if parts.count == 2 { high = parts[1].isEmpty ? nil : Int(parts[1]) }
    if parts.count == 2, !parts[1].isEmpty, high == nil { return nil }
    guard low >= 0, max(low, high ?? 0) <= Self.maximumRepeat, high.map({ $0 >= low }) ?? true else {
      throw .invalid("the repeat count {\(inner)}")
    }
    position = close + 1
    return (low, high)
  }

  private static func repeated(_ code: Code, _ low: Int, _ high: Int?) throws(Pattern.Problem) -> Code {
    guard code.count * max(low, high ?? 1, 1) <= maximumProgram else {
      throw .unsupported("a pattern of this size")
    }
    var result: Code = []
    for _ in 0..<low { result += shifted(code, by: result.count) }
    guard let high else {
      // L: split(body, out) body jump L
      let start = result.count
      result.append(.split(start + 1, start + code.count + 2))
      result += shifted(code, by: start + 1)
      result.append(.jump(start))
      return result
    }
    let end = result.count + (high - low) * (code.count + 1)
    for _ in low..<high {
      result.append(.split(result.count + 1, end))
      result += shifted(code, by: result.count)
    }
    return result
  }

  // MARK: Atoms

  private mutating func atom() throws(Pattern.Problem) -> Code {
    guard let scalar = take() else { return [] }
    switch scalar {
    case "(": return try group()
    case "[": return [.set(try folded(bracket()))]
    case ".": return [.set(ScalarSet(ranges: flags.dotMatchesBreak ? [] : [10...10], isNegated: true))]
    case "^": return [.start]
    case "$": return [.end]
    case "*", "+", "?": throw .invalid("nothing to repeat before '\(scalar)'")
    case "\\": return try escaped()
    default: return [.set(try folded(ScalarSet(ranges: [scalar.value...scalar.value])))]
    }
  }

  private mutating func group() throws(Pattern.Problem) -> Code {
    guard depth < 100 else { throw .unsupported("groups nested deeper than 100") }
    let outer = flags
    if peek == "?" {
      position += 1
      // `(?i)` holds to the end of the group that it stands in.
      if try readFlagsOrName() { return [] }
    }
    depth += 1
    let code = try alternatives()
    depth -= 1
    flags = outer
    guard take() == ")" else { throw .invalid("a missing ')'") }
    return code
  }

  /// Reads what stands behind `(?`: flags or the name of a group; true where the group ends with its flags.
  private mutating func readFlagsOrName() throws(Pattern.Problem) -> Bool {
    if peek == "P" || peek == "<" {
      guard let close = scalars[position...].firstIndex(of: ">") else { throw .invalid("a missing '>'") }
      position = close + 1
      return false
    }
    var isOn = true
    while let flag = take() {
      switch flag {
      case "i": flags.ignoresCase = isOn
      case "s": flags.dotMatchesBreak = isOn
      // Which repetition is tried first makes no difference to whether the text matches.
      case "U": continue
      case "-" where isOn: isOn = false
      case ":": return false
      case ")": return true
      case "m": throw .unsupported("the flag 'm'")
      default: throw .invalid("'(?\(flag)'")
      }
    }
    throw .invalid("a missing ')'")
  }

  /// A set that takes no notice of letter case where the flag says so.
  private func folded(_ set: ScalarSet) throws(Pattern.Problem) -> ScalarSet {
    guard flags.ignoresCase else { return set }
    var folded = set
    for range in set.ranges {
      guard range.upperBound < 0x80 else { throw .unsupported("the flag 'i' beyond ASCII letters") }
      let upper = range.clamped(to: 0x41...0x5A)
      let lower = range.clamped(to: 0x61...0x7A)
      if range.overlaps(0x41...0x5A) {
        folded.ranges.append((upper.lowerBound + 32)...(upper.upperBound + 32))
      }
      if range.overlaps(0x61...0x7A) {
        folded.ranges.append((lower.lowerBound - 32)...(lower.upperBound - 32))
      }
    }
    return folded
  }

  private mutating func escaped() throws(Pattern.Problem) -> Code {
    guard let scalar = take() else { throw .invalid("a trailing backslash") }
    if scalar == "A" { return [.start] }
    if scalar == "z" { return [.end] }
    return [.set(try Self.escape(scalar))]
  }

  private static func escape(_ scalar: Unicode.Scalar) throws(Pattern.Problem) -> ScalarSet {
    switch scalar {
    case "d", "D": return ScalarSet(ranges: [0x30...0x39], isNegated: scalar == "D")
    case "w", "W":
      return ScalarSet(
        ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A], isNegated: scalar == "W")
    case "s", "S": return ScalarSet(ranges: [9...10, 12...13, 32...32], isNegated: scalar == "S")
    case "t": return ScalarSet(ranges: [9...9])
    case "n": return ScalarSet(ranges: [10...10])
    case "r": return ScalarSet(ranges: [13...13])
    default:
      guard scalar.value < 0x80, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
        throw .unsupported("the escape '\\\(scalar)'")
      }
      return ScalarSet(ranges: [scalar.value...scalar.value])
    }
  }

  private mutating func bracket() throws(Pattern.Problem) -> ScalarSet {
    var set = ScalarSet(ranges: [])
    if peek == "^" {
      position += 1
      set.isNegated = true
    }
    var isFirst = true
    while let scalar = take() {
      if scalar == "]", !isFirst { return set }
      isFirst = false
      if scalar == "[", peek == ":" {
        set.ranges += try namedClass()
        continue
      }
      var low = scalar.value
      if scalar == "\\" {
        guard let next = take() else { break }
        let escape = try Self.escape(next)
        guard !escape.isNegated, escape.ranges.count == 1, escape.ranges[0].count == 1 else {
          set.ranges += escape.isNegated ? escape.complement : escape.ranges
          continue
        }
        low = escape.ranges[0].lowerBound
      }
      set.ranges.append(try range(from: low))
    }
    throw .invalid("a missing ']'")
  }

  private static let namedClasses: [String: [ClosedRange<UInt32>]] = [
    "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A],
    "ascii": [0...0x7F], "blank": [9...9, 32...32], "cntrl": [0...0x1F, 0x7F...0x7F], "digit": [0x30...0x39],
    "graph": [0x21...0x7E], "lower": [0x61...0x7A], "print": [0x20...0x7E],
    "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E], "space": [9...13, 32...32],
    "upper": [0x41...0x5A], "word": [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A],
    "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
  ]

  /// Reads `:alpha:]` or `:^alpha:]`.
  private mutating func namedClass() throws(Pattern.Problem) -> [ClosedRange<UInt32>] {
    guard let close = scalars[position...].firstIndex(of: "]") else { throw .invalid("a missing ']'") }
    var name = String(String.UnicodeScalarView(scalars[(position + 1)..<close]))
    let isNegated = name.hasPrefix("^")
    if isNegated { name.removeFirst() }
    guard name.hasSuffix(":"), let ranges = Self.namedClasses[String(name.dropLast())] else {
      throw .invalid("the class '[:\(name)]'")
    }
    position = close + 1
    return isNegated ? ScalarSet(ranges: ranges).complement : ranges
  }

  /// Reads the rest of `a-z` inside brackets; the one character where there is none.
  private mutating func range(from low: UInt32) throws(Pattern.Problem) -> ClosedRange<UInt32> {
    guard peek == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else { return low...low }
    position += 1
    guard var high = take() else { return low...low }
    if high == "\\", let next = take() { high = next }
    guard high.value >= low else { throw .invalid("a range that ends before it starts") }
    return low...high.value
  }
}
