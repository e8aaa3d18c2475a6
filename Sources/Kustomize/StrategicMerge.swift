import Diagnostics
import Manifests
import YAML

/// A strategic merge patch as kustomize applies it. Source: kyaml/yaml/merge2 and walk of kustomize 5.7.
struct StrategicMerge {
  private static let directive = "$patch"
  /// Deeper than the YAML reader allows.
  private static let maximumDepth = 300

  /// An object with a patch merged in; nil where the patch deletes it.
  static func merge(
    _ patch: Value, into object: Value, apiVersion: String, kind: String
  ) throws(BuildFailure) -> Value? {
    try merge(object, patch, MergeSchema(apiVersion: apiVersion, kind: kind), keys: nil, 0)
  }

  /// The merged value; nil where it is to be removed.
  ///
  /// - Parameters:
  ///   - old: what the object has; nil for nothing.
  ///   - patch: what the patch says; nil for nothing.
  ///   - keys: the keys of the elements of a list that is merged.
  private static func merge(
    _ old: Value?, _ patch: Value?, _ schema: MergeSchema?, keys: [String]?, _ depth: Int
  ) throws(BuildFailure) -> Value? {
    let filled = [old, patch].compactMap { $0 }.filter { !$0.isNull }
    guard let kind = filled.first?.kind, depth < maximumDepth else {
      // Nothing but nulls: a null of the object's own stays, one of the patch removes.
      return patch == nil ? old : nil
    }
    if let other = filled.first(where: { $0.kind != kind }) {
      throw BuildFailure(
        .wrongType, "the patch has a \(other.kind) where the object has a \(kind)",
        at: other.origin ?? SourceRange(path: "", bytes: 0..<0))
    }
    // What the patch does not name stays as it is.
    guard let patch else { return old }
    if patch.isNull { return nil }
    switch kind {
    case .scalar: return patch
    case .mapping: return try mergeMappings(old, patch, schema, depth)
    case .sequence:
      guard let keys else { return patch }
      return try mergeLists(old, patch, schema, keys, depth)
    }
  }

  // MARK: Mappings

  private static func mergeMappings(
    _ old: Value?, _ patch: Value, _ schema: MergeSchema?, _ depth: Int
  ) throws(BuildFailure) -> Value? {
    var patch = patch
    var base = old.flatMap { $0.isNull ? nil : $0 }
    if let mark = patch[directive], let text = mark.text {
      patch = patch.removing(directive) ?? patch
      switch text {
      case "delete": return nil
      case "replace": base = nil
      case "merge": break
      default:
        throw BuildFailure(.patchSyntax, "'$patch: \(text)' is no directive", at: mark.origin ?? patch.place)
      }
    }
    let schema = schema ?? (base ?? patch).embeddedSchema
    var result = base ?? .mapping([], origin: patch.origin)
    for entry in patch.entries {
      let field = schema?.field(entry.key)
      let merged = try merge(result[entry.key], entry.value, field?.type, keys: field?.keys, depth + 1)
      if let merged {
        result = result.setting(entry.key, to: merged, keyOrigin: entry.keyOrigin)
      } else if let removed = result.removing(entry.key) {
        result = removed
      }
    }
    return result
  }

  // MARK: Lists

  private static func mergeLists(
    _ old: Value?, _ patch: Value, _ schema: MergeSchema?, _ keys: [String], _ depth: Int
  ) throws(BuildFailure) -> Value? {
    var added = patch.elements
    var base = old?.elements ?? []
    if let position = added.firstIndex(where: { $0[directive] != nil && $0.entries.count == 1 }) {
      let text = added.remove(at: position)[directive]?.text
      if text == "delete" { return nil }
      if text == "replace" { base = [] }
    }
    guard !keys.isEmpty else { return mergeScalars(base, added, patch.origin) }
    var result: [Value] = []
    var taken: Set<Int> = []
    for element in added {
      let match = base.indices.first { !taken.contains($0) && matches(base[$0], element, keys) }
      let merged = try merge(match.map { base[$0] }, element, schema, keys: nil, depth + 1)
      if let match { taken.insert(match) }
      if let merged, !merged.isNothing { result.append(merged) }
    }
    result += base.indices.filter { !taken.contains($0) }.map { base[$0] }
    return .sequence(result, origin: old?.origin ?? patch.origin)
  }

  /// The patch's scalars first, then the others of the object.
  private static func mergeScalars(_ old: [Value], _ added: [Value], _ origin: SourceRange?) -> Value {
    var seen: Set<String> = []
    let elements = (added + old).filter { $0.text.map { seen.insert($0).inserted } ?? true }
    return .sequence(elements, origin: origin)
  }

  /// Whether an element has every key that the patch's element has, with the same text.
  private static func matches(_ old: Value, _ patch: Value, _ keys: [String]) -> Bool {
    let given = keys.filter { patch[$0]?.text.map { !$0.isEmpty } ?? false }
    return !given.isEmpty && given.allSatisfy { old[$0]?.text == patch[$0]?.text }
  }
}

extension Value {
  /// The schema of an object that stands inside another.
  fileprivate var embeddedSchema: MergeSchema? {
    guard let version = self["apiVersion"]?.text, let kind = self["kind"]?.text else { return nil }
    return MergeSchema(apiVersion: version, kind: kind)
  }

  fileprivate var place: SourceRange { origin ?? SourceRange(path: "", bytes: 0..<0) }
}
