import Diagnostics
import Manifests

/// The keys that a ConfigMap or a Secret has, as built.
struct DataKeys {
  let names: [String]
  /// Where they are written; those that a build made have no place.
  let places: [SourceRange]

  /// Nil where they are not known: no data at all, which something else may fill in, or a templated key.
  init?(_ manifest: Manifest) {
    let entries = Self.entries(of: manifest)
    guard !entries.isEmpty, !entries.contains(where: { $0.key.isTemplated }) else { return nil }
    names = entries.map(\.key)
    places = entries.compactMap(\.keyOrigin)
  }

  /// The entries of `data`, `stringData` and `binaryData`.
  static func entries(of manifest: Manifest) -> [MadeEntry] {
    guard manifest.id.group.isEmpty, manifest.id.kind == "Secret" || manifest.id.kind == "ConfigMap" else {
      return []
    }
    return ["data", "stringData", "binaryData"].flatMap { manifest.root[$0]?.entries ?? [] }
  }

  func contains(_ key: String) -> Bool { names.contains(key) }

  /// `only 'a'`, `'a' and 'b'`, `five other keys`.
  var phrase: String {
    switch names.count {
    case 1: "only '\(names[0])'"
    case 2...4:
      names.dropLast().map { "'\($0)'" }.joined(separator: ", ") + " and '\(names[names.count - 1])'"
    default: "\(names.count) other keys"
    }
  }

  /// The key that was most likely meant: a near one, or the only one.
  func nearest(to key: String) -> String? {
    Diagnostics.nearest(to: key, among: names) ?? (names.count == 1 ? names.first : nil)
  }
}
