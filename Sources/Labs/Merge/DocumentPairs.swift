import Diagnostics
import Manifests
import YAML

/// Finds the documents of three texts that are one object: by group, kind, namespace and name; what is left, by group
/// and kind where there is one of it on each side, so that a name may change; documents that are no object, by place.
struct DocumentPairs {
  struct Pair {
    var base: YAMLDocument?
    var ours: YAMLDocument?
    var theirs: YAMLDocument?
  }

  private(set) var pairs: [Pair] = []

  private struct Key: Hashable {
    var group: String
    var kind: String
    var namespace: String?
    var name: String?
    var index: Int?
  }

  init(base: [YAMLDocument], ours: [YAMLDocument], theirs: [YAMLDocument]) {
    var (base, theirs) = (Self.keyed(base), Self.keyed(theirs))
    var unmatched: [(Key, YAMLDocument)] = []
    for (key, document) in Self.keyed(ours) {
      let wanted = Self.take(&theirs) { $0 == key }
      let origin = Self.take(&base) { $0 == key }
      if wanted == nil, origin == nil {
        unmatched.append((key, document))
      } else {
        pairs.append(Pair(base: origin, ours: document, theirs: wanted))
      }
    }
    for (key, document) in unmatched {
      func isLike(_ other: Key) -> Bool {
        other.group == key.group && other.kind == key.kind && key.index == nil
      }
      let isOnly = unmatched.count { isLike($0.0) } == 1
      pairs.append(
        Pair(
          base: isOnly ? Self.takeOnly(&base, isLike) : nil, ours: document,
          theirs: isOnly ? Self.takeOnly(&theirs, isLike) : nil))
    }
    complete(&base, &theirs)
  }

  /// What ours has under another name, or not at all.
  private mutating func complete(_ base: inout [(Key, YAMLDocument)], _ theirs: inout [(Key, YAMLDocument)]) {
    for index in pairs.indices {
      guard let key = pairs[index].ours.map(Self.key) else { continue }
      func isLike(_ other: Key) -> Bool {
        other.group == key.group && other.kind == key.kind && key.index == nil
      }
      if pairs[index].theirs == nil, pairs[index].base != nil {
        pairs[index].theirs = Self.takeOnly(&theirs, isLike)
      }
      if pairs[index].base == nil, pairs[index].theirs != nil {
        pairs[index].base = Self.takeOnly(&base, isLike)
      }
    }
    for (key, document) in theirs {
      pairs.append(Pair(base: Self.take(&base) { $0 == key }, ours: nil, theirs: document))
    }
  }

  private static func keyed(_ documents: [YAMLDocument]) -> [(Key, YAMLDocument)] {
    documents.filter { $0.root != nil }.map { (key($0), $0) }
  }

  private static func key(_ document: YAMLDocument) -> Key {
    guard let root = document.root, let object = Manifest(root, source: document.range)?.id else {
      return Key(group: "", kind: "", index: document.index)
    }
    return Key(group: object.group, kind: object.kind, namespace: object.namespace, name: object.name)
  }

  private static func take(_ list: inout [(Key, YAMLDocument)], _ isWanted: (Key) -> Bool) -> YAMLDocument? {
    list.firstIndex { isWanted($0.0) }.map { list.remove(at: $0).1 }
  }

  private static func takeOnly(_ list: inout [(Key, YAMLDocument)], _ isWanted: (Key) -> Bool)
    -> YAMLDocument?
  {
    list.count { isWanted($0.0) } == 1 ? take(&list, isWanted) : nil
  }
}
