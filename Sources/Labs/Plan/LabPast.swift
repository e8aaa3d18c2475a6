import Manifests

/// What the files of a lab came from.
package struct LabPast: Sendable {
  package let record: LabRecord
  /// What the recorded version of the template makes of the recorded answers; nil where that version is not kept.
  package let output: LabOutput?

  package init(record: LabRecord, output: LabOutput?) {
    self.record = record
    self.output = output
  }

  /// Where a file of the record lies, from the root.
  /// - Parameter folder: of the lab.
  func place(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? String(path.dropFirst()) : TreePath.join(folder, path)
  }

  /// What both sides started from: the recorded version made again, else the user's own file where it is as it was
  /// written. The first goes before the second, which may hold what the record does not: the values of a file.
  func base(of file: LabOutput.File, ours: [UInt8]) -> [UInt8]? {
    guard let digest = record.files[record.path(of: file)] else { return nil }
    if let again = output?.files.first(where: { $0.path == file.path }) { return again.bytes }
    return LabRecord.digest(ours) == digest && record.omitted.isEmpty ? ours : nil
  }
}
