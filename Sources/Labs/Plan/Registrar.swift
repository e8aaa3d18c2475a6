import Diagnostics
import Manifests
import YAML

/// Adds what a lab writes to the kustomizations that have to list it: the folder of the lab to the one above it, a
/// manifest outside the folder to the one beside it, a patch to the one that applies it.
struct Registrar {
  /// One line to add.
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

  init(folder: String, register: RegisterMode, find: @escaping (String) -> FoundFile) {
    self.folder = folder
    self.register = register
    self.find = find
  }

  /// The edited kustomizations; none where there is nothing to edit.
  mutating func planned(_ output: LabOutput) -> [PlannedFile] {
    guard register != .never else { return [] }
    return [registeredFolder(output)].compactMap { $0 } + planned(output.files)
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
    return planned
  }

  /// The folder's own entry; a folder without a kustomization in it is none that another could list.
  private mutating func registeredFolder(_ output: LabOutput) -> PlannedFile? {
    guard !folder.isEmpty,
      output.files.contains(where: {
        TreePath.isKustomization($0.path) && TreePath.directory(of: $0.path).isEmpty
      })
    else { return nil }
    guard case .at(let path) = register else {
      let parent = TreePath.directory(of: folder)
      if let path = kustomization(in: parent) { return edit(path, .resource(folder)) }
      let name = parent.isEmpty ? "." : parent
      notes.append("'\(name)' has no kustomization, so Flux includes the new folder by itself")
      return nil
    }
    if TreePath.isKustomization(path), case .file = find(path) { return edit(path, .resource(folder)) }
    if let inner = kustomization(in: path) { return edit(inner, .resource(folder)) }
    return conflict(path, nil, "'\(shown(path))' is no kustomization and has none in it")
  }

  private func registered(patch: String, in directory: String) -> PlannedFile {
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

  private func edit(_ path: String, _ entry: Entry) -> PlannedFile {
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
    let has: Bool
    let insertion: TextEdit?
    switch entry {
    case .resource:
      (has, insertion) = (kustomization.hasResource(written), kustomization.insertion(ofResource: written))
    case .patch:
      (has, insertion) = (kustomization.hasPatch(written), kustomization.insertion(ofPatch: written))
    }
    if has { return made(path, .unchanged, bytes, bytes) }
    guard let edit = insertion else {
      return conflict(
        path, bytes,
        "'\(shown(path))' has no list to add '\(written)' to; '--register never' leaves it alone")
    }
    var edited = bytes
    edited.replaceSubrange(edit.range.bytes, with: edit.replacement.utf8)
    return made(path, .update, bytes, edited)
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
