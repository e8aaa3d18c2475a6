import Diagnostics
import Manifests

/// Works out what today's template would change in a lab that is there: its changes are merged with the user's.
package struct UpdatePlanner {
  /// From the root.
  let folder: String
  let record: LabRecord
  /// What the recorded version of the template makes of the recorded answers; nil where that version is not kept.
  let old: LabOutput?
  let find: (String) -> FoundFile

  package init(folder: String, record: LabRecord, old: LabOutput?, find: @escaping (String) -> FoundFile) {
    self.folder = folder
    self.record = record
    self.old = old
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
    return Plan(
      folder: folder, files: files, record: planned(record: Array(text.utf8)), registration: nil, notes: notes)
  }

  private func place(_ path: String) -> String { path.hasPrefix("/") ? String(path.dropFirst()) : TreePath.join(folder, path) }

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
      return MergedFile(path: place, base: base(file, ours), theirs: file.bytes).planned(ours: ours, find: find)
    case .missing:
      guard let digest = record.files[own] else { return [made(place, .create, nil, file.bytes)] }
      // The user took the file away.
      if Self.digest(file.bytes) == digest { return [] }
      return [
        made(place, .conflict, [], [], "'\(place)' is gone, and the template has changed it; it stays away")
      ]
    case .directory, .symlink, .unreadable:
      return [made(place, .conflict, nil, file.bytes, "'\(place)' is no file that can be read; links are not followed")]
    }
  }

  /// What both sides started from: the recorded version made again, where it is still what was written then, else the
  /// user's own file where it is as it was written.
  private func base(_ file: LabOutput.File, _ ours: [UInt8]) -> [UInt8]? {
    guard let digest = record.files[record.path(of: file)] else { return nil }
    let again = old?.files.first { $0.path == file.path }?.bytes
    if let again, Self.digest(again) == digest { return again }
    return Self.digest(ours) == digest ? ours : nil
  }

  private static func digest(_ bytes: [UInt8]) -> String { "sha256:" + SHA256.hex(bytes) }

  /// A file that the template has no more.
  private func dropped(_ path: String) -> [PlannedFile] {
    let place = place(path)
    guard case .file(let ours) = find(place) else { return [] }
    if Self.digest(ours) == record.files[path] { return [made(place, .remove, ours, [])] }
    return [
      made(place, .conflict, ours, ours, "'\(place)': the template has no such file any more, but you changed it; it stays")
    ]
  }

  /// A Secret is never made again.
  private func keep(_ file: LabOutput.File, _ files: inout [PlannedFile], _ notes: inout [String]) {
    let place = place(record.path(of: file))
    if case .file(let bytes) = find(place) {
      files.append(
        PlannedFile(path: place, action: .unchanged, old: bytes, new: bytes, isSecret: true, sensitive: []))
      let before = old?.files.first { $0.path == file.path }
      if let before, before.bytes != file.bytes {
        notes.append("the template has changed the Secret '\(place)', which stays; 'scaffold rotate' makes it again")
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
