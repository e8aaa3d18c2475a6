import Diagnostics
import Manifests

extension Tree {
  /// The directory that a path which does not exist most likely means: each part that is missing is replaced by the
  /// nearest name beside it. Nil where one part has no near name.
  func nearDirectory(to path: String) -> String? {
    var found = ""
    for part in path.split(separator: "/") {
      let next = TreePath.join(found, String(part))
      guard kind(of: next) != .directory else {
        found = next
        continue
      }
      let siblings = names(in: found).filter { kind(of: TreePath.join(found, $0)) == .directory }
      guard let near = nearest(to: String(part), among: siblings) else { return nil }
      found = TreePath.join(found, near)
    }
    return found
  }
}
