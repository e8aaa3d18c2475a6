import Diagnostics

/// What Kubernetes tells objects apart by. `namespace` is nil where none is given.
package struct ObjectID: Hashable, Sendable, CustomStringConvertible {
  package var apiVersion: String
  package var kind: String
  package var namespace: String?
  package var name: String

  package init(apiVersion: String, kind: String, namespace: String?, name: String) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.namespace = namespace
    self.name = name
  }

  /// The API group: `apps` of `apps/v1`; "" for the core group.
  package var group: String {
    var text = apiVersion
    return text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count, bytes[offset] != UInt8(ascii: "/") { offset += 1 }
      guard offset < bytes.count else { return "" }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[..<offset]), as: UTF8.self)
    }
  }

  /// A kind in one version of its group.
  package struct KindOfVersion: Hashable, Sendable {
    let apiVersion: String
    let kind: String
  }

  package var kindOfVersion: KindOfVersion { KindOfVersion(apiVersion: apiVersion, kind: kind) }

  /// Whether ``group`` is this one, without making a text of it.
  package func isOf(group: String) -> Bool {
    let bytes = apiVersion.utf8
    return bytes.starts(with: group.utf8) && bytes.dropFirst(group.utf8.count).first == UInt8(ascii: "/")
  }

  /// The API version without its group: `v1` of `apps/v1`.
  package var version: String {
    guard let slash = apiVersion.utf8.firstIndex(of: UInt8(ascii: "/")) else { return apiVersion }
    return String(apiVersion[apiVersion.index(after: slash)...])
  }

  /// `apiVersion|kind|namespace|name`, an absent namespace left empty.
  package var description: String { "\(apiVersion)|\(kind)|\(namespace ?? "")|\(name)" }

  package var objectName: ObjectName {
    ObjectName(apiVersion: apiVersion, kind: kind, namespace: namespace, name: name)
  }
}
