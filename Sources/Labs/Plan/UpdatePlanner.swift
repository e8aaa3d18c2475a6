import Diagnostics
import Manifests

/// Works out what today's template would change in a lab that is there: its changes are merged with the user's.
package struct UpdatePlanner {
  /// From the root.
  let folder: String
  let past: LabPast
  let find: (String) -> FoundFile

  package init(folder: String, past: LabPast, find: @escaping (String) -> FoundFile) {
    self.folder = folder
    self.past = past
    self.find = find
  }

  /// - Parameters:
  ///   - output: what today's template makes, with a stand-in for every secret.
  package func plan(_ lab: Lab, _ answers: LabAnswers, _ output: LabOutput) -> Plan {
    var files: [PlannedFile] = []
    var notes: [String] = []
    for file in output.files {
      if file.isSecret { keep(file, &files, &notes) } else { files += planned(file) }
    }
    let kept = Set(output.files.map(record.path(of:)))
    for path in record.files.keys.sorted() where !kept.contains(path) { files += dropped(path) }
    for path in record.secrets where !kept.contains(path) {
      notes.append("'\(place(path))' is a Secret that the lab has no more; it stays until you remove it")
    }
    let text = LabRecord.text(of: lab, answers, output, names: record.names)
    let created = Set(files.filter { $0.action == .create }.map(\.path))
    var registrar = Registrar(folder: folder, register: .auto, find: find)
    let registrations = registrar.planned(output.files.filter { created.contains($0.path(in: folder)) })
    return Plan(
      folder: folder, files: files, record: planned(record: Array(text.utf8)), registrations: registrations,
      notes: notes)
  }

  private var record: LabRecord { past.record }

  private func place(_ path: String) -> String { past.place(path, in: folder) }

  private func made(
    _ path: String, _ action: PlannedFile.Action, _ old: [UInt8]?, _ new: [UInt8], _ reason: String? = nil
  ) -> PlannedFile {
    PlannedFile(
      path: path, action: action, old: old, new: new, isSecret: false, sensitive: [], reason: reason,
      isSettled: reason != nil && old == new)
  }

  private func planned(_ file: LabOutput.File) -> [PlannedFile] {
    let own = record.path(of: file)
    let place = place(own)
    switch find(place) {
    case .file(let ours):
      return MergedFile(path: place, base: past.base(of: file, ours: ours), theirs: file.bytes).planned(
        ours: ours, find: find)
    case .missing:
      guard let digest = record.files[own] else { return [made(place, .create, nil, file.bytes)] }
      // The user took the file away.
      if LabRecord.digest(file.bytes) == digest { return [] }
      return [
        made(place, .conflict, [], [], "'\(place)' is gone, and the template has changed it; it stays away")
      ]
    case .directory, .symlink, .unreadable:
      return [
        made(
          place, .conflict, nil, file.bytes, "'\(place)' is no file that can be read; links are not followed")
      ]
    }
  }

  /// A file that the template has no more.
  private func dropped(_ path: String) -> [PlannedFile] {
    let place = place(path)
    guard case .file(let ours) = find(place) else { return [] }
    if LabRecord.digest(ours) == record.files[path] { return [made(place, .remove, ours, [])] }
    return [
      made(
        place, .conflict, ours, ours,
        "'\(place)': the template has no such file any more, but you changed it; it stays")
    ]
  }

  /// A Secret is never made again.
  private func keep(_ file: LabOutput.File, _ files: inout [PlannedFile], _ notes: inout [String]) {
    let place = place(record.path(of: file))
    if case .file(let bytes) = find(place) {
      files.append(
        PlannedFile(path: place, action: .unchanged, old: bytes, new: bytes, isSecret: true, sensitive: []))
      let before = past.output?.files.first { $0.path == file.path }
      if let before, before.bytes != file.bytes {
        notes.append(
          "the template has changed the Secret '\(place)', which stays; without the file 'scaffold rotate' makes it anew"
        )
      }
    } else {
      notes.append("the Secret '\(place)' is not there; 'scaffold rotate' writes it")
    }
  }

  private func planned(record text: [UInt8]) -> PlannedFile {
    let path = TreePath.join(folder, LabRecord.name)
    guard case .file(let old) = find(path) else { return made(path, .create, nil, text) }
    return made(path, old == text ? .unchanged : .update, old, text)
  }
}
