import Diagnostics
import Manifests
import YAML

/// `namespace`: puts every object that is not cluster-scoped into one namespace.
struct NamespaceTransformation {
  /// Which subjects of a RoleBinding or ClusterRoleBinding get the namespace.
  enum Subjects: String { case defaultOnly, allServiceAccounts, none }

  let namespace: Text
  let specs: [FieldSpec]
  var subjects = Subjects.defaultOnly
  /// Whether an object that has a namespace keeps it.
  var isForUnsetOnly = false

  func run(_ result: inout Accumulation) {
    var mismatches: [BuildFailure] = []
    result.resources.updateAll { resource in
      resource.rememberID()
      if !resource.key.isClusterScoped { setNamespace(of: &resource) }
      mismatches += setFields(of: &resource)
    }
    result.failures += mismatches
    reportCollisions(&result)
  }

  private func setNamespace(of resource: inout Resource) {
    if isForUnsetOnly, let present = resource.id.namespace, !present.isEmpty { return }
    resource.setNamespace(namespace.text, from: namespace.range)
  }

  private func newValue(for old: Value) -> Value? {
    if isForUnsetOnly, !old.isNull, old.text != "" { return nil }
    return .string(namespace.text, from: namespace.range)
  }

  private func setFields(of resource: inout Resource) -> [BuildFailure] {
    var root = resource.root
    var hasChanged = false
    var failures: [BuildFailure] = []
    let isBinding = resource.id.kind == "RoleBinding" || resource.id.kind == "ClusterRoleBinding"
    if isBinding, let subjects = edited(root["subjects"]) {
      root = root.setting("subjects", to: subjects)
      hasChanged = true
    }
    for spec in specs where spec.matches(resource.key) && spec.path != "metadata/namespace" {
      if isBinding, spec.path == "subjects" { continue }
      if spec.path == "metadata/name", resource.id.apiVersion != "v1" { continue }
      do throws(FieldMismatch) {
        if let edited = try spec.edited(root, new: .string("", from: nil), { newValue(for: $0) }) {
          root = edited
          hasChanged = true
        }
      } catch {
        failures.append(Accumulation.mismatch(error, spec, resource, at: namespace.range))
      }
    }
    if hasChanged { resource.replaceRoot(root) }
    return failures
  }

  private func edited(_ subjects: Value?) -> Value? {
    guard let subjects, subjects.kind == .sequence, subjects.count > 0, self.subjects != .none else {
      return nil
    }
    let elements = subjects.elements.map { subject -> Value in
      let isWanted =
        self.subjects == .defaultOnly
        ? subject["name"]?.text == "default" : subject["kind"]?.text == "ServiceAccount"
      guard isWanted, subject.kind == .mapping else { return subject }
      guard let value = newValue(for: subject["namespace"] ?? .string("", from: nil)) else { return subject }
      return subject.setting("namespace", to: value)
    }
    return .sequence(elements, origin: subjects.origin)
  }

  /// Two objects that are one now that they share a namespace.
  private func reportCollisions(_ result: inout Accumulation) {
    var seen: [ResourceKey: Int] = [:]
    for index in result.resources.indices {
      let resource = result.resources[index]
      guard let first = seen[resource.key] else {
        seen[resource.key] = index
        continue
      }
      result.fail(
        BuildFailure(
          .namespaceCollision,
          "namespace '\(namespace.text)' makes two objects the same \(resource.id.described)",
          at: namespace.range,
          related: [
            Note(result.resources[first].source, "one of them"), Note(resource.source, "the other"),
          ]))
    }
  }
}
