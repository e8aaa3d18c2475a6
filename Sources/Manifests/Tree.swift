import Diagnostics
import Synchronization
import YAML

/// What stands at a path.
package enum PathKind: Sendable {
  case file, directory, missing
  /// A link; Flux drops it from what it fetches.
  case symlink
  /// There, but its source leaves it out of what Flux fetches.
  case leftOut
}

/// The files that builds read: a whole tree in memory, or a disk read as needed.
package protocol FileSource: Sendable {
  func kind(of path: String) -> PathKind
  /// Nil where the path cannot be read.
  func bytes(of path: String) -> [UInt8]?
  /// The file read as YAML; the same stream on every call. Nil where the path cannot be read.
  func stream(of path: String) -> YAMLStream?
  /// The names in a directory, sorted by byte; empty for anything else.
  func names(in directory: String) -> [String]
  /// The kustomization files of a directory, in kustomize's order of names; more than one is a mistake.
  func kustomizationPaths(in directory: String) -> [String]
}

extension FileSource {
  package func kustomizationPaths(in directory: String) -> [String] {
    TreePath.kustomizationNames.map { TreePath.join(directory, $0) }.filter {
      kind(of: $0) == .file || kind(of: $0) == .symlink
    }
  }

  /// The kustomization of a directory; nil where there is none, or where it is no mapping.
  package func kustomization(in directory: String) -> Kustomization? {
    guard let path = kustomizationPaths(in: directory).first,
      let root = stream(of: path)?.documents.first?.root, root.kind == .mapping
    else { return nil }
    return Kustomization(path: path, root: root)
  }
}

/// What a file is for, judged by its content and by what names it, never by its name alone.
package enum FileRole: String, Sendable {
  /// A kustomization of kustomize.
  case kustomization
  /// Kubernetes objects.
  case manifest
  /// Named by a kustomization as a patch, and by none as a resource.
  case patch
  /// Named by a generator.
  case generatorInput
  /// Named as configuration, transformer, replacement and the like.
  case configuration
  /// Part of a Helm chart: below a directory with a Chart.yaml.
  case chart
  /// YAML that is none of these, or no YAML at all.
  case other
}

/// Every file of a tree, read and parsed once.
package final class Tree: FileSource, Sendable {
  /// One path of the tree.
  package struct File: Sendable {
    package let path: String
    package let content: Content
    /// Whether rules look at it; a file that is left out still exists for builds.
    package let isJudged: Bool
    package fileprivate(set) var role = FileRole.other
    /// Whether a kustomization names it, for whatever use.
    package fileprivate(set) var isUsed = false

    package init(path: String, content: Content, isJudged: Bool = true) {
      self.path = path
      self.content = content
      self.isJudged = isJudged
    }

    package var stream: YAMLStream? {
      if case .yaml(let stream) = content { stream } else { nil }
    }
  }

  /// What was found at a path.
  package enum Content: Sendable {
    case yaml(YAMLStream)
    /// Not read: no YAML by its name.
    case other
    /// Could not be read, and why.
    case unreadable(String)
    case symlink
  }

  /// Sorted by path.
  package let files: [File]
  /// Every kustomization outside charts, by path.
  package let kustomizations: [Kustomization]
  /// The objects of every judged file that is a manifest, in the order of path and place.
  package let manifests: [Manifest]
  /// The paths of ``files``, in their order.
  private let paths: TextIndex
  private let directories: Directories
  /// What ``kustomization(in:)`` found, by the path of the file.
  private let found: Mutex<[String: Kustomization?]>
  private let late: LateFiles

  /// - Parameters:
  ///   - files: every path of the walk, in any order.
  ///   - read: reads a file that the walk did not, such as a generator's input; nil where it cannot be read.
  package init(_ files: [File], read: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }) {
    var files = TreePath.order(of: files.lazy.map(\.path)).map { files[$0] }
    var paths = TextIndex(minimumCapacity: files.count)
    for file in files { paths.add(file.path) }
    let charts = Set(
      files.filter { TreePath.isNamed($0.path, "Chart.yaml") }.map { TreePath.directory(of: $0.path) })
    let kustomizations = files.compactMap { $0.isInside(charts) ? nil : $0.kustomization }
    let uses = Self.uses(of: kustomizations, paths)
    var manifests: [Manifest] = []
    for index in files.indices {
      files[index].isUsed = uses[index].isNamed
      files[index].role = files[index].isInside(charts) ? .chart : files[index].role(uses[index])
      if files[index].isJudged, files[index].role == .manifest, let stream = files[index].stream {
        for document in stream.documents { document.addManifests(to: &manifests) }
      }
    }
    self.files = files
    self.kustomizations = kustomizations
    self.manifests = manifests
    self.paths = paths
    directories = Directories(files, kustomizations)
    found = Mutex([:])
    late = LateFiles(read)
  }

  /// What each file is used for by kustomizations, in the order of the files; a path that has to be fetched is used for
  /// nothing.
  private static func uses(of kustomizations: [Kustomization], _ paths: TextIndex) -> [FileUses] {
    var uses = [FileUses](repeating: FileUses(), count: paths.count)
    for kustomization in kustomizations {
      for entry in kustomization.paths {
        guard let index = entry.target.flatMap({ paths[$0] }) else { continue }
        uses[index].add(entry.isRemote ? nil : entry.use)
      }
    }
    return uses
  }

  /// The file at a path; nil for a directory and for what the walk did not see.
  package subscript(path: String) -> File? {
    paths[path].map { files[$0] }
  }

  // MARK: FileSource

  package func kind(of path: String) -> PathKind {
    if let index = paths[path] {
      if case .symlink = files[index].content { return .symlink }
      return .file
    }
    return directories.contains(path) ? .directory : .missing
  }

  package func names(in directory: String) -> [String] { directories.names(in: directory) }

  package func kustomizationPaths(in directory: String) -> [String] {
    directories.kustomizationPaths(in: directory)
  }

  /// The kustomization of a directory, read once; nil where there is none, or where it is no mapping.
  package func kustomization(in directory: String) -> Kustomization? {
    if let known = directories.kustomization(in: directory) { return known }
    guard let path = kustomizationPaths(in: directory).first else { return nil }
    if let known = found.withLock({ $0[path] }) { return known }
    let root = stream(of: path)?.documents.first?.root
    let made = root.flatMap { $0.kind == .mapping ? Kustomization(path: path, root: $0) : nil }
    found.withLock { $0[path] = .some(made) }
    return made
  }

  package func bytes(of path: String) -> [UInt8]? {
    guard let index = paths[path] else { return nil }
    return files[index].stream?.source.bytes ?? late.bytes(of: path)
  }

  package func stream(of path: String) -> YAMLStream? {
    guard let index = paths[path] else { return nil }
    return files[index].stream ?? late.stream(of: path)
  }
}

/// What kustomizations name a file for.
private struct FileUses {
  /// Whether any names it, be it to fetch it from elsewhere.
  private(set) var isNamed = false
  private var uses: [Kustomization.Use] = []

  mutating func add(_ use: Kustomization.Use?) {
    isNamed = true
    if let use, !uses.contains(use) { uses.append(use) }
  }

  func contains(_ use: Kustomization.Use) -> Bool { uses.contains(use) }
}

extension Tree.File {
  fileprivate func isInside(_ charts: Set<String>) -> Bool {
    guard !charts.isEmpty else { return false }
    var directory = TreePath.directory(of: path)
    while true {
      if charts.contains(directory) { return true }
      if directory.isEmpty { return false }
      directory = TreePath.directory(of: directory)
    }
  }

  /// The kustomization that the file is, if its name and its first document say so.
  fileprivate var kustomization: Kustomization? {
    guard TreePath.isKustomization(path), let root = stream?.documents.first?.root, root.kind == .mapping
    else {
      return nil
    }
    return Kustomization(path: path, root: root)
  }

  fileprivate func role(_ uses: FileUses) -> FileRole {
    if TreePath.isKustomization(path) { return .kustomization }
    if uses.contains(.resource) { return .manifest }
    if uses.contains(.patch) { return .patch }
    if uses.contains(.generatorInput) { return .generatorInput }
    if uses.contains(.configuration) { return .configuration }
    guard let stream, TreePath.isYAML(path) else { return .other }
    let isManifest = stream.documents.contains { document in
      document.root?["kind"]?.kind == .scalar && document.root?["apiVersion"]?.kind == .scalar
    }
    return isManifest ? .manifest : .other
  }
}
