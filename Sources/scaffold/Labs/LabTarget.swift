import Labs
import Manifests

/// Where the files of a lab go.
struct LabTarget {
  /// Absolute, without a final `/`.
  let root: String
  /// Relative to the root; "" for the root itself.
  let folder: String
  /// The version in the gotk-components.yaml of the cluster that the folder is for; nil where there is none.
  let fluxVersion: FluxVersion?

  /// - Throws: why the place is not clear, one sentence each.
  init(_ lab: Lab, _ arguments: Arguments, _ environment: Environment) throws(LabMistakes) {
    var mistakes: [String] = []
    for flag in ["--cluster", "--name"] {
      if arguments.has("--output"), arguments.has(flag) {
        mistakes.append("'--output' and '\(flag)' cannot be given together")
      }
      if let name = arguments[flag], !PathRules.isName(name) {
        mistakes.append("'\(flag)' is '\(shown(name))', which is no name of a folder")
      }
    }
    guard mistakes.isEmpty else { throw LabMistakes(mistakes) }
    let top = try Self.root(Self.existing(".", environment), arguments, environment)
    if let output = arguments["--output"] {
      (root, folder) = try Self.output(output, top, arguments, environment)
    } else {
      root = top
      folder = try Self.folder(lab, below: top, arguments, environment)
    }
    fluxVersion = Self.fluxVersion(root: root, folder: folder)
  }

  // MARK: The root

  private static func root(
    _ path: String, _ arguments: Arguments, _ environment: Environment
  ) throws(LabMistakes) -> String {
    do throws(TreeRoot.Mistake) {
      let root = try TreeRoot(paths: [path], root: arguments["--root"], in: environment)
      return root.directory
    } catch {
      throw LabMistakes([error.message])
    }
  }

  /// The nearest folder on the way to a path that is there.
  private static func existing(_ path: String, _ environment: Environment) -> String {
    var path = environment.normalized(path)
    while path.count > 1, Posix.target(of: path) != .directory {
      path = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "/"
    }
    return path
  }

  private static func output(
    _ output: String, _ top: String, _ arguments: Arguments, _ environment: Environment
  ) throws(LabMistakes) -> (String, String) {
    guard !output.isEmpty else { throw LabMistakes(["'--output' names no folder"]) }
    let path = environment.normalized(output)
    // Below the root of the working directory the path is kept as written, so that links on the way are seen.
    if path == top || path.hasPrefix(top + "/") { return (top, String(path.dropFirst(top.count + 1))) }
    let base = existing(output, environment)
    let root = try root(base, arguments, environment)
    guard let real = Posix.realPath(base), real == root || real.hasPrefix(root + "/") else {
      throw LabMistakes(["'--output' is '\(shown(output))', which lies outside the root '\(shown(root))'"])
    }
    let rest = path == base ? "" : String(path.dropFirst(base == "/" ? 1 : base.count + 1))
    let inner = real == root ? "" : String(real.dropFirst(root.count + 1))
    return (root, rest.isEmpty ? inner : TreePath.join(inner, rest))
  }

  // MARK: The folder

  private static func folder(
    _ lab: Lab, below root: String, _ arguments: Arguments, _ environment: Environment
  ) throws(LabMistakes) -> String {
    let name = arguments["--name"] ?? lab.folder
    guard Posix.kind(of: root + "/clusters") == .directory || arguments.has("--cluster") else {
      let working = environment.workingDirectory
      let inner = working.hasPrefix(root + "/") ? String(working.dropFirst(root.count + 1)) : ""
      return TreePath.join(inner, name)
    }
    return "clusters/\(try cluster(below: root, arguments["--cluster"]))/\(name)"
  }

  private static func cluster(below root: String, _ wanted: String?) throws(LabMistakes) -> String {
    let found = (Posix.entries(of: root + "/clusters") ?? []).filter {
      $0.kind == .directory && !$0.name.hasPrefix(".")
    }
    let names = found.map(\.name).sorted()
    let list = names.map { "'\(shown($0))'" }.joined(separator: ", ")
    if let wanted {
      guard names.isEmpty || names.contains(wanted) else {
        throw LabMistakes([
          "the tree has no cluster '\(shown(wanted))'; it has \(list)" + didYouMean(wanted, names)
        ])
      }
      return wanted
    }
    guard let only = names.first, names.count == 1 else {
      throw LabMistakes([
        names.isEmpty
          ? "the folder 'clusters' holds no cluster; give '--cluster NAME' or '--output DIR'"
          : "the tree has several clusters (\(list)); give '--cluster NAME' or '--output DIR'"
      ])
    }
    return only
  }

  // MARK: The tree's Flux

  private static func fluxVersion(root: String, folder: String) -> FluxVersion? {
    let parts = folder.split(separator: "/")
    if parts.first == "clusters", parts.count > 1 {
      return components(root + "/clusters/" + parts[1])
    }
    let clusters = (Posix.entries(of: root + "/clusters") ?? []).filter { $0.kind == .directory }
    let versions = Set(clusters.compactMap { components(root + "/clusters/" + $0.name) })
    return versions.count == 1 ? versions.first : components(root)
  }

  private static func components(_ cluster: String) -> FluxVersion? {
    guard let bytes = try? Posix.read(cluster + "/flux-system/gotk-components.yaml") else { return nil }
    return FluxVersion(components: bytes)
  }
}

extension Environment {
  /// A path as the user wrote it, made absolute.
  func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : workingDirectory + "/" + path }

  /// The absolute path with `.`, `..` and repeated `/` taken out, links not followed.
  func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in absolute(path).split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
