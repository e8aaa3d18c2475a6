import Manifests

/// The root of the tree that a command reads, and where the paths of the call lie in it.
struct TreeRoot {
  /// Absolute, links resolved, without a final `/` (but for "/" itself, which is "").
  let directory: String
  /// The paths of the call relative to the root; "" for the root itself.
  let paths: [String]

  struct Mistake: Error {
    /// One for each path that is at fault.
    let messages: [String]
  }

  private init(directory: String, paths: [String]) {
    self.directory = directory
    self.paths = paths
  }

  /// What stands for the root of a call whose paths lead nowhere, so that its other mistakes can be told as well.
  static let nowhere = TreeRoot(directory: "/dev/null", paths: [])

  /// - Throws: ``Mistake`` where a path does not exist or lies outside the root.
  init(paths written: [String], root: String?, in environment: Environment) throws(Mistake) {
    let written = written.isEmpty ? ["."] : written
    let found = written.map { Posix.realPath(Self.absolute($0, in: environment)) }
    let missing = zip(written, found).filter { $0.1 == nil }
    guard missing.isEmpty else { throw Mistake(messages: missing.map { "'\($0.0)' does not exist" }) }
    let absolute = found.compactMap(\.self)
    let start = try Self.root(given: root, for: absolute[0], in: environment)
    directory = start == "/" ? "" : start
    paths = try Self.relative(absolute, written: written, to: directory)
  }

  /// The root for a file that need not exist, such as one that an editor has not saved yet; its folder must.
  /// - Throws: ``Mistake`` where the folder does not exist or lies outside the root.
  init(newFile written: String, root: String?, in environment: Environment) throws(Mistake) {
    let absolute = Self.absolute(written, in: environment)
    let slash = absolute.lastIndex(of: "/") ?? absolute.startIndex
    let name = absolute[absolute.index(after: slash)...]
    guard !name.isEmpty,
      let folder = Posix.realPath(slash == absolute.startIndex ? "/" : String(absolute[..<slash]))
    else {
      throw Mistake(messages: ["'\(written)' lies in no folder that exists"])
    }
    let path = (folder == "/" ? "" : folder) + "/" + name
    let found = try Self.root(given: root, for: path, in: environment)
    directory = found == "/" ? "" : found
    paths = try Self.relative([path], written: [written], to: directory)
  }

  private static func absolute(_ path: String, in environment: Environment) -> String {
    path.hasPrefix("/") ? path : environment.workingDirectory + "/" + path
  }

  private static func root(
    given: String?, for path: String, in environment: Environment
  ) throws(Mistake) -> String {
    if let given {
      guard let real = Posix.realPath(absolute(given, in: environment)), Posix.kind(of: real) == .directory
      else {
        throw Mistake(messages: ["'--root' is '\(given)', which is no directory"])
      }
      return real
    }
    let start =
      Posix.kind(of: path) == .directory
      ? path : String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    if let found = marked(from: start) { return found }
    let working = environment.workingDirectory
    // All of a disk is no tree; whoever starts in its root, as in an image, means the path.
    return working != "/" && (path == working || path.hasPrefix(working + "/")) ? working : start
  }

  /// The nearest folder, from a directory upwards, that holds `.lintrc` or `.git`.
  private static func marked(from directory: String) -> String? {
    var directory = directory
    while true {
      let base = directory == "/" ? "" : directory
      if Posix.kind(of: base + "/.lintrc") != .missing || Posix.kind(of: base + "/.git") != .missing {
        return directory.isEmpty ? "/" : directory
      }
      guard let slash = directory.lastIndex(of: "/"), directory.count > 1 else { return nil }
      directory = slash == directory.startIndex ? "/" : String(directory[..<slash])
    }
  }

  private static func relative(
    _ absolute: [String], written: [String], to root: String
  ) throws(Mistake) -> [String] {
    let outside = zip(absolute, written).filter { path, _ in path != root && !path.hasPrefix(root + "/") }
    guard outside.isEmpty else {
      throw Mistake(messages: outside.map { "'\($0.1)' lies outside the root '\(root)'" })
    }
    return absolute.map { $0 == root ? "" : String($0.dropFirst(root.count + 1)) }
  }
}
