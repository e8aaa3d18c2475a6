import Diagnostics
import Synchronization

/// The directories of a tree, and what stands in each.
struct Directories: Sendable {
  /// Every directory, "" for the root.
  private let index: TextIndex
  /// The kustomization files of each, in kustomize's order of names.
  private let kustomizationPaths: [[String]]
  /// The kustomization of each that is known by the walk.
  private let kustomizations: [Kustomization?]
  /// The names in each, made when first asked for.
  private let names: Names

  /// - Parameters:
  ///   - files: sorted by path.
  ///   - kustomizations: those of the files.
  init(_ files: [Tree.File], _ kustomizations: [Kustomization]) {
    var index = TextIndex(minimumCapacity: files.count / 2)
    var paths: [[String]] = []
    index.add("")
    // Those of one directory stand together.
    var directory = ""
    for file in files {
      if !TreePath.isDirectly(file.path, in: directory) {
        directory = TreePath.directory(of: file.path)
        Self.add(directory, to: &index)
      }
      guard TreePath.isKustomization(file.path) else { continue }
      while paths.count < index.count { paths.append([]) }
      if let number = index[directory] { paths[number].append(file.path) }
    }
    while paths.count < index.count { paths.append([]) }
    for number in paths.indices where paths[number].count > 1 {
      paths[number].sort { TreePath.kustomizationRank(of: $0) < TreePath.kustomizationRank(of: $1) }
    }
    var known = [Kustomization?](repeating: nil, count: index.count)
    for kustomization in kustomizations {
      guard let number = index[kustomization.directory], paths[number].first == kustomization.path else {
        continue
      }
      known[number] = kustomization
    }
    self.index = index
    kustomizationPaths = paths
    self.kustomizations = known
    names = Names(files.map(\.path))
  }

  /// Adds a directory and those above it.
  private static func add(_ directory: String, to index: inout TextIndex) {
    var directory = directory
    while true {
      let count = index.count
      index.add(directory)
      if index.count == count { return }
      directory = TreePath.directory(of: directory)
    }
  }

  func contains(_ directory: String) -> Bool { index[directory] != nil }

  func kustomizationPaths(in directory: String) -> [String] {
    index[directory].map { kustomizationPaths[$0] } ?? []
  }

  func kustomization(in directory: String) -> Kustomization? {
    index[directory].flatMap { kustomizations[$0] }
  }

  func names(in directory: String) -> [String] { names.all[directory] ?? [] }
}

/// The names in each directory, sorted by byte.
private final class Names: Sendable {
  private let paths: [String]
  private let made = Mutex<[String: [String]]?>(nil)

  /// - Parameter paths: of all files, sorted.
  init(_ paths: [String]) { self.paths = paths }

  var all: [String: [String]] {
    made.withLock { made in
      if let made { return made }
      let names = Self.names(paths)
      made = names
      return names
    }
  }

  private static func names(_ paths: [String]) -> [String: [String]] {
    var found: [String: [String]] = ["": []]
    var (names, directory): ([String], String) = ([], "")
    for path in paths {
      let parent = TreePath.directory(of: path)
      if parent != directory {
        add(names, to: directory, &found)
        (directory, names) = (parent, [])
      }
      names.append(TreePath.name(of: path))
    }
    add(names, to: directory, &found)
    return found.mapValues { names in
      let sorted = names.sorted(by: TreePath.precedes)
      return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
    }
  }

  /// Adds names to a directory, and where it is new, the directory to the one above.
  private static func add(_ names: [String], to directory: String, _ found: inout [String: [String]]) {
    var (directory, names) = (directory, names)
    while true {
      let isKnown = found[directory] != nil
      found[directory, default: []] += names
      if isKnown || directory.isEmpty { return }
      names = [TreePath.name(of: directory)]
      directory = TreePath.directory(of: directory)
    }
  }
}
