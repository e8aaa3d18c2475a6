import Diagnostics
import Manifests
import YAML

/// Puts the new names of renamed objects into the fields that name them. Source: the nameref filter of kustomize 5.7.
struct NameReferences {
  private let resources: [Resource]
  /// The positions of the objects that once had a name.
  private let byOldName: [String: [Int]]
  private let references: [String: [(target: NameReference, field: FieldSpec)]]
  private let anyKind: [(target: NameReference, field: FieldSpec)]
  private(set) var failures: [BuildFailure] = []

  init(_ resources: [Resource], _ configuration: TransformerConfiguration) {
    self.resources = resources
    var byOldName: [String: [Int]] = [:]
    for (index, resource) in resources.enumerated() where !resource.previous.isEmpty {
      for name in Set(resource.previous.map(\.name)) { byOldName[name, default: []].append(index) }
    }
    self.byOldName = byOldName
    guard !byOldName.isEmpty else {
      (references, anyKind) = ([:], [])
      return
    }
    var references = Self.builtin
    var anyKind: [(target: NameReference, field: FieldSpec)] = []
    for reference in configuration.nameReferences {
      for field in reference.fields {
        if field.kind.isEmpty {
          anyKind.append((reference, field))
        } else {
          references[field.kind, default: []].append((reference, field))
        }
      }
    }
    self.references = references
    self.anyKind = anyKind
  }

  private static let builtin: [String: [(target: NameReference, field: FieldSpec)]] = {
    var table: [String: [(target: NameReference, field: FieldSpec)]] = [:]
    for reference in BuiltinFields.nameReferences {
      for field in reference.fields { table[field.kind, default: []].append((reference, field)) }
    }
    return table
  }()

  /// The content of an object with its references brought up to date; nil where nothing changes.
  mutating func updated(at index: Int) -> Value? {
    guard !byOldName.isEmpty else { return nil }
    let referrer = resources[index]
    let original = referrer.originalKey
    var root = referrer.root
    var hasChanged = false
    for (target, field) in (references[original.kind] ?? []) + anyKind where field.matches(original) {
      let lookup = Lookup(owner: self, referrer: referrer, target: target, field: field)
      do throws(FieldMismatch) {
        guard let edited = try field.edited(root, new: nil, lookup.renamed) else { continue }
        root = edited
        hasChanged = true
      } catch {
        if let several = lookup.ambiguous(in: error) { failures.append(several) }
      }
    }
    return hasChanged ? root : nil
  }

  /// One field of one object that may name objects of one kind.
  private struct Lookup {
    let owner: NameReferences
    let referrer: Resource
    let target: NameReference
    let field: FieldSpec

    /// Marks a mismatch that is no mismatch but a name that several objects have.
    private static let several = "\0several"

    func ambiguous(in mismatch: FieldMismatch) -> BuildFailure? {
      guard mismatch.step == Self.several else { return nil }
      return BuildFailure(
        .ambiguousReference,
        "'\(field.path)' of the \(referrer.id.described) names a \(target.kind) that several objects could be",
        at: mismatch.place ?? referrer.source)
    }

    func renamed(_ value: Value) throws(FieldMismatch) -> Value? {
      switch value.kind {
      case .scalar: return try renamedScalar(value)
      case .mapping: return try renamedMapping(value)
      case .sequence:
        var elements = value.elements
        var hasChanged = false
        for index in elements.indices {
          let edited =
            elements[index].kind == .mapping
            ? try renamedMapping(elements[index]) : try renamedScalar(elements[index])
          guard let edited else { continue }
          elements[index] = edited
          hasChanged = true
        }
        return hasChanged ? .sequence(elements, origin: value.origin) : nil
      }
    }

    private func renamedScalar(_ value: Value) throws(FieldMismatch) -> Value? {
      guard let name = value.text, !value.isNull,
        let found = try referral(name, namespace: nil, isMapping: false, value.origin), found.id.name != name
      else { return nil }
      return .string(found.id.name, from: value.origin)
    }

    private func renamedMapping(_ value: Value) throws(FieldMismatch) -> Value? {
      guard let name = value["name"], let text = name.text else { return nil }
      let namespace = value["namespace"]?.text
      guard let found = try referral(text, namespace: namespace, isMapping: true, name.origin) else {
        return nil
      }
      guard found.id.name != text || found.id.namespace != nil else { return nil }
      var result = value.setting("name", to: .string(found.id.name, from: name.origin))
      if let new = found.id.namespace {
        result = result.setting(
          "namespace", to: .string(new, from: value["namespace"]?.origin ?? name.origin))
      }
      return result
    }

    /// The object that a name meant, if there is one.
    private func referral(
      _ name: String, namespace: String?, isMapping: Bool, _ place: SourceRange?
    ) throws(FieldMismatch) -> Resource? {
      var found = (owner.byOldName[name] ?? []).map { owner.resources[$0] }.filter(isCandidate)
      if let namespace {
        let original = found.filter { $0.originalKey.namespace == namespace }
        let isKnown = owner.resources.contains { isReachable($0) && $0.originalKey.namespace == namespace }
        found = isKnown ? original : found.filter { $0.key.namespace == namespace }
      }
      if found.count <= 1 { return found.first }
      found = found.filter { Self.hasSameAffixes($0, referrer, allowsEmpty: true) }
      if found.count <= 1 { return found.first }
      found = found.filter { Self.hasSameAffixes($0, referrer, allowsEmpty: false) }
      guard let first = found.first else { return nil }
      let isSame = found.allSatisfy { other in
        other.id.name == first.id.name && (!isMapping || other.id.namespace == first.id.namespace)
      }
      guard isSame else { throw FieldMismatch(step: Self.several, place: place) }
      return first
    }

    private func isCandidate(_ resource: Resource) -> Bool {
      guard resource.keys.dropLast().contains(where: target.matchesTarget), isReachable(resource) else {
        return false
      }
      guard isInNamespace(resource) else { return false }
      guard field.path.hasSuffix("roleRef/name"), let role = referrer.root["roleRef"],
        let group = role["apiGroup"]?.text, let kind = role["kind"]?.text
      else { return true }
      return resource.keys.dropLast().contains { $0.kind == kind && (group.isEmpty || $0.group == group) }
    }

    private func isInNamespace(_ resource: Resource) -> Bool {
      let mine = referrer.key
      let other = resource.key
      return mine.isClusterScoped || other.isClusterScoped || resource.id.kind == "ServiceAccount"
        || mine.namespace == other.namespace
    }

    /// Whether the referrer could mean an object at all: one in its namespace, one without, or a subject's.
    private func isReachable(_ resource: Resource) -> Bool {
      let mine = referrer.key
      let other = resource.key
      if mine.isClusterScoped || other.isClusterScoped || mine.namespace == other.namespace { return true }
      guard referrer.id.kind == "RoleBinding" else { return false }
      return (referrer.root["subjects"]?.elements ?? []).contains { subject in
        subject["kind"]?.text == "ServiceAccount" && subject["namespace"]?.text == resource.id.namespace ?? ""
      }
    }

    private static func hasSameAffixes(_ left: Resource, _ right: Resource, allowsEmpty: Bool) -> Bool {
      hasSameEnd(left.prefixes, right.prefixes, allowsEmpty)
        && hasSameEnd(left.suffixes, right.suffixes, allowsEmpty)
    }

    private static func hasSameEnd(_ left: [String], _ right: [String], _ allowsEmpty: Bool) -> Bool {
      if left.isEmpty || right.isEmpty { return allowsEmpty || left.count == right.count }
      let count = min(left.count, right.count)
      return left.suffix(count) == right.suffix(count)
    }
  }
}
