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
    // Of a patch that replaces the whole object kustomize makes a new object, which it then forgets.
    if patch[named: directive]?.text == "replace" { return object }
    return try merge(object, patch, MergeSchema(apiVersion: apiVersion, kind: kind), keys: nil, 0)
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
    if patch?.isNull ?? false { return nil }
    switch kind {
    case .scalar: return patch.map { Self.inStyle(of: old, $0) } ?? old
    case .mapping:
      guard let patch else { return try rewalked(old, schema, depth) }
      return try mergeMappings(old, patch, schema, depth)
    case .sequence:
      guard let keys else { return patch ?? old }
      return try mergeLists(old, patch, schema, keys, depth)
    }
  }

  /// A scalar of a patch as kyaml puts it in: in the quotes of the one that it replaces, so that 5 over "4" is "5"; a
  /// text that YAML 1.1 reads as no string gets quotes of its own.
  private static func inStyle(of old: Value?, _ patch: Value) -> Value {
    guard patch.isPlain, let text = patch.text else { return patch }
    let isString = patch.scalarType == .string
    guard isString ? YAMLScalar.needsQuotes(text) : old?.isQuoted ?? false else { return patch }
    return .string(text, from: patch.origin)
  }

  // MARK: Mappings

  private static func mergeMappings(
    _ old: Value?, _ patch: Value, _ schema: MergeSchema?, _ depth: Int
  ) throws(BuildFailure) -> Value? {
    var patch = patch
    var base = old.flatMap { $0.isNull ? nil : $0 }
    if let mark = patch[named: directive], let text = mark.text {
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
    let named = patch.entries
    var table = EntryTable(result)
    for entry in named {
      let field = schema?.field(entry.key)
      table[entry.key, keyOrigin: entry.keyOrigin] = try merge(
        table[entry.key], entry.value, field?.type, keys: field?.keys, depth + 1)
    }
    result = table.changed ?? result
    guard base != nil, schema != nil else { return result }
    return try rewalked(result, schema, depth, except: Set(named.map(\.key)))
  }

  /// A mapping that the patch does not name: kyaml walks its keyed lists all the same.
  private static func rewalked(
    _ old: Value?, _ schema: MergeSchema?, _ depth: Int, except named: Set<String> = []
  ) throws(BuildFailure) -> Value? {
    guard let old, let schema else { return old }
    var result = old
    for entry in old.entries where !named.contains(entry.key) {
      guard let field = schema.field(entry.key) else { continue }
      let walked = try merge(entry.value, nil, field.type, keys: field.keys, depth + 1)
      if let walked, !walked.isSame(as: entry.value) { result = result.setting(entry.key, to: walked) }
    }
    return result
  }

  // MARK: Lists

  private static func mergeLists(
    _ old: Value?, _ patch: Value?, _ schema: MergeSchema?, _ keys: [String], _ depth: Int
  ) throws(BuildFailure) -> Value? {
    var added = patch?.elements
    var base = old.flatMap { $0.isNull ? nil : $0.elements }
    if let position = added?.firstIndex(where: { $0[named: directive] != nil && $0.entries.count == 1 }) {
      let mark = added?.remove(at: position)
      let text = mark?[named: directive]?.text
      if text == "delete" { return nil }
      // Where there is no list to replace kyaml leaves the mark alone in it.
      if text == "replace", old == nil, !keys.isEmpty, let mark {
        return .sequence([mark], origin: patch?.origin)
      }
      if text == "replace" { base = nil }
    }
    let origin = old?.origin ?? patch?.origin
    guard !keys.isEmpty else { return mergeScalars(base ?? [], added ?? [], origin) }
    let merged = try KeyedListMerge.merge(base, added, keys: keys) { (old, patch) throws(BuildFailure) in
      try merge(old, patch, schema, keys: nil, depth + 1)
    }
    let isUnchanged =
      added == nil && base?.count == merged.count
      && zip(base ?? [], merged).allSatisfy { $0.isSame(as: $1) }
    return isUnchanged ? old : .sequence(merged, origin: origin)
  }

  /// The patch's scalars first, then the others of the object.
  private static func mergeScalars(_ old: [Value], _ added: [Value], _ origin: SourceRange?) -> Value {
    var seen: Set<String> = []
    let elements = (added + old).filter { $0.text.map { seen.insert($0).inserted } ?? true }
    return .sequence(elements, origin: origin)
  }
}

extension Value {
  /// The schema of an object that stands inside another.
  fileprivate var embeddedSchema: MergeSchema? {
    guard let version = self["apiVersion"]?.text, let kind = self["kind"]?.text else { return nil }
    return MergeSchema(apiVersion: version, kind: kind)
  }

  /// Whether both are one node of one file.
  fileprivate func isSame(as other: Value) -> Bool {
    guard case .node(let mine) = self, case .node(let theirs) = other else { return false }
    return mine.isSame(as: theirs)
  }

  fileprivate var place: SourceRange { origin ?? SourceRange(path: "", bytes: 0..<0) }
}
