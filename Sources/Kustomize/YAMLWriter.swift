import Manifests
import YAML

/// Objects as kustomize prints them: block style, keys sorted, lists not indented, lines folded behind column 80.
/// Source: goyaml.v2, with which kustomize 5.7 writes.
struct YAMLWriter {
  private(set) var bytes: [UInt8] = []
  /// Characters of the present line.
  private(set) var column = 0

  /// The text of one object, with a line break at its end.
  static func text(of value: Value) -> String {
    var writer = YAMLWriter()
    writer.writeNode(value, indent: 0, isInline: false)
    if writer.column > 0 { writer.newLine() }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  // MARK: Containers

  /// Writes a value behind a key or a dash.
  ///
  /// - Parameters:
  ///   - indent: the column of the keys of a mapping here; a scalar's further lines stand two behind it.
  ///   - isInline: whether something stands on the line already that a mapping's first key may follow.
  private mutating func writeNode(_ value: Value, indent: Int, isInline: Bool) {
    switch value.kind {
    case .scalar: writeScalar(value, indent: indent)
    case .mapping: writeMapping(value.entries, indent: indent, isInline: isInline)
    case .sequence: writeSequence(value.elements, indent: indent, isInline: isInline)
    }
  }

  private mutating func writeMapping(_ entries: [MadeEntry], indent: Int, isInline: Bool) {
    guard !entries.isEmpty else { return append("{}") }
    let sorted = entries.map { (Array($0.key.unicodeScalars), $0) }.sorted { Self.precedes($0.0, $1.0) }
    for (index, (_, entry)) in sorted.enumerated() {
      if index > 0 || !isInline { startLine(indent) }
      writeKey(entry.key, indent: indent)
      switch entry.value.kind {
      case .mapping where !entry.value.entries.isEmpty:
        writeMapping(entry.value.entries, indent: indent + 2, isInline: false)
      case .sequence where entry.value.count > 0:
        writeSequence(entry.value.elements, indent: indent, isInline: false)
      default:
        append(" ")
        writeNode(entry.value, indent: indent, isInline: true)
      }
    }
  }

  private mutating func writeSequence(_ elements: [Value], indent: Int, isInline: Bool) {
    guard !elements.isEmpty else { return append("[]") }
    for (index, element) in elements.enumerated() {
      if index > 0 || !isInline { startLine(indent) }
      append("- ")
      writeNode(element, indent: element.kind == .scalar ? indent : indent + 2, isInline: true)
    }
  }

  /// A key that is long or has several lines is written with a question mark.
  private mutating func writeKey(_ key: String, indent: Int) {
    let isSimple = key.utf8.count <= 128 && !key.utf8.contains(UInt8(ascii: "\n"))
    if !isSimple { append("? ") }
    writeString(key, indent: indent, isKey: isSimple)
    if !isSimple { startLine(indent) }
    append(":")
  }

  /// goyaml's order of keys: letters by code point behind all else, runs of digits by their number.
  private static func precedes(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Bool {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
      let a = left[index]
      let b = right[index]
      let isLetter = (a.properties.isLetter, b.properties.isLetter)
      if isLetter.0 && isLetter.1 { return a.value < b.value }
      if isLetter.0 || isLetter.1 { return isLetter.1 }
      let hasZero = a == "0" || b == "0"
      let before = left[..<index].reversed().prefix { $0.properties.isDigit }
      let start: UInt64 = hasZero && before.contains { $0 != "0" } ? 1 : 0
      let (first, firstEnd) = number(left, from: index, start)
      let (second, secondEnd) = number(right, from: index, start)
      if first != second { return first < second }
      if firstEnd != secondEnd { return firstEnd < secondEnd }
      return a.value < b.value
    }
    return left.count < right.count
  }

  private static func number(_ text: [Unicode.Scalar], from start: Int, _ initial: UInt64) -> (UInt64, Int) {
    var number = initial
    var end = start
    while end < text.count, text[end].properties.isDigit {
      number = number &* 10 &+ UInt64(text[end].value &- 0x30)
      end += 1
    }
    return (number, end)
  }

  // MARK: Scalars

  private mutating func writeScalar(_ value: Value, indent: Int) {
    switch PlainScalar(value) {
    case nil, .null: append("null")
    case .bool(let truth): append(truth ? "true" : "false")
    case .integer(let digits): append(digits)
    case .float(let number): append(GoNumber.yaml(number))
    case .string(let text): writeString(text, indent: indent, isKey: false)
    }
  }

  private mutating func writeString(_ text: String, indent: Int, isKey: Bool) {
    let scalar = YAMLScalar(text)
    switch scalar.style(isKey: isKey) {
    case .plain: writeFolded(scalar, indent + 2, mayBreak: !isKey, quotes: false)
    case .singleQuoted: writeFolded(scalar, indent + 2, mayBreak: !isKey, quotes: true)
    case .doubleQuoted: writeDoubleQuoted(scalar, indent + 2, mayBreak: !isKey)
    case .literal: writeLiteral(scalar, indent + 2)
    }
  }

  private mutating func writeFolded(_ scalar: YAMLScalar, _ indent: Int, mayBreak: Bool, quotes: Bool) {
    let scalars = scalar.scalars
    if quotes { put("'") }
    var afterSpace = false
    for (index, character) in scalars.enumerated() {
      if character == " " {
        let isInside = !quotes || (index > 0 && index < scalars.count - 1)
        let nextIsSpace = index + 1 < scalars.count && scalars[index + 1] == " "
        if mayBreak, !afterSpace, column > Self.width, isInside, !nextIsSpace {
          startLine(indent)
        } else {
          put(" ")
        }
        afterSpace = true
      } else {
        if quotes, character == "'" { put("'") }
        put(character)
        afterSpace = false
      }
    }
    if quotes { put("'") }
  }

  private mutating func writeDoubleQuoted(_ scalar: YAMLScalar, _ indent: Int, mayBreak: Bool) {
    let scalars = scalar.scalars
    let escapesAll = scalars.first == "\u{FEFF}"
    put("\"")
    var afterSpace = false
    for (index, character) in scalars.enumerated() {
      if escapesAll || YAMLScalar.needsEscape(character) {
        append(YAMLScalar.escape(character))
        afterSpace = false
      } else if character == " " {
        if mayBreak, !afterSpace, column > Self.width, index > 0, index < scalars.count - 1 {
          startLine(indent)
          if scalars[index + 1] == " " { put("\\") }
        } else {
          put(" ")
        }
        afterSpace = true
      } else {
        put(character)
        afterSpace = false
      }
    }
    put("\"")
  }

  private mutating func writeLiteral(_ scalar: YAMLScalar, _ indent: Int) {
    append("|" + scalar.literalHints)
    newLine()
    var isLineStart = true
    for character in scalar.scalars {
      if character == "\n" {
        newLine()
        isLineStart = true
      } else {
        if isLineStart { while column < indent { put(" ") } }
        put(character)
        isLineStart = false
      }
    }
  }

  // MARK: Output

  private static let width = 80

  private mutating func put(_ scalar: Unicode.Scalar) {
    bytes.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
    column += 1
  }

  private mutating func append(_ text: String) {
    bytes += Array(text.utf8)
    column += text.unicodeScalars.count
  }

  private mutating func newLine() {
    bytes.append(UInt8(ascii: "\n"))
    column = 0
  }

  /// Goes to a column of a line with nothing on it.
  private mutating func startLine(_ indent: Int) {
    if column > 0 { newLine() }
    while column < indent { put(" ") }
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isLetter: Bool {
    switch generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  fileprivate var isDigit: Bool { generalCategory == .decimalNumber }
}
