import Labs
import Manifests

/// Where the files of a lab go.
struct LabTarget {
  /// Absolute, without a final `/`.
  let root: String
  /// The folder that the lab's own lies in, relative to the root; "" for the root itself.
  private let base: String
  /// The folder that the call names, relative to the root; nil where it leaves that to the lab.
  private let output: String?
  /// The name that the call gives to the lab's folder.
  private let name: String?
  /// Whether a person was asked for the cluster.
  let wasAsked: Bool

  /// - Parameter asks: whether a person may be asked for the cluster.
  /// - Throws: why the place is not clear, one sentence each.
  init(
    _ lab: Lab, _ arguments: Arguments, _ environment: Environment, asks: Bool = false
  ) throws(LabMistakes) {
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
    name = arguments["--name"]
    if let output = arguments["--output"] {
      let (root, folder) = try Self.output(output, top, arguments, environment)
      (self.root, self.output, base) = (root, folder, TreePath.directory(of: folder))
      wasAsked = false
    } else {
      root = top
      output = nil
      var arguments = arguments
      wasAsked = asks && !lab.folder.isAtRoot && Self.askCluster(below: top, &arguments)
      base = try Self.base(lab, below: top, arguments, environment)
    }
  }

  /// The folder of the lab for some answers, relative to the root; "" for the root itself.
  func folder(of lab: Lab, _ answers: LabAnswers) throws(TemplateErrors) -> String {
    if let output { return output }
    let path = try lab.folder.path(answers)
    return TreePath.join(base, name.map { TreePath.join(TreePath.directory(of: path), $0) } ?? path)
  }

  /// What the lab may learn of the tree.
  var surroundings: LabSurroundings { LabSurroundings(root: root, folder: output ?? base) }

  // MARK: The root

  private static func root(
    _ path: String, _ arguments: Arguments, _ environment: Environment
  ) throws(LabMistakes) -> String {
    do throws(TreeRoot.Mistake) {
      let root = try TreeRoot(paths: [path], root: arguments["--root"], in: environment)
      return root.directory
    } catch {
      throw LabMistakes(error.messages)
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

  private static func base(
    _ lab: Lab, below root: String, _ arguments: Arguments, _ environment: Environment
  ) throws(LabMistakes) -> String {
    if lab.folder.isAtRoot {
      guard !arguments.has("--cluster") else {
        throw LabMistakes(["'--cluster' has no use here: '\(lab.name)' writes below the root of the tree"])
      }
      return ""
    }
    guard Posix.kind(of: root + "/clusters") == .directory || arguments.has("--cluster") else {
      let working = environment.workingDirectory
      return working.hasPrefix(root + "/") ? String(working.dropFirst(root.count + 1)) : ""
    }
    return "clusters/\(try cluster(below: root, arguments["--cluster"]))"
  }

  /// - Returns: false where there is nothing to choose from, or nothing was chosen.
  private static func askCluster(below root: String, _ arguments: inout Arguments) -> Bool {
    let names = LabSurroundings.clusters(below: root)
    guard names.count > 1, !arguments.has("--cluster") else { return false }
    let known = Dictionary(uniqueKeysWithValues: names.map { ($0, $0) })
    let list = Outcome.visible(names.joined(separator: ", "))
    guard let name = Prompt.choice("cluster (the folder of clusters/; \(list)): ", of: known, else: nil)
    else {
      return false
    }
    arguments.set("--cluster", to: name)
    return true
  }

  private static func cluster(below root: String, _ wanted: String?) throws(LabMistakes) -> String {
    let names = LabSurroundings.clusters(below: root)
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
