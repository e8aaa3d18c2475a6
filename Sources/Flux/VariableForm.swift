import Diagnostics

/// One `${…}` of a text. Source: the grammar of Flux's envsubst library (fluxcd/pkg/envsubst), which is not a
/// shell's: braces are not counted, and a default ends at the first `}`.
struct VariableForm {
  let name: String
  let operation: Operation
  let arguments: [Argument]

  enum Argument {
    case text([UInt8])
    indirect case form(VariableForm)
  }

  enum Operation: Equatable {
    case plain
    /// `${#NAME}`.
    case length
    /// `=`, `:=`, `:-`, and `:?` and `:+`, which the library takes for defaults too.
    case fallback([UInt8])
    /// `,`, `,,`, `^`, `^^`.
    case letterCase([UInt8])
    /// `:START` and `:START:LENGTH`.
    case substring
    /// `#`, `##`, `%`, `%%`.
    case trim([UInt8])
    /// `/`, `//`, `/#`, `/%`.
    case replace([UInt8])
  }

  enum Failure: Error {
    /// The library fails here, and with it the whole build.
    case refused
    /// Forms within forms beyond what is followed here.
    case tooDeep
  }
}

/// Reads the forms of a text.
struct VariableParser {
  let bytes: [UInt8]
  /// The offset of the next byte.
  var position: Int

  private static let maximumDepth = 16

  /// Reads a form whose `${` is behind the position already, up to and with its `}`.
  mutating func form(depth: Int = 0) throws(VariableForm.Failure) -> VariableForm {
    guard depth < Self.maximumDepth else { throw .tooDeep }
    if take("#") {
      let name = try identifier()
      try close()
      return VariableForm(name: name, operation: .length, arguments: [])
    }
    let name = try identifier()
    let (operation, arguments) = try operation(depth)
    return VariableForm(name: name, operation: operation, arguments: arguments)
  }

  private mutating func operation(
    _ depth: Int
  ) throws(VariableForm.Failure) -> (VariableForm.Operation, [VariableForm.Argument]) {
    switch peek {
    case UInt8(ascii: ":"):
      let isFallback = position + 1 < bytes.count && "=-?+".utf8.contains(bytes[position + 1])
      return isFallback ? try fallback(length: 2, depth) : try substring(depth)
    case UInt8(ascii: "="): return try fallback(length: 1, depth)
    case UInt8(ascii: ","), UInt8(ascii: "^"):
      let signs = takeSigns { _, second in ",^".utf8.contains(second) }
      try close()
      return (.letterCase(signs), [])
    case UInt8(ascii: "/"): return try replacement(depth)
    case UInt8(ascii: "#"), UInt8(ascii: "%"):
      let signs = takeSigns { $0 == $1 }
      let pattern = try argument(depth, until: "}")
      try close()
      return (.trim(signs), [pattern])
    default:
      try close()
      return (.plain, [])
    }
  }

  private mutating func fallback(
    length: Int, _ depth: Int
  ) throws(VariableForm.Failure) -> (VariableForm.Operation, [VariableForm.Argument]) {
    let signs = Array(bytes[position..<position + length])
    position += length
    var arguments: [VariableForm.Argument] = []
    while !take("}") { arguments.append(try argument(depth, until: "}")) }
    return (.fallback(signs), arguments)
  }

  private mutating func substring(
    _ depth: Int
  ) throws(VariableForm.Failure) -> (VariableForm.Operation, [VariableForm.Argument]) {
    position += 1
    let start = try argument(depth, until: ":}")
    if take("}") { return (.substring, [start]) }
    guard take(":") else { throw .refused }
    while take(":") {}
    let length = try argument(depth, until: "}")
    try close()
    return (.substring, [start, length])
  }

  private mutating func replacement(
    _ depth: Int
  ) throws(VariableForm.Failure) -> (VariableForm.Operation, [VariableForm.Argument]) {
    let signs = takeSigns { _, second in "/#%".utf8.contains(second) }
    let isEmpty = peek == UInt8(ascii: "/")
    var arguments = [isEmpty ? .text([]) : try argument(depth, until: "/", hasEscapes: true)]
    guard take("/") else { throw .refused }
    while take("/") {}
    if !take("}") {
      arguments.append(try argument(depth, until: "}", hasEscapes: true))
      try close()
    }
    return (.replace(signs), arguments)
  }

  // MARK: Parts

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  private mutating func close() throws(VariableForm.Failure) {
    guard take("}") else { throw .refused }
  }

  /// One sign, and a second where it may follow.
  private mutating func takeSigns(_ mayFollow: (UInt8, UInt8) -> Bool) -> [UInt8] {
    let first = bytes[position]
    position += 1
    guard let second = peek, mayFollow(first, second) else { return [first] }
    position += 1
    return [first, second]
  }

  /// Letters, digits and underscores, at least one.
  private mutating func identifier() throws(VariableForm.Failure) -> String {
    let start = position
    while let byte = peek, byte >= 0x80 || byte == UInt8(ascii: "_") || byte.isLetterOrDigit {
      position += 1
    }
    let written = bytes[start..<position]
    let name = String(decoding: written, as: UTF8.self)
    // Of ASCII nothing else was taken.
    let isName =
      written.allSatisfy { $0 < 0x80 }
      || name.unicodeScalars.allSatisfy { scalar in
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
      }
    guard !name.isEmpty, isName else { throw .refused }
    return name
  }

  /// A form, or a text of at least one byte that ends before a form or one of some signs.
  private mutating func argument(
    _ depth: Int, until ends: StaticString, hasEscapes: Bool = false
  ) throws(VariableForm.Failure) -> VariableForm.Argument {
    if isForm {
      position += 2
      return .form(try form(depth: depth + 1))
    }
    var text: [UInt8] = []
    while let byte = peek, !isForm {
      if hasEscapes, isEscape(byte) {
        position += 1
      } else if ends.withUTF8Buffer({ $0.contains(byte) }) {
        break
      }
      text.append(bytes[position])
      position += 1
    }
    guard !text.isEmpty else { throw .refused }
    return .text(text)
  }

  private var isForm: Bool {
    position + 1 < bytes.count && bytes[position] == UInt8(ascii: "$")
      && bytes[position + 1] == UInt8(ascii: "{")
  }

  /// Whether the byte stands before one that it makes plain text.
  private func isEscape(_ byte: UInt8) -> Bool {
    guard position + 1 < bytes.count else { return false }
    let next = bytes[position + 1]
    return byte == UInt8(ascii: "$")
      ? next == byte : byte == UInt8(ascii: "\\") && (next == byte || next == UInt8(ascii: "/"))
  }
}
