import Diagnostics
import Kustomize
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

  /// Expands every `${…}` of a text; `$$` stands for `$`.
  package func expand(_ text: String) -> Expansion {
    var expansion = Expansion()
    var parser = VariableParser(bytes: Array(text.utf8), position: 0)
    var output: [UInt8] = []
    while let dollar = parser.bytes[parser.position...].firstIndex(of: UInt8(ascii: "$")),
      output.count <= Self.maximumLength
    {
      output += parser.bytes[parser.position..<dollar]
      let next = dollar + 1 < parser.bytes.count ? parser.bytes[dollar + 1] : 0
      // Of two dollars the second is text, whatever follows it.
      parser.position = next == UInt8(ascii: "$") ? dollar + 2 : dollar + 1
      if next == UInt8(ascii: "{") {
        output += form(at: dollar, &parser, &expansion)
      } else {
        output.append(UInt8(ascii: "$"))
      }
    }
    output += parser.bytes[parser.position...]
    expansion.text = output.count <= Self.maximumLength ? String(decoding: output, as: UTF8.self) : text
    return expansion
  }

  /// What stands for the form that begins at an offset, and moves the parser behind it.
  private func form(at dollar: Int, _ parser: inout VariableParser, _ expansion: inout Expansion)
    -> ArraySlice<UInt8>
  {
    let start = dollar + 2
    parser.position = start
    do throws(VariableForm.Failure) {
      let form = try parser.form()
      let written = parser.bytes[dollar..<parser.position]
      if case .fallback(let signs) = form.operation, signs == Array(":?".utf8) || signs == Array(":+".utf8) {
        expansion.misread = expansion.misread ?? String(decoding: written, as: UTF8.self)
      }
      return value(of: form, &expansion).map { $0[...] } ?? written
    } catch {
      if error == .refused, expansion.refused == nil {
        let rest = parser.bytes[dollar...].prefix(40).prefix { $0 != UInt8(ascii: "\n") }
        let end = rest.firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 } ?? rest.endIndex
        expansion.refused = String(decoding: rest[..<end], as: UTF8.self)
      }
      parser.position = start
      return parser.bytes[dollar..<start]
    }
  }

  /// Nil where it cannot be known.
  private func value(of form: VariableForm, _ expansion: inout Expansion) -> [UInt8]? {
    expansion.used.insert(form.name)
    var arguments: [[UInt8]]? = []
    // The library works out what is in a form before the form, needed or not.
    for argument in form.arguments {
      switch argument {
      case .text(let text): arguments?.append(text)
      case .form(let inner):
        if let text = value(of: inner, &expansion) { arguments?.append(text) } else { arguments = nil }
      }
    }
    let value = values[form.name].map { Array($0.utf8) }
    if case .fallback = form.operation {
      if let value, !value.isEmpty { return value }
    } else if value == nil, isComplete {
      expansion.undefined.append(form.name)
      return nil
    }
    guard let value = value ?? (isComplete ? [] : nil) else { return nil }
    return arguments.flatMap { VariableFunction.apply(form.operation, to: value, $0) }
  }
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
    guard manifest.root.node?.isWritten(with: "$", or: "\\") ?? true, !Self.isDisabled(for: manifest),
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

  /// Nil where nothing changes.
  private func expanded(_ value: Value, _ object: Manifest, _ report: inout Report) -> Value? {
    if let node = value.node, !node.isWritten(with: "$", or: "\\") { return nil }
    switch value.kind {
    case .scalar:
      guard let text = value.text, text.utf8.contains(UInt8(ascii: "$")) else { return nil }
      let expansion = expand(text)
      Self.note(expansion, at: value.origin, in: object, &report)
      return expansion.text == text ? nil : Self.reread(expansion.text, in: text, value.origin)
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
        if let changed = expanded(entries[index].value, object, &report) {
          entries[index].value = changed
          isChanged = true
        }
        guard entries[index].key.utf8.contains(UInt8(ascii: "$")) else { continue }
        let key = expand(entries[index].key)
        Self.note(key, at: entries[index].keyOrigin, in: object, &report)
        if key.text != entries[index].key { isChanged = true }
        entries[index].key = key.text
      }
      return isChanged ? .mapping(entries, origin: value.origin) : nil
    }
  }

  private static func isNameLetter(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "_")
  }

  /// What YAML makes of a text that was put into what the controller had written of an object: a string without
  /// quotes may have become a number, a list or a mapping.
  private static func reread(_ text: String, in written: String, _ origin: SourceRange?) -> Value {
    let asString = Value.scalar(MadeScalar(text, origin: origin))
    guard isWrittenPlain(written) else { return asString }
    // What is made of the letters of names alone is one scalar, whatever stands before it.
    if let first = text.utf8.first, isNameLetter(first), first != UInt8(ascii: "-"),
      text.utf8.allSatisfy(isNameLetter)
    {
      return .scalar(MadeScalar(text, type: ScalarType(plain: Array(text.utf8)), origin: origin))
    }
    let stream = YAMLStream(SourceFile(path: origin?.path ?? "", text: "- " + text + "\n"))
    guard stream.error == nil, stream.documents.count == 1, let root = stream.documents[0].root,
      root.kind == .sequence, let element = Value.node(root).elements.first, root.count == 1
    else { return asString }
    return element.placed(at: origin)
  }
}
