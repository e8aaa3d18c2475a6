import Manifests

/// Works out what goes away with a lab: the files that it wrote, its record, and what kustomizations list of it.
package struct RemovalPlanner {
  /// From the root.
  let folder: String
  let past: LabPast
  let register: RegisterMode
  /// Whether files go that are not as the lab wrote them.
  let isForced: Bool
  let find: (String) -> FoundFile

  package init(
    folder: String, past: LabPast, register: RegisterMode, isForced: Bool,
    find: @escaping (String) -> FoundFile
  ) {
    self.folder = folder
    self.past = past
    self.register = register
    self.isForced = isForced
    self.find = find
  }

  package func plan() -> Plan {
    let paths = (record.files.keys + record.secrets).sorted()
    var files: [PlannedFile] = []
    for path in paths {
      let place = past.place(path, in: folder)
      if let file = planned(path, place) { files.append(file) }
      // What an update put beside it.
      if case .file(let bytes) = find(place + MergedFile.suffix) {
        files.append(made(place + MergedFile.suffix, .remove, bytes))
      }
    }
    let recordPath = TreePath.join(folder, LabRecord.name)
    var registrar = Registrar(folder: folder, register: register, find: find)
    let gone = files.filter { $0.action == .remove }.map(\.path)
    return Plan(
      folder: folder, files: files, record: removed(recordPath) ?? made(recordPath, .unchanged, nil),
      registrations: registrar.planned(removing: gone), notes: [])
  }

  private var record: LabRecord { past.record }

  private func made(
    _ path: String, _ action: PlannedFile.Action, _ old: [UInt8]?, _ reason: String? = nil,
    isSecret: Bool = false
  ) -> PlannedFile {
    PlannedFile(
      path: path, action: action, old: old, new: [], isSecret: isSecret, sensitive: [], reason: reason)
  }

  /// Nil where the user took the file away already.
  private func planned(_ path: String, _ place: String) -> PlannedFile? {
    guard case .file(let ours) = find(place), !isForced else { return removed(place) }
    if let expected = record.files[path] {
      guard LabRecord.digest(ours) != expected else { return made(place, .remove, ours) }
      return made(
        place, .conflict, ours, "'\(place)' is not as the lab wrote it; '--force' removes it all the same")
    }
    guard let secret = past.output?.files.first(where: { record.path(of: $0) == path }) else {
      return made(
        place, .conflict, ours,
        "'\(place)' cannot be compared: version \(shown(record.template)) of the lab is not kept; '--force' removes it",
        isSecret: true)
    }
    guard EncryptedSecret(ours).hasShape(of: secret.bytes) else {
      return made(
        place, .conflict, ours,
        "'\(place)' holds more than the lab's credential; '--force' removes it all the same", isSecret: true)
    }
    return made(place, .remove, ours, isSecret: true)
  }

  /// Whatever a file holds.
  private func removed(_ place: String) -> PlannedFile? {
    switch find(place) {
    case .missing: nil
    case .file(let ours): made(place, .remove, ours)
    case .symlink: made(place, .conflict, nil, "'\(place)' is a symbolic link, which is not the lab's")
    case .directory: made(place, .conflict, nil, "'\(place)' is a folder")
    case .unreadable(let reason): made(place, .conflict, nil, "'\(place)' cannot be read: \(reason)")
    }
  }
}
