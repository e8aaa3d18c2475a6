import Diagnostics
import Manifests
import YAML

/// Flux's post-build substitution: `${NAME}` and its functions in the text of built objects.
/// Source: kustomize-controller 1.9 and its envsubst library.
package struct Substitution: Sendable {
  /// The variables whose values the tree tells.
  package var values: [String: String]
  /// Whether ``values`` is all there is: false where a `substituteFrom` names an object that the tree does not have.
  package var isComplete: Bool

  package init(values: [String: String], isComplete: Bool) {
    self.values = values
    self.isComplete = isComplete
  }

  /// What became of a text.
  package struct Expansion: Sendable {
    /// Variables that are not known are left as they were written.
    package var text = ""
    /// The names that no source defines and that have no default, in order.
    package var undefined: [String] = []
    /// The first form that the library refuses, such as `${A[@]}`; nil where there is none.
    package var refused: String?
    /// The first form whose operator the library takes for a default: `${A:?text}`, `${A:+text}`.
    package var misread: String?
    /// Every name that an expression begins with.
    package var used: Set<String> = []
  }

  /// Longer than an API server takes any object; a text that would grow beyond is left as it was written.
  private static let maximumLength = 4 << 20
  /// Defaults within defaults; what lies deeper is left as it was written.
  private static let maximumDepth = 16

  /// Expands every `${…}` of a text; `$$` stands for `$`.
  package func expand(_ text: String) -> Expansion { expand(text, depth: 0) }

  private func expand(_ text: String, depth: Int) -> Expansion {
    var expansion = Expansion()
    let bytes = Array(text.utf8)
    let closing = Self.closingBraces(bytes)
    var rest = bytes[...]
    var output: [UInt8] = []
    while let dollar = rest.firstIndex(of: UInt8(ascii: "$")), output.count <= Self.maximumLength {
      output += rest[..<dollar]
      rest = rest[(dollar + 1)...]
      if rest.first == UInt8(ascii: "$") {
        output.append(UInt8(ascii: "$"))
        rest = rest.dropFirst()
        // The dollar that is left is text, whatever follows it.
        if rest.first == UInt8(ascii: "{") {
          output.append(UInt8(ascii: "{"))
          rest = rest.dropFirst()
        }
      } else if rest.first == UInt8(ascii: "{") {
        guard let close = closing[rest.startIndex] else {
          expansion.refused = expansion.refused ?? "$" + String(decoding: rest.prefix(40), as: UTF8.self)
          output.append(UInt8(ascii: "$"))
          continue
        }
        let inside = rest[(rest.startIndex + 1)..<close]
        output += replacement(inside, &expansion, depth)
        rest = rest[(close + 1)...]
      } else {
        output.append(UInt8(ascii: "$"))
      }
    }
    let isWhole = output.count + rest.count <= Self.maximumLength
    expansion.text = isWhole ? String(decoding: output + rest, as: UTF8.self) : text
    return expansion
  }

  /// The place of the brace that closes each opening one, on the same line.
  private static func closingBraces(_ text: [UInt8]) -> [Int: Int] {
    var open: [Int] = []
    var closing: [Int: Int] = [:]
    for (index, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "{"): open.append(index)
      case UInt8(ascii: "}"): if let start = open.popLast() { closing[start] = index }
      case UInt8(ascii: "\n"): open.removeAll(keepingCapacity: true)
      default: break
      }
    }
    return closing
  }

  /// The name at the start of an expression; empty where it is no legal one.
  private static func name(_ expression: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let name = expression.prefix(while: isNameByte)
    guard let first = name.first, !(first >= 0x30 && first <= 0x39) else {
      return expression[..<expression.startIndex]
    }
    return name
  }

  private func replacement(
    _ expression: ArraySlice<UInt8>, _ expansion: inout Expansion, _ depth: Int
  ) -> [UInt8] {
    let written = Array("${".utf8) + expression + Array("}".utf8)
    let isLength = expression.first == UInt8(ascii: "#")
    let name = Self.name(isLength ? expression.dropFirst() : expression)
    let operation = (isLength ? expression.dropFirst() : expression).dropFirst(name.count)
    guard !name.isEmpty, Self.isAccepted(operation) else {
      expansion.refused = expansion.refused ?? String(decoding: written, as: UTF8.self)
      return written
    }
    let key = String(decoding: name, as: UTF8.self)
    expansion.used.insert(key)
    if operation.starts(with: ":?".utf8) || operation.starts(with: ":+".utf8) {
      expansion.misread = expansion.misread ?? String(decoding: written, as: UTF8.self)
    }
    if let fallback = Self.fallback(operation) {
      if let value = values[key], !value.isEmpty { return Array(value.utf8) }
      guard isComplete || values[key] != nil else { return written }
      guard depth < Self.maximumDepth else { return written }
      let inner = expand(String(decoding: fallback, as: UTF8.self), depth: depth + 1)
      expansion.used.formUnion(inner.used)
      return Array(inner.text.utf8)
    }
    guard let value = values[key] else {
      if isComplete { expansion.undefined.append(key) }
      return written
    }
    if isLength { return Array(String(value.unicodeScalars.count).utf8) }
    return Self.apply(operation, to: Array(value.utf8)) ?? written
  }

  /// Whether the library knows the operation behind a name.
  private static func isAccepted(_ operation: ArraySlice<UInt8>) -> Bool {
    guard let first = operation.first else { return true }
    return [":", "=", "/", "#", "%", "^", ","].contains(Character(Unicode.Scalar(first)))
  }

  /// The default behind `:=`, `:-`, `=`, and `:?` and `:+`, which the library treats as defaults too.
  private static func fallback(_ operation: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    if operation.first == UInt8(ascii: "=") { return operation.dropFirst() }
    guard operation.first == UInt8(ascii: ":"), let second = operation.dropFirst().first else { return nil }
    return ["=", "-", "?", "+"].contains(Character(Unicode.Scalar(second))) ? operation.dropFirst(2) : nil
  }

  /// Case changes and substrings; nil for a pattern operation, whose result is not worked out.
  private static func apply(_ operation: ArraySlice<UInt8>, to value: [UInt8]) -> [UInt8]? {
    let text = String(decoding: value, as: UTF8.self)
    switch String(decoding: operation, as: UTF8.self) {
    case "": return value
    case "^^": return Array(text.uppercased().utf8)
    case ",,": return Array(text.lowercased().utf8)
    case "^": return Array((text.prefix(1).uppercased() + text.dropFirst()).utf8)
    case ",": return Array((text.prefix(1).lowercased() + text.dropFirst()).utf8)
    case let operation where operation.hasPrefix(":"):
      let numbers = operation.dropFirst().split(separator: ":").map { Int($0) }
      guard let start = numbers.first ?? nil, start >= 0, start <= value.count else { return nil }
      let length = numbers.count > 1 ? numbers[1] : value.count - start
      guard let length, length >= 0 else { return nil }
      return Array(value[start..<min(value.count, start + length)])
    default: return nil
    }
  }
}

private func isNameByte(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "_") || (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
}

// MARK: - Objects

extension Substitution {
  /// Whether Flux leaves the object alone: `kustomize.toolkit.fluxcd.io/substitute: disabled` as label or annotation.
  package static func isDisabled(for manifest: Manifest) -> Bool {
    let metadata = manifest.root["metadata"]
    return [metadata?["labels"], metadata?["annotations"]].contains {
      $0?["kustomize.toolkit.fluxcd.io/substitute"]?.is("disabled") ?? false
    }
  }

  /// The object with its texts expanded; parts without `${` are the same as before.
  package func applied(to manifest: Manifest) -> Manifest {
    var report = Report()
    return applied(to: manifest, &report)
  }

  /// What the expansion of objects met.
  package struct Report: Sendable {
    package var problems: [Problem] = []
    /// Every variable that an expression names.
    package var used: Set<String> = []
  }

  /// One expression that Flux refuses or reads in another way than a shell does.
  package struct Problem: Sendable {
    package enum Cause: Sendable {
      /// No source defines the variable, and it has no default.
      case undefined
      case refused
      case misread
    }

    package let cause: Cause
    /// The name of the variable, else the expression as it was written.
    package let text: String
    /// The scalar that it stands in; nil where no file has it.
    package let place: SourceRange?
    package let object: Manifest
  }

  func applied(to manifest: Manifest, _ report: inout Report) -> Manifest {
    guard Self.mayHold(manifest.root), !Self.isDisabled(for: manifest),
      let root = expanded(manifest.root, manifest, &report)
    else {
      return manifest
    }
    return Manifest(root, source: manifest.source) ?? manifest
  }

  private static func note(
    _ expansion: Expansion, at place: SourceRange?, in object: Manifest, _ report: inout Report
  ) {
    report.used.formUnion(expansion.used)
    func add(_ cause: Problem.Cause, _ text: String) {
      report.problems.append(Problem(cause: cause, text: text, place: place, object: object))
    }
    for name in expansion.undefined { add(.undefined, name) }
    if let refused = expansion.refused { add(.refused, refused) }
    if let misread = expansion.misread { add(.misread, misread) }
  }

  /// Whether a text of the value may hold a `$`: as it stands in the file, or behind an escape.
  private static func mayHold(_ value: Value) -> Bool {
    guard let node = value.node else { return true }
    return node.stream.source.bytes.contains { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "\\") }
  }

  /// Nil where nothing changes.
  private func expanded(_ value: Value, _ object: Manifest, _ report: inout Report) -> Value? {
    if let node = value.node, !node.isWritten(with: "$", or: "\\") { return nil }
    switch value.kind {
    case .scalar:
      guard let text = value.text, text.utf8.contains(UInt8(ascii: "$")) else { return nil }
      let expansion = expand(text)
      Self.note(expansion, at: value.origin, in: object, &report)
      let result = expansion.text
      guard result != text else { return nil }
      return .scalar(MadeScalar(result, type: value.scalarType ?? .string, origin: value.origin))
    case .sequence:
      var elements = value.elements
      var isChanged = false
      for index in elements.indices {
        guard let changed = expanded(elements[index], object, &report) else { continue }
        elements[index] = changed
        isChanged = true
      }
      return isChanged ? .sequence(elements, origin: value.origin) : nil
    case .mapping:
      var entries = value.entries
      var isChanged = false
      for index in entries.indices {
        guard let changed = expanded(entries[index].value, object, &report) else { continue }
        entries[index].value = changed
        isChanged = true
      }
      return isChanged ? .mapping(entries, origin: value.origin) : nil
    }
  }
}
