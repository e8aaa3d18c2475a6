/// Reads expressions and conditions from the left.
struct ExpressionParser {
  private enum Token: Equatable {
    case name(String)
    case string(String)
    case int(Int)
    case symbol(String)
    case end

    var text: String {
      switch self {
      case .name(let name): "'\(name)'"
      case .string: "a string"
      case .int(let number): "'\(number)'"
      case .symbol(let symbol): "'\(symbol)'"
      case .end: "the end"
      }
    }
  }

  private let text: [UInt8]
  private var position: Int
  private var token = Token.end
  /// Where ``token`` starts.
  private var start = 0
  private var depth = 0

  private init(_ text: [UInt8], from position: Int) throws(ExpressionError) {
    self.text = text
    self.position = position
    try advance()
  }

  /// Reads the expression behind a `<%`; gives it with the offset behind its `%>`.
  static func placeholder(_ text: [UInt8], from position: Int) throws(ExpressionError) -> (
    Expression, end: Int
  ) {
    var parser = try ExpressionParser(text, from: position)
    let expression = try parser.expression()
    guard parser.token == .symbol("%>") else {
      if parser.token == .end {
        throw ExpressionError(message: "'<%' is never closed by '%>'", offset: position - 2)
      }
      throw parser.unexpected("'|' or '%>'")
    }
    return (expression, parser.position)
  }

  /// Reads a text that is one condition.
  static func condition(_ text: [UInt8]) throws(ExpressionError) -> Condition {
    var parser = try ExpressionParser(text, from: 0)
    let condition = try parser.disjunction()
    guard parser.token == .end else { throw parser.unexpected("'and' or 'or'") }
    return condition
  }

  /// Reads a text that is one expression.
  static func expression(_ text: [UInt8]) throws(ExpressionError) -> Expression {
    var parser = try ExpressionParser(text, from: 0)
    let expression = try parser.expression()
    guard parser.token == .end else { throw parser.unexpected("'|'") }
    return expression
  }

  // MARK: Conditions

  private mutating func disjunction() throws(ExpressionError) -> Condition {
    var left = try conjunction()
    while token == .name("or") {
      try advance()
      left = .or(left, try conjunction())
    }
    return left
  }

  private mutating func conjunction() throws(ExpressionError) -> Condition {
    var left = try negation()
    while token == .name("and") {
      try advance()
      left = .and(left, try negation())
    }
    return left
  }

  private mutating func negation() throws(ExpressionError) -> Condition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 32 else { throw ExpressionError(message: "nested deeper than 32 levels", offset: start) }
    if token == .name("not") {
      try advance()
      return .not(try negation())
    }
    if token == .symbol("(") {
      try advance()
      let inner = try disjunction()
      try take(")")
      return inner
    }
    return try comparison()
  }

  private mutating func comparison() throws(ExpressionError) -> Condition {
    let left = try expression()
    switch token {
    case .symbol("=="):
      try advance()
      return .equal(left, try expression())
    case .symbol("!="):
      try advance()
      return .not(.equal(left, try expression()))
    case .name("in"):
      try advance()
      return .member(left, try list())
    default: return .value(left)
    }
  }

  private mutating func list() throws(ExpressionError) -> [Expression] {
    guard token == .symbol("[") else { return [try expression()] }
    try advance()
    var elements: [Expression] = []
    while token != .symbol("]") {
      elements.append(try expression())
      if token != .symbol(",") { break }
      try advance()
    }
    try take("]")
    return elements
  }

  // MARK: Expressions

  private mutating func expression() throws(ExpressionError) -> Expression {
    let offset = start
    let head: Expression.Head
    switch token {
    case .name("true"): head = .literal(.bool(true))
    case .name("false"): head = .literal(.bool(false))
    case .name(let name) where !["and", "or", "not", "in"].contains(name): head = .name(name)
    case .string(let text): head = .literal(.string(text))
    case .int(let number): head = .literal(.int(number))
    default: throw unexpected("a name")
    }
    try advance()
    var filters: [Expression.FilterCall] = []
    while token == .symbol("|") {
      try advance()
      filters.append(try filterCall())
    }
    return Expression(head: head, filters: filters, offset: offset)
  }

  private mutating func filterCall() throws(ExpressionError) -> Expression.FilterCall {
    guard case .name(let name) = token else { throw unexpected("a filter") }
    let offset = start
    guard let filter = Filter(rawValue: name) else {
      let message = unknownName(name, "filter", known: Filter.allCases.map(\.rawValue))
      throw ExpressionError(message: message, offset: offset)
    }
    try advance()
    guard filter.takesArgument else {
      return Expression.FilterCall(filter: filter, argument: nil, offset: offset)
    }
    try take("(")
    guard case .string(let argument) = token else { throw unexpected("a string in double quotes") }
    try advance()
    try take(")")
    return Expression.FilterCall(filter: filter, argument: argument, offset: offset)
  }

  private mutating func take(_ symbol: String) throws(ExpressionError) {
    guard token == .symbol(symbol) else { throw unexpected("'\(symbol)'") }
    try advance()
  }

  private func unexpected(_ wanted: String) -> ExpressionError {
    ExpressionError(message: "expected \(wanted), found \(token.text)", offset: start)
  }
}

// MARK: - Tokens

extension ExpressionParser {
  private mutating func advance() throws(ExpressionError) {
    while position < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[position]) { position += 1 }
    start = position
    guard position < text.count else {
      token = .end
      return
    }
    let byte = text[position]
    switch byte {
    case UInt8(ascii: "\""): token = .string(try string())
    case UInt8(ascii: "a")...UInt8(ascii: "z"):
      token = .name(word { $0.isLowerOrDigit || $0 == UInt8(ascii: "-") })
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      guard let number = Int(word { $0 >= 0x30 && $0 <= 0x39 }) else {
        throw ExpressionError(message: "the number is too large", offset: start)
      }
      token = .int(number)
    default: token = .symbol(try symbol())
    }
  }

  private mutating func word(while belongs: (UInt8) -> Bool) -> String {
    let word = text[position...].prefix(while: belongs)
    position = word.endIndex
    return String(decoding: word, as: UTF8.self)
  }

  private mutating func symbol() throws(ExpressionError) -> String {
    for symbol in ["%>", "==", "!=", "|", "(", ")", "[", "]", ","]
    where text[position...].starts(with: symbol.utf8) {
      position += symbol.utf8.count
      return symbol
    }
    throw ExpressionError(message: "'\(character(at: position))' has no meaning here", offset: position)
  }

  private func character(at offset: Int) -> String {
    let tail = String(decoding: text[offset...].prefix(4), as: UTF8.self)
    return tail.unicodeScalars.first?.escaped(asASCII: false) ?? ""
  }

  private mutating func string() throws(ExpressionError) -> String {
    var decoded: [UInt8] = []
    position += 1
    while position < text.count, text[position] != UInt8(ascii: "\"") {
      if text[position] == UInt8(ascii: "\\") {
        position += 1
        guard position < text.count,
          text[position] == UInt8(ascii: "\"") || text[position] == UInt8(ascii: "\\")
        else {
          throw ExpressionError(
            message: "a string knows the escapes \\\" and \\\\ only", offset: position - 1)
        }
      }
      decoded.append(text[position])
      position += 1
    }
    guard position < text.count else {
      throw ExpressionError(message: "the string is never closed", offset: start)
    }
    position += 1
    return String(decoding: decoded, as: UTF8.self)
  }
}
