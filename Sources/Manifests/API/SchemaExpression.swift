/// An expression in the part of CEL that the rules of definitions use most: fields, `has`, `size`, comparisons, lists,
/// the tests of texts, and the macros `all`, `exists` and `exists_one`.
indirect enum SchemaExpression: Sendable {
  case text(String), number(Double), flag(Bool), null
  case list([SchemaExpression])
  /// `self`, or the variable of a macro.
  case name(String)
  case field(SchemaExpression, String)
  case element(SchemaExpression, SchemaExpression)
  case has(SchemaExpression, String)
  case not(SchemaExpression)
  case pair(String, SchemaExpression, SchemaExpression)
  case choice(SchemaExpression, SchemaExpression, SchemaExpression)
  case call(String, SchemaExpression, [SchemaExpression])
  case matches(SchemaExpression, SchemaPattern)
  case each(String, SchemaExpression, variable: String, SchemaExpression)

  /// Nil for what is not understood here, and for rules of changes (`oldSelf`), which no tree can break.
  init?(_ text: String) {
    guard let tokens = Token.all(of: text) else { return nil }
    var parser = Parser(rest: tokens[...])
    guard let made = parser.choice(), parser.rest.isEmpty else { return nil }
    self = made
  }
}

/// A word of an expression.
private enum Token: Equatable {
  case name(String), text(String), number(Double), sign(String)

  /// Nil where something is no word of the language.
  static func all(of text: String) -> [Token]? {
    var rest = Array(text.unicodeScalars)[...]
    var tokens: [Token] = []
    while let first = rest.first {
      if first.properties.isWhitespace {
        rest.removeFirst()
      } else if let token = next(&rest) {
        tokens.append(token)
      } else {
        return nil
      }
    }
    return tokens
  }

  private static func next(_ rest: inout ArraySlice<Unicode.Scalar>) -> Token? {
    guard let first = rest.first else { return nil }
    if first == "r", let quote = rest.dropFirst().first, quote == "'" || quote == "\"" {
      rest.removeFirst()
      return quoted(&rest, isRaw: true)
    }
    if first == "'" || first == "\"" { return quoted(&rest, isRaw: false) }
    if isLetter(first) {
      return .name(word(&rest) { isLetter($0) || isDigit($0) })
    }
    if isDigit(first) {
      return Double(word(&rest) { isDigit($0) || $0 == "." }).map { .number($0) }
    }
    for sign in ["&&", "||", "==", "!=", "<=", ">="] where rest.starts(with: sign.unicodeScalars) {
      rest = rest.dropFirst(2)
      return .sign(sign)
    }
    guard "()[].,!<>?:+-*".unicodeScalars.contains(first) else { return nil }
    rest.removeFirst()
    return .sign(String(Character(first)))
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.isAlphabetic || scalar == "_"
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func word(_ rest: inout ArraySlice<Unicode.Scalar>, _ isPart: (Unicode.Scalar) -> Bool)
    -> String
  {
    let part = rest.prefix(while: isPart)
    rest = rest.dropFirst(part.count)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: part)
    return String(text)
  }

  private static func quoted(_ rest: inout ArraySlice<Unicode.Scalar>, isRaw: Bool) -> Token? {
    guard let quote = rest.popFirst() else { return nil }
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst(), scalar != quote {
      guard scalar == "\\", !isRaw else {
        text.append(scalar)
        continue
      }
      let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", "\"": "\"",
      ]
      guard let escaped = rest.popFirst().flatMap({ escapes[$0] }) else { return nil }
      text.append(escaped)
    }
    return .text(String(text))
  }
}

/// Each function reads one level of precedence; nil where the text is not understood.
private struct Parser {
  var rest: ArraySlice<Token>
  private var depth = 0

  init(rest: ArraySlice<Token>) {
    self.rest = rest
  }

  private mutating func take(_ sign: String) -> Bool {
    guard rest.first == .sign(sign) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func choice() -> SchemaExpression? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 60, let condition = either() else { return nil }
    guard take("?") else { return condition }
    guard let first = choice(), take(":"), let second = choice() else { return nil }
    return .choice(condition, first, second)
  }

  private mutating func either() -> SchemaExpression? {
    pairs(of: ["||"]) { $0.both() }
  }

  private mutating func both() -> SchemaExpression? {
    pairs(of: ["&&"]) { $0.comparison() }
  }

  private mutating func comparison() -> SchemaExpression? {
    pairs(of: ["==", "!=", "<=", ">=", "<", ">", "in"]) { $0.sum() }
  }

  private mutating func sum() -> SchemaExpression? {
    pairs(of: ["+", "-"]) { $0.product() }
  }

  private mutating func product() -> SchemaExpression? {
    pairs(of: ["*"]) { $0.unary() }
  }

  private mutating func pairs(of signs: [String], _ next: (inout Parser) -> SchemaExpression?)
    -> SchemaExpression?
  {
    guard var left = next(&self) else { return nil }
    while let sign = signs.first(where: { rest.first == .sign($0) || ($0 == "in" && rest.first == .name($0)) }
    ) {
      rest.removeFirst()
      guard let right = next(&self) else { return nil }
      left = .pair(sign, left, right)
    }
    return left
  }

  private mutating func unary() -> SchemaExpression? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 60 else { return nil }
    if take("!") { return unary().map { .not($0) } }
    if take("-") { return unary().map { .pair("-", .number(0), $0) } }
    return member()
  }

  private mutating func member() -> SchemaExpression? {
    guard var made = primary() else { return nil }
    while true {
      if take("[") {
        guard let position = choice(), take("]") else { return nil }
        made = .element(made, position)
      } else if take(".") {
        guard case .name(let name) = rest.popFirst() else { return nil }
        guard take("(") else {
          made = .field(made, name)
          continue
        }
        guard let call = call(name, on: made) else { return nil }
        made = call
      } else {
        return made
      }
    }
  }

  private mutating func primary() -> SchemaExpression? {
    switch rest.popFirst() {
    case .text(let text): return .text(text)
    case .number(let number): return .number(number)
    case .name("true"): return .flag(true)
    case .name("false"): return .flag(false)
    case .name("null"): return .null
    case .name("oldSelf"): return nil
    case .name(let name):
      guard take("(") else { return .name(name) }
      guard let argument = choice(), take(")") else { return nil }
      if name == "size" { return .call(name, argument, []) }
      guard name == "has", case .field(let value, let field) = argument else { return nil }
      return .has(value, field)
    case .sign("("):
      guard let inner = choice(), take(")") else { return nil }
      return inner
    case .sign("["): return arguments(until: "]").map { .list($0) }
    default: return nil
    }
  }

  private mutating func arguments(until end: String) -> [SchemaExpression]? {
    var arguments: [SchemaExpression] = []
    while !take(end) {
      guard arguments.isEmpty || take(","), let argument = choice() else { return nil }
      arguments.append(argument)
    }
    return arguments
  }

  /// A call behind its opening bracket.
  private mutating func call(_ name: String, on value: SchemaExpression) -> SchemaExpression? {
    guard let arguments = arguments(until: ")") else { return nil }
    switch (name, arguments.count) {
    case ("size", 0), ("startsWith", 1), ("endsWith", 1), ("contains", 1):
      return .call(name, value, arguments)
    case ("matches", 1):
      guard case .text(let text) = arguments[0], let pattern = SchemaPattern(text) else { return nil }
      return .matches(value, pattern)
    case ("all", 2), ("exists", 2), ("exists_one", 2):
      guard case .name(let variable) = arguments[0] else { return nil }
      return .each(name, value, variable: variable, arguments[1])
    default: return nil
    }
  }
}
