import Diagnostics
import Manifests

/// Taking files away: they are moved into the folder of the journal, from where they come back until the end.
extension Writer {
  /// One operation for each file, or for a folder that has nothing else in it.
  func removals(_ writes: [FileWrite], _ top: borrowing Folder) throws(WriteError) -> [Journal.Operation] {
    let paths = Set(writes.map(\.path))
    var places: [String] = []
    for write in writes {
      try step("look at \(write.path)")
      let folder = try top.folder(TreePath.directory(of: write.path))
      let name = TreePath.name(of: write.path)
      guard folder.kind(name) == .file, try folder.read(name) == write.old else {
        throw .blocked("'\(write.path)' has changed meanwhile")
      }
      let place = try whole(write.path, paths, top)
      if !places.contains(place) { places.append(place) }
    }
    var operations: [Journal.Operation] = []
    for (index, place) in places.enumerated() {
      let digest = try top.folder(TreePath.directory(of: place)).digest(TreePath.name(of: place))
      operations.append(.init(kind: .remove, staged: "gone-\(index)", path: place, old: digest))
    }
    return operations
  }

  /// The outermost folder around a file, down from ``ownFolder``, that holds nothing but what goes away; else the file.
  private func whole(
    _ path: String, _ paths: Set<String>, _ top: borrowing Folder
  ) throws(WriteError) -> String {
    guard let ownFolder, !ownFolder.isEmpty else { return path }
    var place = path
    while place != ownFolder, TreePath.contains(ownFolder, place) {
      let parent = TreePath.directory(of: place)
      guard try top.folder(parent).files().allSatisfy({ paths.contains(TreePath.join(parent, $0)) }) else {
        break
      }
      place = parent
    }
    return place
  }

  func remove(
    _ operation: Journal.Operation, _ top: borrowing Folder, _ staging: borrowing Folder
  ) throws(WriteError) {
    guard staging.kind(operation.staged) == .missing else { return }
    let folder = try top.folder(TreePath.directory(of: operation.path))
    let name = TreePath.name(of: operation.path)
    try step("take \(operation.path) away")
    guard try folder.digest(name) == operation.old else {
      throw .blocked("'\(operation.path)' has changed meanwhile")
    }
    try folder.move(name, to: staging, operation.staged)
    folder.sync()
  }
}

extension Folder {
  /// The paths of everything below that is no folder, relative to this one.
  func files() throws(WriteError) -> [String] {
    var found: [String] = []
    for name in names() {
      if kind(name) == .directory {
        found += try folder(name).files().map { name + "/" + $0 }
      } else {
        found.append(name)
      }
    }
    return found
  }

  /// What stands for the content of a file, or for that of a folder with the names in it; "" for anything else.
  func digest(_ name: String) throws(WriteError) -> String {
    switch kind(name) {
    case .file: return SHA256.hex(try read(name))
    case .directory:
      let inner = try folder(name)
      var text = ""
      for entry in inner.names().sorted() { text += "\(entry)\u{0}\(try inner.digest(entry))\n" }
      return SHA256.hex(Array(text.utf8))
    case .symlink, .other, .missing: return ""
    }
  }
}
