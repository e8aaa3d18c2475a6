import Diagnostics
import YAML

/// Fixes that go together, and the files as they are after them.
package struct FixPlan: Sendable {
  /// The new content of each file that changes.
  package private(set) var contents: [String: [UInt8]] = [:]
  /// The findings whose fixes are in the plan.
  package private(set) var applied: [Diagnostic] = []

  /// Takes the fixes of findings in their order. One whose edits touch those of an earlier one has to wait for the
  /// next round; one that would make a file unreadable is left out.
  /// - Parameter bytes: the content of a file; nil where it cannot be read.
  package init(_ diagnostics: [Diagnostic], bytes: (String) -> [UInt8]?) {
    var taken: [String: [TextEdit]] = [:]
    for diagnostic in diagnostics {
      guard let fix = diagnostic.fix else { continue }
      let isFree = fix.edits.allSatisfy { edit in
        !taken[edit.range.path, default: []].contains { Self.touch($0.range.bytes, edit.range.bytes) }
      }
      guard isFree, let changed = Self.contents(after: fix, taken, bytes) else { continue }
      for edit in fix.edits { taken[edit.range.path, default: []].append(edit) }
      contents.merge(changed) { _, new in new }
      applied.append(diagnostic)
    }
  }

  private static func touch(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.lowerBound <= right.upperBound && right.lowerBound <= left.upperBound
  }

  /// The files that a fix edits, with it and the edits taken so far; nil where it cannot be applied.
  private static func contents(
    after fix: Fix, _ taken: [String: [TextEdit]], _ bytes: (String) -> [UInt8]?
  ) -> [String: [UInt8]]? {
    var changed: [String: [UInt8]] = [:]
    for (path, edits) in Dictionary(grouping: fix.edits, by: \.range.path) {
      guard let before = bytes(path) else { return nil }
      let all = (taken[path] ?? []) + edits
      guard let after = applying(all.map { $0.inStyle(of: before) }, to: before) else { return nil }
      let content = after.withFinalBreak(of: before)
      guard content != before, isReadable(content, path, before: before) else { return nil }
      changed[path] = content
    }
    return changed
  }

  /// Whether a file can still be read, if it could be read before.
  private static func isReadable(_ content: [UInt8], _ path: String, before: [UInt8]) -> Bool {
    YAMLStream(SourceFile(path: path, bytes: content)).error == nil
      || YAMLStream(SourceFile(path: path, bytes: before)).error != nil
  }
}

extension [UInt8] {
  /// The content with a line break at its end exactly where the former content had one.
  fileprivate func withFinalBreak(of before: [UInt8]) -> [UInt8] {
    let feed = UInt8(ascii: "\n")
    guard let last, let lastBefore = before.last, (last == feed) != (lastBefore == feed) else { return self }
    let isCRLF = before.count > 1 && before[before.count - 2] == UInt8(ascii: "\r")
    if lastBefore == feed { return self + (isCRLF ? Array("\r\n".utf8) : [feed]) }
    let shorter = dropLast()
    return Array(shorter.last == UInt8(ascii: "\r") ? shorter.dropLast() : shorter)
  }
}
