import Manifests

/// What to do where a file is there already and differs.
package enum OnConflict: String, Sendable, CaseIterable {
  case fail, skip, overwrite, merge, ask
}

/// Whether, and where, the folder of a lab is added to the kustomization above it.
package enum RegisterMode: Hashable, Sendable {
  case auto, never
  /// A kustomization file, or a folder with one, relative to the root.
  case at(String)
}

/// What stands at a path of the disk.
package enum FoundFile: Sendable {
  case missing
  case file([UInt8])
  case directory
  case symlink
  /// Cannot be read, and why.
  case unreadable(String)
}

/// One file of a plan.
package struct PlannedFile: Sendable {
  package enum Action: String, Sendable {
    case create, unchanged, update, conflict, skip, remove
  }

  /// Relative to the root of the tree.
  package let path: String
  package let action: Action
  /// What is there now; nil where nothing is.
  package let old: [UInt8]?
  package let new: [UInt8]
  package let isSecret: Bool
  package let sensitive: [Range<Int>]
  /// Why there is a conflict.
  package var reason: String?
  /// Whether a conflict is settled, the user's side kept, and so stops nothing.
  package var isSettled = false

  package init(
    path: String, action: Action, old: [UInt8]?, new: [UInt8], isSecret: Bool, sensitive: [Range<Int>],
    reason: String? = nil, isSettled: Bool = false
  ) {
    self.path = path
    self.action = action
    self.old = old
    self.new = new
    self.isSecret = isSecret
    self.sensitive = sensitive
    self.reason = reason
    self.isSettled = isSettled
  }

  /// The same with another content to be written.
  package func holding(_ bytes: [UInt8]) -> PlannedFile {
    PlannedFile(
      path: path, action: action, old: old, new: bytes, isSecret: isSecret, sensitive: [], reason: reason,
      isSettled: isSettled)
  }

  /// Whether carrying out the plan writes it.
  package var isWritten: Bool {
    switch action {
    case .create, .update, .remove: true
    case .conflict: isSettled && old != new
    case .unchanged, .skip: false
    }
  }
}

/// What a call would do: the same for a dry run and a real one.
package struct Plan: Sendable {
  /// The folder of the lab, relative to the root.
  package let folder: String
  /// The manifests of the lab, in the order of its kustomization.
  package let files: [PlannedFile]
  /// `.scaffold.json`, which no listing shows.
  package let record: PlannedFile
  /// The kustomizations that get what is new: the folder, a manifest outside it, a patch.
  package let registrations: [PlannedFile]
  /// What a person should know: one sentence each.
  package let notes: [String]

  package init(
    folder: String, files: [PlannedFile], record: PlannedFile, registrations: [PlannedFile] = [],
    notes: [String] = []
  ) {
    self.folder = folder
    self.files = files
    self.record = record
    self.registrations = registrations
    self.notes = notes
  }

  package var all: [PlannedFile] { files + [record] + registrations }
  package var written: [PlannedFile] { all.filter(\.isWritten) }
  /// What stops the plan.
  package var conflicts: [PlannedFile] { all.filter { $0.action == .conflict && !$0.isSettled } }
  /// Conflicts in which the user's side stays.
  package var settled: [PlannedFile] { all.filter { $0.action == .conflict && $0.isSettled } }
}

/// Compares what a lab would write with what is there.
package struct Planner {
  let folder: String
  /// Nil where the call does not say.
  let onConflict: OnConflict?
  let register: RegisterMode
  let find: (String) -> FoundFile
  /// What the lab's files came from; nil where nothing is known of it.
  package var past: LabPast?
  /// What to do with single files, by path from the root; they go before ``onConflict``.
  package var choices: [String: OnConflict] = [:]

  /// - Parameters:
  ///   - folder: of the lab, relative to the root; "" for the root itself.
  ///   - find: tells what is at a path relative to the root; links are not followed.
  package init(
    folder: String, onConflict: OnConflict?, register: RegisterMode, find: @escaping (String) -> FoundFile
  ) {
    self.folder = folder
    self.onConflict = onConflict
    self.register = register
    self.find = find
  }

  package func plan(_ lab: Lab, _ answers: LabAnswers, _ output: LabOutput) -> Plan {
    let obstacle = obstacle(to: folder)
    let files = output.files.flatMap { file in
      planned(file, obstacle ?? self.obstacle(to: TreePath.directory(of: file.path(in: folder))))
    }
    let text = LabRecord.text(of: lab, answers, output)
    let record = record(Array(text.utf8), obstacle)
    var registrar = Registrar(folder: folder, register: register, find: find)
    let registrations = obstacle == nil ? registrar.planned(output) : []
    return Plan(
      folder: folder, files: files, record: record, registrations: registrations, notes: registrar.notes)
  }

  /// What stands in the way of a folder.
  private func obstacle(to folder: String) -> String? {
    var path = ""
    for part in folder.split(separator: "/") {
      path = TreePath.join(path, String(part))
      switch find(path) {
      case .missing: return nil
      case .directory: continue
      case .symlink: return "'\(shown(path))' is a symbolic link, and scaffold does not write through links"
      case .file: return "'\(shown(path))' is a file, not a folder"
      case .unreadable(let reason): return "'\(shown(path))' cannot be read: \(reason)"
      }
    }
    return nil
  }

  private func planned(_ file: LabOutput.File, _ obstacle: String?) -> [PlannedFile] {
    let path = file.path(in: folder)
    if obstacle == nil, !file.isSecret, choice(file) == .merge, case .file(let ours) = find(path) {
      let base = past?.base(of: file, ours: ours)
      return MergedFile(path: path, base: base, theirs: file.bytes).planned(ours: ours, find: find)
    }
    return [compared(file, obstacle)]
  }

  private func choice(_ file: LabOutput.File) -> OnConflict {
    choices[file.path(in: folder)] ?? onConflict ?? file.onConflict ?? .fail
  }

  private func compared(_ file: LabOutput.File, _ obstacle: String?) -> PlannedFile {
    let path = file.path(in: folder)
    func made(_ action: PlannedFile.Action, _ old: [UInt8]? = nil, _ reason: String? = nil) -> PlannedFile {
      PlannedFile(
        path: path, action: action, old: old, new: file.bytes, isSecret: file.isSecret,
        sensitive: file.sensitive,
        reason: reason)
    }
    if let obstacle { return made(.conflict, nil, obstacle) }
    switch find(path) {
    case .missing: return made(.create)
    case .directory: return made(.conflict, nil, "'\(path)' is a folder")
    case .symlink:
      return made(.conflict, nil, "'\(path)' is a symbolic link, and scaffold does not write through links")
    case .unreadable(let reason): return made(.conflict, nil, "'\(path)' cannot be read: \(reason)")
    case .file(let old) where old == file.bytes: return made(.unchanged, old)
    case .file(let old): return made(differing(file), old, reason(file, path))
    }
  }

  private func differing(_ file: LabOutput.File) -> PlannedFile.Action {
    switch choice(file) {
    case .skip: .skip
    case .overwrite where !file.isSecret: .update
    default: .conflict
    }
  }

  private func reason(_ file: LabOutput.File, _ path: String) -> String {
    guard !file.isSecret else {
      return "'\(path)' is there with other content, and a Secret is rewritten by 'scaffold rotate' only"
    }
    return
      "'\(path)' is there with other content; '--diff' shows it, '--on-conflict skip|overwrite|merge' decides"
  }

  private func record(_ text: [UInt8], _ obstacle: String?) -> PlannedFile {
    let path = TreePath.join(folder, LabRecord.name)
    func made(_ action: PlannedFile.Action, _ old: [UInt8]?, _ reason: String? = nil) -> PlannedFile {
      PlannedFile(
        path: path, action: action, old: old, new: text, isSecret: false, sensitive: [], reason: reason)
    }
    if let obstacle { return made(.conflict, nil, obstacle) }
    switch find(path) {
    case .missing: return made(.create, nil)
    case .file(let old): return made(old == text ? .unchanged : .update, old)
    case .directory: return made(.conflict, nil, "'\(path)' is a folder")
    case .symlink:
      return made(.conflict, nil, "'\(path)' is a symbolic link, and scaffold does not write through links")
    case .unreadable(let reason): return made(.conflict, nil, "'\(path)' cannot be read: \(reason)")
    }
  }
}
