import Diagnostics
import Manifests

/// What stands where an entry of a kustomization points.
enum Place {
  case file(String)
  case directory(String)
  case failure(BuildFailure)

  /// - Parameter hasHint: whether a path that leads nowhere is held against the names of its directory.
  init(_ entry: Text, of settings: Settings, in files: any FileSource, hasHint: Bool = true) {
    self.init(Settings.Entry(entry, in: settings.directory, of: files), in: files, hasHint: hasHint)
  }

  init(_ entry: Settings.Entry, in files: any FileSource, hasHint: Bool) {
    self = Self.find(entry, files, hasHint: hasHint)
  }

  private static func find(_ entry: Settings.Entry, _ files: any FileSource, hasHint: Bool) -> Place {
    func fail(_ cause: BuildFailure.Cause, _ message: String) -> Place {
      .failure(BuildFailure(cause, message, at: entry.text.range))
    }
    let text = entry.text.text
    guard !text.isEmpty else { return fail(.missingFile, "the entry is empty") }
    if Kustomization.isRemote(text) || text.hasPrefix("file://") {
      return fail(.remote, "'\(text)' has to be fetched from the network")
    }
    guard let path = entry.path else {
      return fail(
        .outsideRoot,
        text.utf8.first == UInt8(ascii: "/")
          ? "'\(text)' is an absolute path, which Flux refuses" : "'\(text)' leads out of the repository")
    }
    switch entry.kind {
    case .file:
      guard text.utf8.last != UInt8(ascii: "/") else {
        return fail(.missingFile, "'\(text)' is a file, no directory")
      }
      return .file(path)
    case .directory: return .directory(path)
    case .symlink:
      return fail(.missingFile, "'\(text)' is a symbolic link, which Flux leaves out of what it fetches")
    case .leftOut:
      return fail(
        .leftOut, "'\(text)' is left out of what Flux fetches, by a '.sourceignore' or by the source itself")
    case .missing:
      return fail(.missingFile, hasHint ? missing(text, path, files) : "'\(text)' does not exist")
    }
  }

  private static func missing(_ text: String, _ path: String, _ files: any FileSource) -> String {
    if text.utf8.contains(UInt8(ascii: "*")) {
      return "'\(text)' does not exist; kustomize does not expand patterns"
    }
    let name = TreePath.name(of: path)
    guard let near = nearest(to: name, among: files.names(in: TreePath.directory(of: path))) else {
      return "'\(text)' does not exist"
    }
    return "'\(text)' does not exist; did you mean '\(near)'?"
  }
}
