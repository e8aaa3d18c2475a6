import Diagnostics
import Manifests
import YAML

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads a tree from the disk: one walk, each YAML file read and parsed once.
struct TreeLoader {
  /// Absolute, without a final `/`.
  let root: String
  /// Patterns of paths that rules do not look at; builds still see them.
  var exclude: [String] = []
  /// Patterns of paths that rules look at although they would be left out.
  var include: [String] = []
  /// Files that are passed over as if they were not there.
  var hidden: Set<String> = []
  var jobs = Posix.processors

  /// A file that the walk found.
  private struct Found {
    let path: String
    let kind: Posix.Kind
    let isJudged: Bool
  }

  /// Directories that are parked by convention; builds still see what is in them.
  static let parked = [".*", "_archive", "archive.bak"]

  func load(replacing overlay: [String: [UInt8]] = [:]) -> Tree { load(overlay, links: []) }

  private func load(_ overlay: [String: [UInt8]], links: Set<String>) -> Tree {
    var found = walk()
    let known = overlay.isEmpty ? [] : Set(found.map(\.path))
    for path in overlay.keys where !known.contains(path) {
      found.append(Found(path: path, kind: .file, isJudged: isJudged(path)))
    }
    found += links.map { Found(path: $0, kind: .symlink, isJudged: isJudged($0)) }
    let files = contents(of: found, overlay: overlay)
    let root = root
    return Tree(files) { path in overlay[path] ?? (try? Posix.read(root + "/" + path)) }
  }

  /// A tree of files in memory alone, such as those of a commit.
  static func load(_ files: [String: [UInt8]], links: Set<String>, like loader: TreeLoader) -> Tree {
    // No directory: nothing on the disk is mixed in.
    TreeLoader(root: "/dev/null", exclude: loader.exclude, include: loader.include, jobs: loader.jobs)
      .load(files, links: links)
  }

  /// Whether rules look at a path that the walk did not find.
  private func isJudged(_ path: String) -> Bool {
    let out = [exclude, Self.parked.map { $0 + "/" }].contains { lines in
      IgnoreRules(lines: lines.map { $0[...] }, directory: "").leavesOut(path)
    }
    return !out || IgnoreRules(lines: include.map { $0[...] }, directory: "").leavesOut(path)
  }

  // MARK: The walk

  private func walk() -> [Found] {
    let excluded = IgnoreRules(lines: exclude.map { $0[...] }, directory: "")
    let included = IgnoreRules(lines: include.map { $0[...] }, directory: "")
    let parked = IgnoreRules(lines: Self.parked.map { $0 + "/" }, directory: "")
    var found: [Found] = []
    var stack: [(path: String, ignore: [IgnoreRules], isJudged: Bool)] = [("", [], true)]
    while let directory = stack.popLast() {
      let entries = Posix.entries(of: root + "/" + directory.path) ?? []
      var ignore = directory.ignore
      if entries.contains(where: { $0.name == ".gitignore" }), let rules = ignoreRules(in: directory.path) {
        ignore.append(rules)
      }
      for entry in entries where entry.name != ".git" {
        let path = TreePath.join(directory.path, entry.name)
        let isDirectory = entry.kind == .directory
        guard ignore.verdict(path, isDirectory: isDirectory) != true else { continue }
        let isOut =
          !directory.isJudged || excluded.verdict(path, isDirectory: isDirectory) == true
          || parked.verdict(path, isDirectory: isDirectory) == true
        let isJudged = !isOut || included.verdict(path, isDirectory: isDirectory) == true
        switch entry.kind {
        case .directory: stack.append((path, ignore, isJudged))
        case .file, .symlink:
          guard !hidden.contains(path) else { continue }
          found.append(Found(path: path, kind: entry.kind, isJudged: isJudged))
        case .other, .missing: break
        }
      }
    }
    return found
  }

  private func ignoreRules(in directory: String) -> IgnoreRules? {
    let path = TreePath.join(directory, ".gitignore")
    guard let bytes = try? Posix.read(root + "/" + path) else { return nil }
    let rules = IgnoreRules(
      lines: String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline), directory: directory)
    return rules.isEmpty ? nil : rules
  }

  // MARK: Reading

  private func contents(of found: [Found], overlay: [String: [UInt8]]) -> [Tree.File] {
    let threads = found.count < 50 ? 1 : min(jobs, 16)
    let share = 32
    return Threads.map((found.count + share - 1) / share, threads: threads) { index in
      found[index * share..<min((index + 1) * share, found.count)].map { self.file($0, overlay: overlay) }
    }.flatMap(\.self)
  }

  private func file(_ found: Found, overlay: [String: [UInt8]]) -> Tree.File {
    guard found.kind == .file else {
      return Tree.File(path: found.path, content: .symlink, isJudged: found.isJudged)
    }
    guard found.isJudged, TreePath.isYAML(found.path) || TreePath.isKustomization(found.path) else {
      return Tree.File(path: found.path, content: .other, isJudged: found.isJudged)
    }
    do throws(Posix.ReadError) {
      let bytes =
        if let edited = overlay[found.path] { edited } else {
          try Posix.read(TreePath.join(root, found.path))
        }
      return Tree.File(
        path: found.path, content: .yaml(YAMLStream(SourceFile(path: found.path, bytes: bytes))))
    } catch {
      let reason =
        switch error {
        case .tooLarge: "larger than \(Posix.maximumSize >> 20) MiB"
        case .system(let words): words.lowercased()
        }
      return Tree.File(path: found.path, content: .unreadable(reason))
    }
  }
}
