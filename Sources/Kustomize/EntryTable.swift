import Diagnostics
import Manifests

/// A mapping that many of its entries are changed of, each found at once.
struct EntryTable {
  private var entries: [MadeEntry]
  /// Where each key stands, where there are too many to look through; nil where there are few.
  private var positions: [String: Int]?
  private var removed: Set<Int> = []
  private var hasChanged = false
  private let origin: SourceRange?

  init(_ value: Value) {
    entries = value.entries
    origin = value.origin
    if entries.count > 16 { positions = Self.positions(entries) }
  }

  private static func positions(_ entries: [MadeEntry]) -> [String: Int] {
    Dictionary(entries.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The mapping as it is now; nil where it is as it was.
  var changed: Value? {
    guard hasChanged else { return nil }
    let left =
      removed.isEmpty ? entries : entries.indices.filter { !removed.contains($0) }.map { entries[$0] }
    return .mapping(left, origin: origin)
  }

  subscript(key: String) -> Value? { position(of: key).map { entries[$0].value } }

  /// A new key is put at the end; a value of nil takes the entry away.
  subscript(key: String, keyOrigin keyOrigin: SourceRange?) -> Value? {
    get { self[key] }
    set {
      let position = position(of: key)
      guard let value = newValue else {
        if let position {
          removed.insert(position)
          hasChanged = true
        }
        return
      }
      hasChanged = true
      if let position {
        entries[position].value = value
        return
      }
      positions?[key] = entries.count
      entries.append(MadeEntry(key: key, keyOrigin: keyOrigin ?? value.origin, value: value))
      if positions == nil, entries.count > 16 { positions = Self.positions(entries) }
    }
  }

  private func position(of key: String) -> Int? {
    let found = positions.map { $0[key] } ?? entries.firstIndex { $0.key == key }
    return found.flatMap { removed.contains($0) ? nil : $0 }
  }
}
