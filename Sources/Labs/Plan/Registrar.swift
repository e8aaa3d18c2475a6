import Diagnostics
import Manifests
import YAML

/// Adds what a lab writes to the kustomizations that have to list it, or takes it out of them: the folder of the lab in
/// the one above it, a manifest outside the folder in the one beside it, a patch in the one that applies it.
struct Registrar {
  /// One line to add or to take out.
  private enum Entry {
    case resource(String)
    case patch(String)

    /// From the root.
    var path: String {
      switch self {
      case .resource(let path), .patch(let path): path
      }
    }
  }

  let folder: String
  let register: RegisterMode
  let find: (String) -> FoundFile
  private(set) var notes: [String] = []
  /// The kustomizations so far, by path: one may get several lines.
  private var edited: [String: PlannedFile] = [:]
  private var removes = false

  init(folder: String, register: RegisterMode, find: @escaping (String) -> FoundFile) {
    self.folder = folder
    self.register = register
    self.find = find
  }

  /// The edited kustomizations; none where there is nothing to edit.
  mutating func planned(_ output: LabOutput) -> [PlannedFile] {
    guard register != .never else { return [] }
    let hasKustomization = output.files.contains {
      TreePath.isKustomization($0.path) && TreePath.directory(of: $0.path).isEmpty
    }
    let own = hasKustomization ? registeredFolder() : nil
    return Self.once([own].compactMap { $0 } + planned(output.files))
  }

  /// The kustomizations without what a lab added to them.
  /// - Parameter paths: of the lab's files, from the root.
  mutating func planned(removing paths: [String]) -> [PlannedFile] {
    guard register != .never else { return [] }
    removes = true
    var planned: [PlannedFile] = []
    if paths.contains(where: { TreePath.isKustomization($0) && TreePath.directory(of: $0) == folder }),
      let own = registeredFolder()
    {
      planned.append(own)
    }
    for path in paths where !TreePath.contains(folder, path) && TreePath.isYAML(path) {
      guard let beside = kustomization(in: TreePath.directory(of: path)) else { continue }
      planned += [edit(beside, .patch(path)), edit(beside, .resource(path))]
    }
    return Self.once(planned).filter { $0.action != .unchanged }
  }

  /// The last state of each file.
  private static func once(_ files: [PlannedFile]) -> [PlannedFile] {
    var last: [String: PlannedFile] = [:]
    for file in files where last[file.path]?.action != .conflict { last[file.path] = file }
    var seen: Set<String> = []
    return files.compactMap { seen.insert($0.path).inserted ? last[$0.path] : nil }
  }

  /// The kustomizations that have to list files outside the folder, or patches.
  mutating func planned(_ files: [LabOutput.File]) -> [PlannedFile] {
    var planned: [PlannedFile] = []
    for file in files {
      let path = file.path(in: folder)
      if let patches = file.patches {
        planned.append(registered(patch: path, in: String(patches.drop { $0 == "/" })))
      } else if file.path.hasPrefix("/"), TreePath.isYAML(path), !TreePath.isKustomization(path),
        let beside = kustomization(in: TreePath.directory(of: path))
      {
        planned.append(edit(beside, .resource(path)))
      }
    }
    return Self.once(planned)
  }

  /// The folder's own entry; a folder without a kustomization in it is none that another could list.
  private mutating func registeredFolder() -> PlannedFile? {
    guard !folder.isEmpty else { return nil }
    guard case .at(let path) = register else {
      let parent = TreePath.directory(of: folder)
      if let path = kustomization(in: parent) { return edit(path, .resource(folder)) }
      let name = parent.isEmpty ? "." : parent
      guard !removes else { return nil }
      notes.append("'\(name)' has no kustomization, so Flux includes the new folder by itself")
      return nil
    }
    if TreePath.isKustomization(path), case .file = find(path) { return edit(path, .resource(folder)) }
    if let inner = kustomization(in: path) { return edit(inner, .resource(folder)) }
    return conflict(path, nil, "'\(shown(path))' is no kustomization and has none in it")
  }

  private mutating func registered(patch: String, in directory: String) -> PlannedFile {
    if let path = kustomization(in: directory) { return edit(path, .patch(patch)) }
    return conflict(
      directory, nil,
      "'\(shown(directory))' has no kustomization to patch; 'flux bootstrap' writes the one of Flux itself")
  }

  private func kustomization(in directory: String) -> String? {
    TreePath.kustomizationNames.map { TreePath.join(directory, $0) }.first { path in
      if case .missing = find(path) { false } else { true }
    }
  }

  private mutating func edit(_ path: String, _ entry: Entry) -> PlannedFile {
    guard let file = edited[path], file.action != .conflict else { return remember(first(path, entry)) }
    let next = edit(path, file.new, entry)
    switch next.action {
    case .unchanged: return file
    case .update: return remember(made(path, .update, file.old ?? [], next.new))
    default: return remember(next)
    }
  }

  private mutating func remember(_ file: PlannedFile) -> PlannedFile {
    edited[file.path] = file
    return file
  }

  private func first(_ path: String, _ entry: Entry) -> PlannedFile {
    switch find(path) {
    case .file(let bytes): return edit(path, bytes, entry)
    case .unreadable(let reason): return conflict(path, nil, "'\(shown(path))' cannot be read: \(reason)")
    case .symlink:
      return conflict(
        path, nil, "'\(shown(path))' is a symbolic link, and scaffold does not write through links")
    case .missing, .directory: return conflict(path, nil, "'\(shown(path))' is no file")
    }
  }

  private func edit(_ path: String, _ bytes: [UInt8], _ entry: Entry) -> PlannedFile {
    let stream = YAMLStream(SourceFile(path: path, bytes: bytes))
    if let error = stream.error {
      let place = LineTable(bytes).location(at: error.offset)
      return conflict(
        path, bytes, "'\(shown(path))' cannot be read: \(place.line):\(place.column): \(error.message)")
    }
    let written = TreePath.relative(entry.path, to: TreePath.directory(of: path))
    guard let root = stream.documents.first?.root, root.kind == .mapping else {
      return conflict(path, bytes, "'\(shown(path))' is no kustomization; '--register never' leaves it alone")
    }
    let kustomization = Kustomization(path: path, root: root)
    let has =
      switch entry {
      case .resource: kustomization.hasResource(written)
      case .patch: kustomization.hasPatch(written)
      }
    if has != removes { return made(path, .unchanged, bytes, bytes) }
    guard let edit = edit(of: kustomization, written, entry) else {
      return conflict(
        path, bytes,
        "'\(shown(path))' has no \(removes ? "line of its own for" : "list to add") '\(written)'"
          + "\(removes ? "" : " to"); '--register never' leaves it alone")
    }
    var changed = bytes
    changed.replaceSubrange(edit.range.bytes, with: edit.replacement.utf8)
    return made(path, .update, bytes, changed)
  }

  private func edit(of kustomization: Kustomization, _ written: String, _ entry: Entry) -> TextEdit? {
    switch entry {
    case .resource where removes: kustomization.removal(ofResource: written)
    case .resource: kustomization.insertion(ofResource: written)
    case .patch where removes: kustomization.removal(ofPatch: written)
    case .patch: kustomization.insertion(ofPatch: written)
    }
  }

  private func conflict(_ path: String, _ old: [UInt8]?, _ reason: String) -> PlannedFile {
    PlannedFile(
      path: path, action: .conflict, old: old, new: old ?? [], isSecret: false, sensitive: [], reason: reason)
  }

  private func made(_ path: String, _ action: PlannedFile.Action, _ old: [UInt8], _ new: [UInt8])
    -> PlannedFile
  {
    PlannedFile(path: path, action: action, old: old, new: new, isSecret: false, sensitive: [])
  }
}
