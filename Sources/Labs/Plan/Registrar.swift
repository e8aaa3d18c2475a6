import Diagnostics
import Manifests
import YAML

/// Adds the folder of a lab to the kustomization above it.
struct Registrar {
  let folder: String
  let register: RegisterMode
  let find: (String) -> FoundFile
  private(set) var notes: [String] = []

  init(folder: String, register: RegisterMode, find: @escaping (String) -> FoundFile) {
    self.folder = folder
    self.register = register
    self.find = find
  }

  /// The edited kustomization; nil where there is none to edit.
  mutating func planned() -> PlannedFile? {
    switch register {
    case .never: return nil
    case .auto:
      guard !folder.isEmpty else { return nil }
      let parent = TreePath.directory(of: folder)
      guard let path = kustomization(in: parent) else {
        notes.append(
          "'\(parent.isEmpty ? "." : parent)' has no kustomization, so Flux includes the new folder by itself"
        )
        return nil
      }
      return edit(path)
    case .at(let path):
      if TreePath.isKustomization(path), case .file = find(path) { return edit(path) }
      if let inner = kustomization(in: path) { return edit(inner) }
      return conflict(path, nil, "'\(shown(path))' is no kustomization and has none in it")
    }
  }

  private func kustomization(in directory: String) -> String? {
    TreePath.kustomizationNames.map { TreePath.join(directory, $0) }.first { path in
      if case .missing = find(path) { false } else { true }
    }
  }

  private func edit(_ path: String) -> PlannedFile {
    switch find(path) {
    case .file(let bytes): return edit(path, bytes)
    case .unreadable(let reason): return conflict(path, nil, "'\(shown(path))' cannot be read: \(reason)")
    case .symlink:
      return conflict(
        path, nil, "'\(shown(path))' is a symbolic link, and scaffold does not write through links")
    case .missing, .directory: return conflict(path, nil, "'\(shown(path))' is no file")
    }
  }

  private func edit(_ path: String, _ bytes: [UInt8]) -> PlannedFile {
    let stream = YAMLStream(SourceFile(path: path, bytes: bytes))
    if let error = stream.error {
      let place = LineTable(bytes).location(at: error.offset)
      return conflict(
        path, bytes, "'\(shown(path))' cannot be read: \(place.line):\(place.column): \(error.message)")
    }
    let resource = TreePath.relative(folder, to: TreePath.directory(of: path))
    guard let root = stream.documents.first?.root, root.kind == .mapping else {
      return conflict(path, bytes, "'\(shown(path))' is no kustomization; '--register never' leaves it alone")
    }
    let kustomization = Kustomization(path: path, root: root)
    if kustomization.hasResource(resource) { return made(path, .unchanged, bytes, bytes) }
    guard let edit = kustomization.insertion(ofResource: resource) else {
      return conflict(
        path, bytes,
        "'\(shown(path))' has no list of resources to add '\(resource)' to; '--register never' leaves it alone"
      )
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
