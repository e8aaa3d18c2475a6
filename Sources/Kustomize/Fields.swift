import Diagnostics
import Manifests
import YAML

/// A text of a kustomization and the place that it stands at.
struct Text: Hashable, Sendable {
  let text: String
  let range: SourceRange
}

/// A mapping of a kustomization. kustomize decodes it as Go decodes JSON: keys match whatever their letter case.
struct Fields: Sendable {
  let value: Value
  /// Its place, or the nearest one known.
  let range: SourceRange
  /// Those of the value, read once.
  let entries: [MadeEntry]

  init(_ value: Value, in parent: SourceRange) {
    self.value = value
    range = value.origin ?? parent
    entries = value.entries
  }

  /// A field that is there and not null; of keys that differ in letter case alone, the one that Go decodes last.
  func entry(_ name: String) -> MadeEntry? {
    var found: MadeEntry?
    for entry in entries where entry.key.isSameIgnoringCase(name) && !entry.value.isNull {
      if let other = found, other.key.utf8.lexicographicallyPrecedes(entry.key.utf8) == false { continue }
      found = entry
    }
    return found
  }

  subscript(name: String) -> Value? { entry(name)?.value }

  func text(_ name: String) -> Text? {
    self[name].flatMap(text)
  }

  private func text(_ value: Value) -> Text? {
    value.text.map { Text(text: value.isNull ? "" : $0, range: value.origin ?? range) }
  }

  /// A text that is there and not empty.
  func filled(_ name: String) -> Text? {
    text(name).flatMap { $0.text.isEmpty ? nil : $0 }
  }

  func list(_ name: String) -> [Value] { self[name]?.elements ?? [] }

  func texts(_ name: String) -> [Text] { list(name).compactMap(text) }

  func records(_ name: String) -> [Fields] {
    list(name).filter { $0.kind == .mapping }.map { Fields($0, in: range) }
  }

  func record(_ name: String) -> Fields? {
    self[name].flatMap { $0.kind == .mapping ? Fields($0, in: range) : nil }
  }

  func isTrue(_ name: String) -> Bool {
    guard let value = self[name], value.kind == .scalar else { return false }
    return KustomizationShape.oldBool(value) == true
  }

  func integer(_ name: String) -> Int? {
    self[name]?.text.flatMap { Int($0) }
  }

  /// The entries of a field that maps names to texts, sorted by name as Go sorts them.
  func pairs(_ name: String) -> [(key: String, text: Text)] {
    let entries = self[name]?.entries ?? []
    let pairs = entries.map { entry in
      (entry.key, text(entry.value) ?? Text(text: "", range: entry.keyOrigin ?? range))
    }
    return pairs.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
  }
}
