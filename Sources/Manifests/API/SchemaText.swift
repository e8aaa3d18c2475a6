import Synchronization

/// The built-in tables: schemas as compact text, compiled one shared type at a time as they are asked for.
///
/// One line each: `~` a pattern, `&` a shared type, `=` a kind (`=apps/v1 Deployment {…}`). A type is `s` string, `i`
/// integer, `n` number, `b` boolean, `x` integer or string, `q` quantity, `*` anything, `[T]` list, `%T` map,
/// `{name:T,name!:T,name@7:T,...}` object (`!` required, `!3-6` by
/// Flux 2.3 to 2.6 only, `@7` not before Flux 2.7, `...` open) or `&N;` the N-th
/// shared type; behind it may stand `(a|b@9)` its values, `~N;` the N-th pattern, `<1:253>` its limits, `k(a|b)`
/// the keys of a list.
package final class SchemaText: SchemaTable {
  private let bytes: [UInt8]
  private let patterns: [SchemaPattern?]
  private let shared: [Range<Int>]
  private let kinds: [String: Range<Int>]
  private let compiled: Mutex<Compiled>

  private struct Compiled {
    var shared: [SchemaType?]
    var kinds: [String: SchemaType] = [:]
  }

  package init(_ text: String) {
    let bytes = Array(text.utf8)
    var patterns: [SchemaPattern?] = []
    var shared: [Range<Int>] = []
    var kinds: [String: Range<Int>] = [:]
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let rest = line.dropFirst()
      switch line.first {
      case UInt8(ascii: "~"): patterns.append(SchemaPattern(String(decoding: rest, as: UTF8.self)))
      case UInt8(ascii: "&"): shared.append(rest.indices)
      default:
        guard let brace = rest.firstIndex(of: UInt8(ascii: "{")) else { continue }
        kinds[String(decoding: rest[..<(brace - 1)], as: UTF8.self)] = brace..<rest.endIndex
      }
    }
    self.bytes = bytes
    self.patterns = patterns
    self.shared = shared
    self.kinds = kinds
    compiled = Mutex(Compiled(shared: Array(repeating: nil, count: shared.count)))
  }

  /// Every `apiVersion kind` of the table, in no order.
  package var names: [String] { Array(kinds.keys) }

  package func has(_ apiVersion: String, _ kind: String) -> Bool { kinds["\(apiVersion) \(kind)"] != nil }

  /// The schema of a kind: its fields but for apiVersion, kind, metadata and status; nil for one that is not known.
  package func schema(_ apiVersion: String, _ kind: String) -> SchemaType? {
    let name = "\(apiVersion) \(kind)"
    guard let range = kinds[name] else { return nil }
    if let known = compiled.withLock({ $0.kinds[name] }) { return known }
    let made = compile(range)
    compiled.withLock { $0.kinds[name] = made }
    return made
  }

  package func type(_ number: Int) -> SchemaType? {
    guard shared.indices.contains(number) else { return nil }
    if let known = compiled.withLock({ $0.shared[number] }) { return known }
    let made = compile(shared[number])
    compiled.withLock { $0.shared[number] = made }
    return made
  }

  private func compile(_ range: Range<Int>) -> SchemaType {
    var parser = Parser(rest: bytes[range], patterns: patterns, table: self)
    return parser.type()
  }
}

/// Reads one type. The text is ours, so what is not understood reads as `*`.
private struct Parser {
  var rest: ArraySlice<UInt8>
  let patterns: [SchemaPattern?]
  let table: SchemaText

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: scalar) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func word(until isEnd: (UInt8) -> Bool) -> String {
    let word = rest.prefix { !isEnd($0) }
    rest = rest.dropFirst(word.count)
    return String(decoding: word, as: UTF8.self)
  }

  mutating func number() -> Int? {
    Int(word { !($0 >= 0x30 && $0 <= 0x39) })
  }

  mutating func type() -> SchemaType {
    switch rest.popFirst() {
    case UInt8(ascii: "s"): return limited(.string)
    case UInt8(ascii: "i"): return limited(.integer)
    case UInt8(ascii: "n"): return limited(.number)
    case UInt8(ascii: "b"): return limited(.boolean)
    case UInt8(ascii: "x"): return limited(.intOrString)
    case UInt8(ascii: "q"): return limited(.quantity)
    case UInt8(ascii: "%"): return SchemaType(.map, element: type())
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["):
      let element = type()
      _ = take("]")
      return limited(.list, element: element)
    case UInt8(ascii: "&"):
      let number = number()
      _ = take(";")
      return number.map { SchemaType(reference: $0, in: table) } ?? SchemaType(.any)
    default: return SchemaType(.any)
    }
  }

  /// The minors of `!3-6`; nil where none stand behind the `!`.
  private mutating func minors() -> ClosedRange<Int>? {
    let low = number()
    guard take("-") else { return nil }
    let high = number()
    return (low ?? 0)...max(low ?? 0, high ?? Int.max)
  }

  private mutating func object() -> SchemaType {
    var fields: [String: SchemaType.Field] = [:]
    var isOpen = false
    while !rest.isEmpty, !take("}") {
      if take(",") { continue }
      let name = word {
        $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: ":")
          || $0 == UInt8(ascii: "}")
      }
      if name == "..." {
        isOpen = true
        continue
      }
      let isRequired = take("!")
      let requiring = isRequired ? minors() : nil
      let since = take("@") ? number() : nil
      _ = take(":")
      var field = SchemaType.Field(type: type(), isRequired: isRequired, since: since)
      if let requiring { field.requiring = requiring }
      fields[name] = field
    }
    return SchemaType(.object, fields: fields, isOpen: isOpen)
  }

  private mutating func limited(_ kind: SchemaType.Kind, element: SchemaType? = nil) -> SchemaType {
    var limits = SchemaType.Limits()
    if take("k") {
      _ = take("(")
      limits.keys = word { $0 == UInt8(ascii: ")") }.split(separator: "|").map(String.init)
      _ = take(")")
    }
    if take("(") {
      limits.choices = word { $0 == UInt8(ascii: ")") }.split(separator: "|").map { choice in
        let parts = choice.split(separator: "@", maxSplits: 1)
        return SchemaType.Choice(text: String(parts[0]), since: parts.count == 2 ? Int(parts[1]) : nil)
      }
      _ = take(")")
    }
    if take("~") {
      limits.pattern = number().flatMap { patterns.indices.contains($0) ? patterns[$0] : nil }
      _ = take(";")
    }
    if take("<") {
      limits.low = Double(word { $0 == UInt8(ascii: ":") })
      _ = take(":")
      limits.high = Double(word { $0 == UInt8(ascii: ">") })
      _ = take(">")
    }
    return SchemaType(kind, element: element, limits: limits)
  }
}
