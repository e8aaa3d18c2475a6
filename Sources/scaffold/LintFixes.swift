import Diagnostics
import Lint
import Manifests
import Reporting

/// Applies fixes round by round, in memory, until nothing is left that may be applied.
struct LintFixes {
  let allowsUnsafe: Bool
  /// Whether the outcome will be shown as a patch, which must not hold secret values.
  let isForDiff: Bool
  /// Reads the tree with some files replaced, and lints it.
  let lint: ([String: [UInt8]]) -> (tree: Tree, report: Report)

  struct Result {
    /// The files that change, by path.
    var changes: [FileWrite] = []
    var fixed = 0
    /// What is left out of a patch, one sentence each.
    var leftOut: [String] = []
    /// Of the tree with every change.
    var report: Report
  }

  /// More rounds than fixes can need that do not undo each other.
  private static let limit = 20

  func run() -> Result {
    var overlay: [String: [UInt8]] = [:]
    var before: [String: [UInt8]] = [:]
    var (tree, report) = lint([:])
    var result = Result(report: report)
    for _ in 0..<Self.limit {
      var leftOut: [String] = []
      let wanted = report.diagnostics.filter { isWanted($0, report, &leftOut) }
      result.leftOut = leftOut
      let plan = FixPlan(wanted) { [tree] path in tree.bytes(of: path) }
      guard !plan.applied.isEmpty else { break }
      for path in plan.contents.keys where before[path] == nil { before[path] = tree.bytes(of: path) }
      overlay.merge(plan.contents) { _, new in new }
      result.fixed += plan.applied.count
      (tree, report) = lint(overlay)
    }
    result.report = report
    result.changes = overlay.keys.sorted().compactMap { path in
      guard let after = overlay[path], let before = before[path], before != after else { return nil }
      return FileWrite(path: path, bytes: after, old: before, isSecret: false)
    }
    return result
  }

  private func isWanted(_ diagnostic: Diagnostic, _ report: Report, _ leftOut: inout [String]) -> Bool {
    guard let fix = diagnostic.fix, fix.applicability == .safe || allowsUnsafe else { return false }
    guard isForDiff, !isShowable(fix, report) else { return true }
    let start = report.sources[diagnostic.range.path].map {
      LineTable($0.bytes).line(at: diagnostic.range.bytes.lowerBound)
    }
    leftOut.append(
      "\(diagnostic.range.path):\(start ?? 1): the fix of '\(diagnostic.rule)' is left out of the patch, which would"
        + " show a Secret's value; '--fix' applies it")
    return false
  }

  /// Whether a patch can show a fix: neither the lines that it changes nor the one behind them, which git wants to
  /// see, hold a secret value.
  private func isShowable(_ fix: Fix, _ report: Report) -> Bool {
    guard report.isShowable(fix) else { return false }
    return fix.edits.allSatisfy { edit in
      guard let source = report.sources[edit.range.path] else { return false }
      let table = LineTable(source.bytes)
      let first = table.bytes(ofWholeLine: table.line(at: edit.range.bytes.lowerBound))
      let last = table.bytes(ofWholeLine: table.line(at: edit.range.bytes.upperBound) + 1)
      let lines = first.lowerBound..<max(first.upperBound, last.upperBound)
      return !report.isMasked(SourceRange(path: edit.range.path, bytes: lines))
    }
  }
}
