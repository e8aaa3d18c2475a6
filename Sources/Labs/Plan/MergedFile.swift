import Diagnostics
import Manifests

/// Plans one file of a lab that the user may have edited since it was made.
struct MergedFile {
  /// From the root.
  let path: String
  /// What the template made then; nil where that is not known.
  let base: [UInt8]?
  let theirs: [UInt8]

  /// The ending of what a template wanted where the user's side stays; no reader of YAML looks at it.
  static let suffix = ".scaffold-new"

  /// The file itself and, where both sides changed one thing, the file that shows the template's.
  func planned(ours: [UInt8], find: (String) -> FoundFile) -> [PlannedFile] {
    let merge = ThreeWayMerge(path: path, base: base, ours: ours, theirs: theirs)
    var file = made(path, merge.bytes == ours ? .unchanged : .update, ours, merge.bytes)
    guard !merge.conflicts.isEmpty else { return [file] }
    file = made(path, .conflict, ours, merge.bytes)
    file.isSettled = true
    file.reason = reason(merge.conflicts)
    return [file] + [rejected(merge, find)].compactMap { $0 }
  }

  private func reason(_ conflicts: [String]) -> String {
    let fields = conflicts.map { $0.isEmpty ? "the file" : "'\(shown($0))'" }
    let list =
      fields.prefix(5).joined(separator: ", ") + (fields.count > 5 ? " and \(fields.count - 5) more" : "")
    return
      "'\(path)': you and the template both changed \(list); yours stays, '\(path)\(Self.suffix)' has the template's"
  }

  private func rejected(_ merge: ThreeWayMerge, _ find: (String) -> FoundFile) -> PlannedFile? {
    let place = path + Self.suffix
    switch find(place) {
    case .missing: return made(place, .create, nil, merge.wanted)
    case .file(let old): return made(place, old == merge.wanted ? .unchanged : .update, old, merge.wanted)
    case .directory, .symlink, .unreadable:
      var file = made(place, .conflict, nil, merge.wanted)
      file.reason = "'\(place)' is in the way of what the template wanted"
      return file
    }
  }

  private func made(_ path: String, _ action: PlannedFile.Action, _ old: [UInt8]?, _ new: [UInt8])
    -> PlannedFile
  {
    PlannedFile(path: path, action: action, old: old, new: new, isSecret: false, sensitive: [])
  }
}
