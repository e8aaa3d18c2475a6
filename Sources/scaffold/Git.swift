import Manifests

/// What the program git knows of a repository, asked by its plumbing commands. It runs nothing that the repository
/// itself configures, writes nothing and never uses the network.
struct Git {
  /// The directory to ask about, absolute.
  let directory: String
  /// The index to compare with, absolute, where it is not the repository's own.
  var index: String?

  /// A file that differs between a commit and the working tree.
  struct Change {
    /// What the file held at the commit; nil where it did not exist.
    let oldBlob: String?
    /// Its path at the commit, relative to the directory; nil where it did not exist.
    let oldPath: String?
    /// Its path now, relative to the directory; nil where it is gone.
    let path: String?
  }

  /// Runs git; its standard output where it succeeds, nil where it refuses.
  /// - Throws: an ``Outcome`` where git cannot be run, or takes the repository for a stranger's.
  func ask(_ arguments: [String], input: [UInt8] = []) throws(Outcome) -> [UInt8]? {
    var git = ChildProcess(
      program: "git",
      arguments: ["-C", directory.isEmpty ? "/" : directory, "-c", "core.fsmonitor=false"] + arguments)
    git.environment += ["GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1"]
    if let index { git.environment.append("GIT_INDEX_FILE=" + index) }
    let result: ChildProcess.Result
    do throws(ChildProcess.Failure) {
      result = try git.run(input: input)
    } catch {
      switch error {
      case .missing: throw Outcome.failure("'--since' needs the program git, which is not in PATH")
      case .system(let words): throw Outcome.failure("git cannot be run: \(words)")
      }
    }
    guard !String(decoding: result.err, as: UTF8.self).contains("dubious ownership") else {
      throw Outcome.failure(
        "git refuses the repository around '\(directory)', which belongs to another user;"
          + " 'git config --global --add safe.directory DIR' trusts the one in DIR")
    }
    return result.status == 0 ? result.out : nil
  }

  private func line(_ arguments: [String]) throws(Outcome) -> String? {
    try ask(arguments).map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
  }

  /// The commit that a revision and HEAD both descend from.
  /// - Throws: an ``Outcome`` where the directory is in no repository, the revision is unknown, or the clone too shallow.
  func mergeBase(with rev: String) throws(Outcome) -> String {
    guard try line(["rev-parse", "--is-inside-work-tree"]) == "true" else {
      throw Outcome.failure("'--since' needs a repository of git, and '\(directory)' is in none")
    }
    let isShallow = try line(["rev-parse", "--is-shallow-repository"]) == "true"
    let advice =
      "; the clone is shallow: fetch more with 'git fetch --unshallow', or set GIT_DEPTH to 0 in GitLab CI"
    guard let commit = try line(["rev-parse", "--verify", "--quiet", "--end-of-options", rev + "^{commit}"])
    else {
      throw Outcome.misuse(["'--since' is '\(rev)', which names no commit here" + (isShallow ? advice : "")])
    }
    if let base = try line(["merge-base", commit, "HEAD"]), !base.isEmpty { return base }
    guard !isShallow else {
      throw Outcome.failure("'\(rev)' and HEAD have no common commit here" + advice)
    }
    return commit
  }

  /// The files that differ between a commit and the working tree, untracked ones included.
  func changes(since commit: String) throws(Outcome) -> [Change] {
    guard
      let raw = try ask(["diff-index", "--raw", "-z", "-M", "--no-ext-diff", "--relative", commit, "--"])
    else {
      throw Outcome.failure("git cannot compare the working tree with '\(commit)'")
    }
    let fields = raw.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    var changes: [Change] = []
    var index = 0
    while index + 1 < fields.count {
      // `:100644 100644 OLD NEW M`, then the path; for R and C the old path, then the new one.
      let parts = fields[index].split(separator: " ")
      guard parts.count == 5 else { break }
      let letter = parts[4].first ?? "M"
      let isMoved = letter == "R" || letter == "C"
      let path = fields[min(index + (isMoved ? 2 : 1), fields.count - 1)]
      let isNew = letter == "A"
      changes.append(
        Change(
          oldBlob: isNew ? nil : String(parts[2]), oldPath: isNew ? nil : fields[index + 1],
          path: letter == "D" ? nil : path))
      index += isMoved ? 3 : 2
    }
    changes += try untracked().map { Change(oldBlob: nil, oldPath: nil, path: $0) }
    return changes
  }

  /// The files that neither the index has nor an ignore file names, relative to the directory.
  func untracked() throws(Outcome) -> [String] {
    let listing = try ask(["ls-files", "--others", "--exclude-standard", "-z"]) ?? []
    return listing.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The files and links of a commit below the directory; submodules are left out.
  struct Listing {
    /// The blob of each file, by path; nil for one that is larger than what is read.
    var files: [String: String?] = [:]
    var links: Set<String> = []
  }

  func files(at commit: String) throws(Outcome) -> Listing {
    let rows = try ask(["ls-tree", "-r", "-l", "-z", commit, "--", "."]) ?? []
    var listing = Listing()
    for row in rows.split(separator: 0) {
      // `100644 blob HASH SIZE<tab>PATH`, the size behind any number of blanks
      guard let tab = row.firstIndex(of: 0x09) else { continue }
      let parts = row[..<tab].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      guard parts.count == 4, parts[1] == "blob", let size = Int(parts[3]) else { continue }
      let path = String(decoding: row[row.index(after: tab)...], as: UTF8.self)
      if parts[0] == "120000" {
        listing.links.insert(path)
      } else {
        listing.files[path] = .some(size > Posix.maximumSize ? nil : parts[2])
      }
    }
    return listing
  }

  /// The content of blobs, by their hashes; one that is missing here is left out.
  func contents(of blobs: Set<String>) throws(Outcome) -> [String: [UInt8]] {
    let names = blobs.sorted()
    guard !names.isEmpty else { return [:] }
    let input = Array(names.map { $0 + "\n" }.joined().utf8)
    let stream = try ask(["cat-file", "--batch"], input: input) ?? []
    var contents: [String: [UInt8]] = [:]
    var rest = stream[...]
    for name in names {
      // `HASH blob SIZE`, a line break, the content, a line break; or `HASH missing`.
      guard let end = rest.firstIndex(of: 0x0A) else { break }
      let parts = rest[..<end].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      rest = rest[rest.index(after: end)...]
      guard parts.count == 3, let size = Int(parts[2]), size < rest.count else { continue }
      contents[name] = Array(rest.prefix(size))
      rest = rest.dropFirst(size + 1)
    }
    return contents
  }
}
