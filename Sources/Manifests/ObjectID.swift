import Diagnostics

/// What Kubernetes tells objects apart by. `namespace` is nil where none is given.
package struct ObjectID: Hashable, Sendable, CustomStringConvertible {
  /// Not counted as a reference: none is freed.
  package unowned(unsafe) let type: GroupVersionKind
  package var namespace: String?
  package var name: String

  package init(_ type: GroupVersionKind, namespace: String?, name: String) {
    self.type = type
    self.namespace = namespace
    self.name = name
  }

  package init(apiVersion: String, kind: String, namespace: String?, name: String) {
    self.init(.of(apiVersion: apiVersion, kind: kind), namespace: namespace, name: name)
  }

  package var apiVersion: String { type.apiVersion }

  package var kind: String { type.kind }

  /// The API group: `apps` of `apps/v1`; "" for the core group.
  package var group: String { type.group }

  /// The API version without its group: `v1` of `apps/v1`.
  package var version: String { type.version }

  package static func == (left: ObjectID, right: ObjectID) -> Bool {
    left.type === right.type && left.name == right.name && left.namespace == right.namespace
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(type))
    hasher.combine(namespace)
    hasher.combine(name)
  }

  /// `apiVersion|kind|namespace|name`, an absent namespace left empty.
  package var description: String { "\(apiVersion)|\(kind)|\(namespace ?? "")|\(name)" }

  package var objectName: ObjectName {
    ObjectName(apiVersion: apiVersion, kind: kind, namespace: namespace, name: name)
  }
}
