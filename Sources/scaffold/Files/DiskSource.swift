import Manifests
import YAML

/// A tree on the disk of which each file is read when a build first asks for it.
struct DiskSource: FileSource {
  /// Absolute, without a final `/`.
  private let root: String
  private let files: LateFiles

  init(root: String) {
    self.root = root
    files = LateFiles { path in try? Posix.read(root + "/" + path) }
  }

  func kind(of path: String) -> PathKind {
    switch Posix.kind(of: root + "/" + path) {
    case .file: .file
    case .directory: .directory
    case .symlink: .symlink
    case .other, .missing: .missing
    }
  }

  func bytes(of path: String) -> [UInt8]? { files.bytes(of: path) }

  func stream(of path: String) -> YAMLStream? { files.stream(of: path) }

  func names(in directory: String) -> [String] {
    (Posix.entries(of: root + "/" + directory) ?? []).map(\.name).sorted(by: TreePath.precedes)
  }
}
