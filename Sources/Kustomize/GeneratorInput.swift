import Diagnostics
import Manifests
import YAML

/// The keys and values that a generator is given, in the order in which kustomize reads them.
struct GeneratorInput {
  struct Pair {
    let key: String
    let bytes: [UInt8]
    let origin: SourceRange
  }

  private(set) var pairs: [Pair] = []
  private(set) var failures: [BuildFailure] = []
  private var origins: [String: SourceRange] = [:]
  private let builder: Builder
  private let settings: Settings

  init(_ generator: Fields, of settings: Settings, builder: Builder) {
    self.builder = builder
    self.settings = settings
    let single = generator.filled("env").map { [$0] } ?? []
    for entry in generator.texts("envs") + single { addLines(of: entry) }
    for entry in generator.texts("literals") { addLiteral(entry) }
    for entry in generator.texts("files") { addFile(entry) }
  }

  private mutating func fail(_ message: String, at range: SourceRange, related: [Note] = []) {
    failures.append(BuildFailure(.generatorInput, message, at: range, related: related))
  }

  private mutating func add(_ key: String, _ bytes: [UInt8], _ origin: SourceRange) {
    if let first = origins[key] {
      return fail("the key '\(key)' is given twice", at: origin, related: [Note(first, "the first one")])
    }
    origins[key] = origin
    pairs.append(Pair(key: key, bytes: bytes, origin: origin))
  }

  // MARK: Literals

  private mutating func addLiteral(_ entry: Text) {
    let text = Array(entry.text.utf8)
    guard let equals = text.firstIndex(of: UInt8(ascii: "=")), equals > 0 else {
      return fail("a literal must be 'key=value'", at: entry.range)
    }
    var value = text[(equals + 1)...]
    if value.count > 1, let first = value.first, first == value.last,
      first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    {
      value = value.dropFirst().dropLast()
    }
    add(String(decoding: text[..<equals], as: UTF8.self), Array(value), entry.range)
  }

  // MARK: Files

  private mutating func addFile(_ entry: Text) {
    let parts = entry.text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }), let path = parts.last.map(String.init) else {
      return fail("a file must be 'path' or 'key=path'", at: entry.range)
    }
    guard let bytes = bytes(of: Text(text: path, range: entry.range)) else { return }
    add(parts.count == 2 ? String(parts[0]) : TreePath.name(of: path), bytes, entry.range)
  }

  private mutating func bytes(of entry: Text) -> [UInt8]? {
    switch Place(entry, of: settings, in: builder.files) {
    case .failure(let failure): failures.append(failure)
    case .directory: fail("'\(entry.text)' is a directory, not a file", at: entry.range)
    case .file(let path):
      if let bytes = builder.files.bytes(of: path) { return bytes }
      failures.append(BuildFailure(.missingFile, "'\(entry.text)' cannot be read", at: entry.range))
    }
    return nil
  }

  // MARK: Env files

  private mutating func addLines(of entry: Text) {
    guard let bytes = bytes(of: entry),
      let path = TreePath.resolve(entry.text, from: settings.directory)
    else { return }
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      defer { start = end + 1 }
      var line = bytes[start..<end]
      if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
      if start == 0, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      guard String(validating: line, as: UTF8.self) != nil else {
        return fail("the env file '\(entry.text)' is not UTF-8 text", at: entry.range)
      }
      line = line.drop { $0 == 32 || ($0 >= 9 && $0 <= 13) }
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let origin = SourceRange(path: path, bytes: line.startIndex..<line.endIndex)
      addLine(line, origin)
    }
  }

  private mutating func addLine(_ line: ArraySlice<UInt8>, _ origin: SourceRange) {
    let equals = line.firstIndex(of: UInt8(ascii: "=")) ?? line.endIndex
    guard equals > line.startIndex else { return }
    let value = equals < line.endIndex ? Array(line[(equals + 1)...]) : []
    add(String(decoding: line[..<equals], as: UTF8.self), value, origin)
  }
}
