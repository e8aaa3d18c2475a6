import Diagnostics
import Manifests
import YAML

/// The merge of two lists whose elements are told apart by keys, with kyaml's order and its oddities: what the
/// patch names comes first; with two keys, what is new comes first and the rest keeps the object's order; elements
/// that lack a key that others have are merged or lost as kyaml does it.
/// Source: kyaml/yaml/walk/associative_sequence.go and ElementSetter of kustomize 5.7.
struct KeyedListMerge {
  typealias Merge = (Value?, Value?) throws(BuildFailure) -> Value?

  /// An element that several lists hold: a change in one is seen in all.
  private final class Element {
    var value: Value
    init(_ value: Value) { self.value = value }
  }

  private static let maximumCount = 1000

  private var keys: [String]
  private var old: [Element]
  private let patch: [Element]

  /// The merged elements.
  ///
  /// - Parameters:
  ///   - old: what the object has; nil where it has no such list.
  ///   - patch: what the patch says; nil where it does not name the list.
  static func merge(_ old: [Value]?, _ patch: [Value]?, keys: [String], _ merge: Merge) throws(BuildFailure)
    -> [Value]
  {
    if let regular = try regular(old, patch, keys, merge) { return regular }
    let count = (old?.count ?? 0) + (patch?.count ?? 0)
    guard count <= maximumCount else {
      let place = (patch ?? old)?.first?.origin
      throw BuildFailure(
        .unsupported,
        "a list of \(count) items with missing or repeated '\(keys.joined(separator: "', '"))' is not merged by scaffold",
        at: place ?? SourceRange(path: "", bytes: 0..<0))
    }
    let added = patch.map { $0.map(Element.init) }
    var list = KeyedListMerge(
      keys: keys, old: old.map { $0.map(Element.init) } ?? added ?? [], patch: added ?? [])
    return try list.merged(merge)
  }

  /// The common case, in linear time: one key, which every element has and none shares.
  private static func regular(
    _ old: [Value]?, _ patch: [Value]?, _ keys: [String], _ merge: Merge
  ) throws(BuildFailure) -> [Value]? {
    guard keys.count == 1, let key = keys.first, let positions = unique(old ?? [], key),
      unique(patch ?? [], key) != nil
    else { return nil }
    var result: [Value] = []
    var taken: Set<Int> = []
    for element in patch ?? [] {
      let position = element[named: key]?.text.flatMap { positions[$0] }
      if let position { taken.insert(position) }
      let merged = try merge(position.flatMap { old?[$0] }, element)
      if let merged, !merged.isNothing { result.append(merged) }
    }
    for (index, element) in (old ?? []).enumerated() where !taken.contains(index) {
      if let kept = try merge(element, nil), !kept.isNothing { result.append(kept) }
    }
    return result
  }

  /// Where each key stands; nil where one is missing or stands twice.
  private static func unique(_ list: [Value], _ key: String) -> [String: Int]? {
    var positions: [String: Int] = [:]
    for (index, element) in list.enumerated() {
      guard let text = element[named: key]?.text, !text.isEmpty,
        positions.updateValue(index, forKey: text) == nil,
        element["$patch"]?.text != "replace"
      else { return nil }
    }
    return positions
  }

  // MARK: The general case

  private mutating func merged(_ merge: Merge) throws(BuildFailure) -> [Value] {
    var tuples: [[String]] = []
    for element in patch + old {
      let tuple = keys.map { element.value[named: $0]?.text ?? "" }
      if !tuples.contains(tuple) { tuples.append(tuple) }
    }
    if keys.count > 1 { Self.unify(&tuples) }
    let used = keys.indices.filter { index in tuples.contains { !$0[index].isEmpty } }
    let validKeys = used.isEmpty ? keys : used.map { keys[$0] }
    var items: [Element] = []
    for tuple in tuples {
      let values = used.isEmpty ? tuple : used.map { tuple[$0] }
      guard let merged = try element(validKeys, values, merge) else {
        Self.set(nil, validKeys, values, in: &old)
        continue
      }
      for (key, value) in zip(validKeys, values) where merged.value[named: key] == nil && !value.isEmpty {
        merged.value = merged.value.setting(key, to: .string(value, from: merged.value.origin))
      }
      Self.set(merged, validKeys, values, in: &items)
    }
    guard !tuples.isEmpty else { return old.map(\.value) }
    append(validKeys, to: &items)
    return items.map(\.value)
  }

  /// Tuples that differ only where one has nothing are made the same.
  private static func unify(_ tuples: inout [[String]]) {
    for i in tuples.indices {
      let first = tuples[i]
      for j in tuples.indices {
        let second = tuples[j]
        let isSame = zip(first, second).contains { $0 == $1 }
        guard isSame, zip(first, second).allSatisfy({ $0 == $1 || $0.isEmpty || $1.isEmpty }) else {
          continue
        }
        let both = zip(first, second).map { $0.isEmpty ? $1 : $0 }
        tuples[i] = both
        tuples[j] = both
      }
    }
  }

  /// Merges the elements of both lists that have these keys; nil where nothing is left.
  private func element(_ keys: [String], _ values: [String], _ merge: Merge) throws(BuildFailure) -> Element?
  {
    var pairs = Array(zip(keys, values)).filter { !$0.1.isEmpty }
    if pairs.isEmpty { pairs = Array(zip(keys, values)) }
    func find(_ list: [Element]) -> Element? {
      list.first { element in
        element.value.kind == .mapping && pairs.allSatisfy { element.value[named: $0.0]?.text == $0.1 }
      }
    }
    let mine = find(old)
    let theirs = find(patch)
    guard let merged = try merge(mine?.value, theirs?.value), !merged.isNothing else { return nil }
    // A replaced element is the patch's own; the object's keeps its content.
    guard let mine, theirs?.value["$patch"]?.text != "replace" else { return Element(merged) }
    mine.value = merged
    return mine
  }

  /// Puts an element in the place of those that have these keys, or at the end; nil removes them.
  private static func set(_ new: Element?, _ keys: [String], _ values: [String], in list: inout [Element]) {
    var result: [Element] = []
    var isFound = false
    for element in list
    where !element.value.isNull && !(element.value.kind == .mapping && element.value.isNothing) {
      let isMatch =
        element.value.kind == .mapping && !values.isEmpty
        && zip(keys, values).allSatisfy { key, value in
          element.value[named: key].map { value.isEmpty || $0.text == value } ?? false
        }
      guard isMatch else {
        if !values.isEmpty { result.append(element) }
        continue
      }
      isFound = true
      if let new { result.append(new) }
    }
    if let new, !isFound { result.append(new) }
    list = result
  }

  /// Adds the object's own elements behind the merged ones.
  private func append(_ keys: [String], to items: inout [Element]) {
    for element in old {
      var values: [String] = []
      for key in keys {
        if let value = element.value[named: key], !value.isNull {
          values.append(value.text ?? "")
        } else {
          items.append(element)
        }
      }
      if keys.count > 1 { Self.set(nil, keys, values, in: &items) }
      Self.set(element, keys, values, in: &items)
    }
  }
}
