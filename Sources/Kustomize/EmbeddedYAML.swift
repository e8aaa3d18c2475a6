import Diagnostics
import Manifests
import YAML

/// YAML that stands as text inside a kustomization.
enum EmbeddedYAML {
  /// The documents of a text; their nodes know their true places in the kustomization where the text stands
  /// there unescaped, and the place of the whole text where it does not.
  static func documents(of value: Value?, text: Text) throws(BuildFailure) -> [Value] {
    if case .node(let node) = value, let stream = node.embeddedStream {
      return try documents(of: stream, at: nil, text)
    }
    let stream = YAMLStream(SourceFile(path: text.range.path, text: text.text))
    return try documents(of: stream, at: text.range, text)
  }

  private static func documents(
    of stream: YAMLStream, at range: SourceRange?, _ text: Text
  ) throws(BuildFailure) -> [Value] {
    if let error = stream.error {
      let place = range ?? SourceRange(path: text.range.path, bytes: error.offset..<error.offset)
      throw BuildFailure(.patchSyntax, "the inline YAML cannot be read: \(error.message)", at: place)
    }
    if let duplicate = stream.duplicateKeys.first {
      throw BuildFailure(duplicate, in: "the patch", at: range)
    }
    if let root = stream.documents.first?.root, root.kind == .sequence, let failure = notJSON(root, range) {
      throw failure
    }
    return stream.documents.compactMap { document in
      document.root.map { root in range.map { Value.node(root).placed(at: $0) } ?? .node(root) }
    }
  }
}

extension EmbeddedYAML {
  /// kustomize decodes a patch that begins with `[` as JSON, which knows no bare words; nil where that goes well.
  static func notJSON(_ root: Node, _ range: SourceRange?) -> BuildFailure? {
    guard root.style == .flow, !root.isJSON else { return nil }
    return BuildFailure(
      .patchSyntax, "a patch that begins with '[' must be JSON: put keys and strings in double quotes",
      at: range ?? root.range)
  }
}

extension Node {
  /// Whether it is JSON as well as YAML: flow style, keys and strings in double quotes.
  fileprivate var isJSON: Bool {
    switch target.kind {
    case .scalar:
      if style == .doubleQuoted { return true }
      return style == .plain && text.map { $0 != "~" && $0 != "" && scalarType != .string } ?? false
    case .sequence: return style == .flow && elements.allSatisfy(\.isJSON)
    case .mapping:
      return style == .flow && entries.allSatisfy { $0.key.style == .doubleQuoted && $0.value.isJSON }
    }
  }
}

extension Value {
  /// This value with one place for all that it holds.
  package func placed(at range: SourceRange?) -> Value {
    switch kind {
    case .scalar: .scalar(MadeScalar(text ?? "", type: scalarType ?? .string, origin: range))
    case .sequence: .sequence(elements.map { $0.placed(at: range) }, origin: range)
    case .mapping:
      .mapping(
        entries.map { MadeEntry(key: $0.key, keyOrigin: range, value: $0.value.placed(at: range)) },
        origin: range)
    }
  }
}

extension Node {
  /// The stream of a literal block read where it stands: its indentation is the same on every line, so that it
  /// means what the text without it means. Nil for other scalars, and where a line only means something at the margin.
  fileprivate var embeddedStream: YAMLStream? {
    guard kind == .scalar, style == .literal, !isAlias else { return nil }
    let source = stream.source.bytes
    guard let lineEnd = source[bytes].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let hasMarginMark = withValue { text in
      text.split(separator: UInt8(ascii: "\n")).contains { line in
        line.starts(with: "---".utf8) || line.starts(with: "...".utf8) || line.first == UInt8(ascii: "%")
      }
    }
    guard hasMarginMark == false else { return nil }
    return YAMLStream(stream.source, embedded: (lineEnd + 1)..<bytes.upperBound)
  }
}
