import Diagnostics
import Lint
import Manifests
import YAML

/// What differs between a revision of git and the working tree: which lines are new, and which findings.
struct ChangedPlaces {
  /// What tells a finding from others of its file, wherever the file lies.
  private struct Kind: Hashable {
    let path: String
    let rule: String
    let message: String
  }

  /// The changed lines, from 1, of each file that changed.
  private var lines: [String: Set<Int>] = [:]
  /// The fingerprints of the findings that the revision had.
  private let known: Set<String>
  /// The findings of files that lay elsewhere then, at their new paths.
  private let moved: Set<Kind>
  /// What references found at the revision.
  let former: Set<ReferenceTarget>

  /// Compares with the commit that a revision and HEAD both descend from.
  /// - Throws: an ``Outcome`` where git, the revision or the repository is missing.
  init(since rev: String, _ git: Git, _ call: LintCall) throws(Outcome) {
    let base = try git.mergeBase(with: rev)
    let changes = try git.changes(since: base)
    let files = try git.files(at: base)
    let wanted = Set(files.files.values.compactMap { $0 }).union(changes.compactMap(\.oldBlob))
    let blobs = try git.contents(of: wanted)
    var newPaths: [String: String] = [:]
    for change in changes {
      guard let path = change.path else { continue }
      let new = (try? Posix.read(call.root.directory + "/" + path)) ?? []
      let old = change.oldBlob.flatMap { blobs[$0] } ?? []
      lines[path] = UnifiedDiff(old: old, new: new).changedLines
      if let oldPath = change.oldPath, oldPath != path { newPaths[oldPath] = path }
    }
    // What is too large to be read is there all the same.
    let contents = files.files.mapValues { blob in blob.flatMap { blobs[$0] } ?? [] }
    let before = LintContext(
      tree: TreeLoader.load(contents, links: files.links, like: call.loader), settings: call.settings)
    former = before.foundTargets
    let run = LintRun(before, selection: call.selection)
    let found = run.diagnostics + run.suppressed.map(\.diagnostic)
    known = Set(found.map(\.fingerprint))
    moved = Set(
      found.compactMap { finding in
        newPaths[finding.range.path].map { Kind(path: $0, rule: finding.rule, message: finding.message) }
      })
  }

  /// Whether a finding is of interest: its place or a related one changed, or the revision did not have it, such as
  /// what a deleted file leaves behind.
  func filter(in tree: Tree) -> (Diagnostic) -> Bool {
    var tables: [String: LineTable] = [:]
    for path in lines.keys { tables[path] = tree.bytes(of: path).map(LineTable.init) }
    return { [tables] diagnostic in
      ([diagnostic.range] + diagnostic.related.map(\.range)).contains { isChanged($0, tables) }
        || isNew(diagnostic)
    }
  }

  private func isChanged(_ range: SourceRange, _ tables: [String: LineTable]) -> Bool {
    guard let changed = lines[range.path], let table = tables[range.path] else { return false }
    let first = table.line(at: range.bytes.lowerBound)
    let last = table.line(at: max(range.bytes.lowerBound, range.bytes.upperBound - 1))
    return changed.contains { (first...last).contains($0) }
  }

  /// Whether the revision did not have a finding.
  func isNew(_ diagnostic: Diagnostic) -> Bool {
    let kind = Kind(path: diagnostic.range.path, rule: diagnostic.rule, message: diagnostic.message)
    return !known.contains(diagnostic.fingerprint) && !moved.contains(kind)
  }
}
