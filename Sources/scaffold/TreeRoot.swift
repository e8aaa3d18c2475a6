import Manifests

/// The root of the tree that a command reads, and where the paths of the call lie in it.
struct TreeRoot {
  /// Absolute, links resolved, without a final `/` (but for "/" itself, which is "").
  let directory: String
  /// The paths of the call relative to the root; "" for the root itself.
  let paths: [String]

  struct Mistake: Error {
    let message: String
  }

  /// - Throws: ``Mistake`` where a path does not exist or lies outside the root.
  init(paths written: [String], root: String?, in environment: Environment) throws(Mistake) {
    let written = written.isEmpty ? ["."] : written
    var absolute: [String] = []
    for path in written {
      guard let real = Posix.realPath(Self.absolute(path, in: environment)) else {
        throw Mistake(message: "'\(path)' does not exist")
      }
      absolute.append(real)
    }
    let found = try Self.root(given: root, for: absolute[0], in: environment)
    directory = found == "/" ? "" : found
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
      throw Mistake(message: "'\(written)' lies in no folder that exists")
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
        throw Mistake(message: "'--root' is '\(given)', which is no directory")
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
    var paths: [String] = []
    for (path, written) in zip(absolute, written) {
      guard path == root || path.hasPrefix(root + "/") else {
        throw Mistake(message: "'\(written)' lies outside the root '\(root)'")
      }
      paths.append(path == root ? "" : String(path.dropFirst(root.count + 1)))
    }
    return paths
  }
}
