import Diagnostics
import Manifests

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One file to write.
struct FileWrite {
  /// Relative to the root.
  let path: String
  let bytes: [UInt8]
  /// What is there now; nil where nothing is.
  let old: [UInt8]?
  /// Whether nobody but the owner may read it.
  let isSecret: Bool
  /// Whether the file goes away.
  var isRemoval = false

  /// The permission bits of a file that is new; the user's umask takes away from them.
  var mode: mode_t { isSecret ? 0o600 : 0o644 }
}

/// Writes files below a root: all of them or none. A folder that is new appears in one step with all that is in it.
/// What a kill leaves is finished or undone by the next writer of the same root.
struct Writer {
  /// Absolute.
  let root: String
  /// The folder, from the root, that goes away with the last of its files.
  var ownFolder: String?
  /// Called before each change of the disk; false stops the writer dead, as a kill would. For tests.
  var mayGoOn: (String) -> Bool = { _ in true }

  /// What stands for a kill in tests.
  private static let killed = WriteError.system("killed")

  /// Finishes or undoes what a killed writer left; true where there was something.
  @discardableResult
  func recover() throws(WriteError) -> Bool {
    let top = try Folder(path: root)
    guard top.kind(Journal.folder) != .missing else { return false }
    let staging = try self.staging(top)
    if staging.kind(Journal.forward) == .file, let journal = Journal(try staging.read(Journal.forward)) {
      for operation in journal.operations { try finish(operation, top, staging) }
    } else if staging.kind(Journal.backward) == .file,
      let journal = Journal(try staging.read(Journal.backward))
    {
      for operation in journal.operations.reversed() { try takeBack(operation, top, staging) }
    }
    try clean(top, staging)
    return true
  }

  /// - Throws: where anything fails; the disk is then as it was.
  func write(_ writes: [FileWrite]) throws(WriteError) {
    guard !writes.isEmpty else { return }
    try recover()
    let top = try Folder(path: root)
    try step("make the journal's folder")
    do throws(WriteError) {
      try top.makeFolder(Journal.folder, mode: 0o700)
    } catch {
      throw .system("nothing can be written below '\(root)': \(error.message)")
    }
    let staging = try self.staging(top)
    let operations: [Journal.Operation]
    do throws(WriteError) {
      operations = try stage(writes, top, staging)
      try step("write the journal")
      try staging.makeFile("journal.new", Array(Journal(operations).text.utf8), mode: 0o600)
      try step("commit the journal")
      try staging.move("journal.new", to: staging, Journal.forward)
      staging.sync()
    } catch {
      if !isKill(error) { try clean(top, staging) }
      throw error
    }
    do throws(WriteError) {
      for operation in operations { try carryOut(operation, top, staging) }
    } catch {
      guard !isKill(error) else { throw error }
      try staging.move(Journal.forward, to: staging, Journal.backward)
      for operation in operations.reversed() { try takeBack(operation, top, staging) }
      try clean(top, staging)
      throw error
    }
    try clean(top, staging)
  }

  /// What the user has changed since then stays as it is.
  private func finish(
    _ operation: Journal.Operation, _ top: borrowing Folder, _ staging: borrowing Folder
  ) throws(WriteError) {
    do throws(WriteError) {
      try carryOut(operation, top, staging)
    } catch {
      guard case .blocked = error else { throw error }
    }
  }

  private func staging(_ top: borrowing Folder) throws(WriteError) -> Folder {
    var staging = try top.folder(Journal.folder)
    guard try staging.lock("lock") else {
      throw .system("another scaffold is writing to '\(root)'; try again when it is done")
    }
    return staging
  }

  func step(_ what: String) throws(WriteError) {
    guard mayGoOn(what) else { throw Self.killed }
  }

  private func isKill(_ error: WriteError) -> Bool {
    if case .system("killed") = error { true } else { false }
  }
}

// MARK: - Staging

extension Writer {
  /// Writes every file into the folder of the journal, whole and with its mode.
  private func stage(
    _ writes: [FileWrite], _ top: borrowing Folder, _ staging: borrowing Folder
  ) throws(WriteError) -> [Journal.Operation] {
    try step("hide the journal from git")
    try staging.makeFile(".gitignore", Array("*\n".utf8), mode: 0o600)
    var operations: [Journal.Operation] = []
    var folders: [String: String] = [:]
    for (index, write) in writes.enumerated() where !write.isRemoval {
      if let missing = firstMissing(above: write.path, top) {
        let isNew = folders[missing] == nil
        let staged = folders[missing] ?? "new-\(folders.count)"
        folders[missing] = staged
        try step("stage \(write.path)")
        if isNew {
          try staging.makeFolder(staged)
          operations.append(.init(kind: .folder, staged: staged, path: missing))
        }
        try put(write, below: missing, in: try staging.folder(staged))
      } else {
        try step("stage \(write.path)")
        operations.append(try stage(write, as: "file-\(index)", top, staging))
      }
    }
    for name in folders.values { try staging.folder(name).sync() }
    // What refers to a file goes before the file itself.
    return try operations + removals(writes.filter(\.isRemoval), top)
  }

  /// The first folder on the way to a file that is not there; nil where all are.
  private func firstMissing(above path: String, _ top: borrowing Folder) -> String? {
    var folder = ""
    for part in TreePath.directory(of: path).split(separator: "/") {
      let parent = folder
      folder = TreePath.join(folder, String(part))
      guard let open = try? top.folder(parent) else { return nil }
      if open.kind(String(part)) == .missing { return folder }
    }
    return nil
  }

  private func put(_ write: FileWrite, below folder: String, in staged: consuming Folder) throws(WriteError) {
    var current = staged
    let inner = TreePath.directory(of: String(write.path.dropFirst(folder.utf8.count + 1)))
    for part in inner.split(separator: "/") {
      if current.kind(String(part)) == .missing { try current.makeFolder(String(part)) }
      current = try current.folder(String(part))
    }
    try current.makeFile(TreePath.name(of: write.path), write.bytes, mode: write.mode)
    current.sync()
  }

  private func stage(
    _ write: FileWrite, as name: String, _ top: borrowing Folder, _ staging: borrowing Folder
  ) throws(WriteError) -> Journal.Operation {
    guard let old = write.old else {
      try staging.makeFile(name, write.bytes, mode: write.mode)
      return .init(kind: .create, staged: name, path: write.path)
    }
    let folder = try top.folder(TreePath.directory(of: write.path))
    let found = folder.mode(TreePath.name(of: write.path)) ?? write.mode
    let mode = write.isSecret ? write.mode : found
    let operation = Journal.Operation(kind: .replace, staged: name, path: write.path, old: SHA256.hex(old))
    try staging.makeFile(name, write.bytes, mode: mode, exact: true)
    try staging.makeFile(operation.backup, old, mode: mode, exact: true)
    return operation
  }
}

// MARK: - Operations; each may be asked for again after a kill

extension Writer {
  private func carryOut(
    _ operation: Journal.Operation, _ top: borrowing Folder, _ staging: borrowing Folder
  ) throws(WriteError) {
    if operation.kind == .remove { return try remove(operation, top, staging) }
    // What is not in the journal's folder any more is in its place.
    guard staging.kind(operation.staged) != .missing else { return }
    let folder = try top.folder(TreePath.directory(of: operation.path))
    let name = TreePath.name(of: operation.path)
    try step("put \(operation.path) into place")
    switch operation.kind {
    case .folder: try staging.move(operation.staged, to: folder, name)
    case .create:
      if folder.isSame(name, as: operation.staged, in: staging) { return }
      try staging.link(operation.staged, to: folder, name)
    case .replace:
      guard folder.kind(name) == .file, SHA256.hex(try folder.read(name)) == operation.old else {
        throw .blocked("'\(operation.path)' has changed meanwhile")
      }
      try staging.move(operation.staged, to: folder, name)
    case .remove: break
    }
    folder.sync()
  }

  private func takeBack(
    _ operation: Journal.Operation, _ top: borrowing Folder, _ staging: borrowing Folder
  ) throws(WriteError) {
    let isInPlace = staging.kind(operation.staged) == .missing
    guard let folder = try? top.folder(TreePath.directory(of: operation.path)) else { return }
    let name = TreePath.name(of: operation.path)
    switch operation.kind {
    case .folder where isInPlace: try folder.move(name, to: staging, operation.staged)
    case .create where folder.isSame(name, as: operation.staged, in: staging): folder.removeFile(name)
    case .replace where isInPlace && staging.kind(operation.backup) == .file:
      try staging.move(operation.backup, to: folder, name)
    case .remove where !isInPlace && folder.kind(name) == .missing:
      try staging.move(operation.staged, to: folder, name)
    default: break
    }
  }

  /// Removes the journal, then all that lies beside it.
  private func clean(_ top: borrowing Folder, _ staging: borrowing Folder) throws(WriteError) {
    try step("remove the journal")
    staging.removeFile(Journal.forward)
    staging.removeFile(Journal.backward)
    try step("remove the journal's folder")
    top.removeFolder(Journal.folder)
  }
}
