/// The difference of two texts, in the form of `diff -u`.
package struct UnifiedDiff: Sendable {
  /// Lines around a change that are shown with it.
  private static let context = 3

  enum Step {
    case same(old: Int, new: Int)
    case removed(Int)
    case added(Int)

    var isSame: Bool {
      if case .same = self { true } else { false }
    }
  }

  let old: [ArraySlice<UInt8>]
  let new: [ArraySlice<UInt8>]
  let steps: [Step]

  package init(old: [UInt8], new: [UInt8]) {
    self.old = Self.lines(old)
    self.new = Self.lines(new)
    steps = Self.steps(self.old, self.new)
  }

  /// Whether the texts are the same.
  package var isEmpty: Bool { steps.allSatisfy(\.isSame) }

  /// The hunks under their two header lines; "" where the texts are the same.
  /// - Parameters:
  ///   - path: of the file; a side that does not exist is written `/dev/null`.
  ///   - shownOld: the old text with secrets masked, line for line.
  ///   - shownNew: the new one.
  package func text(
    path: String, existed: Bool = true, exists: Bool = true, shownOld: [UInt8]? = nil,
    shownNew: [UInt8]? = nil
  ) -> String {
    guard !isEmpty else { return "" }
    let printedOld = shownOld.map(Self.lines) ?? old
    let printedNew = shownNew.map(Self.lines) ?? new
    var text = "--- \(existed ? "a/" + path : "/dev/null")\n+++ \(exists ? "b/" + path : "/dev/null")\n"
    for hunk in hunks() {
      text += header(steps[hunk])
      for step in steps[hunk] {
        switch step {
        case .same(_, let line): text += Self.shown(" ", line, of: printedNew)
        case .removed(let line): text += Self.shown("-", line, of: printedOld)
        case .added(let line): text += Self.shown("+", line, of: printedNew)
        }
      }
    }
    return text
  }

  static func shown(_ mark: String, _ line: Int, of lines: [ArraySlice<UInt8>]) -> String {
    guard lines.indices.contains(line) else { return mark + "\n" }
    let text = String(decoding: lines[line], as: UTF8.self)
    return mark + text + (lines[line].last == UInt8(ascii: "\n") ? "" : "\n\\ No newline at end of file\n")
  }

  /// Each line with its line break.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...offset])
      start = offset + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  // MARK: Hunks

  private func hunks() -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for (index, step) in steps.enumerated() where !step.isSame {
      let range = max(0, index - Self.context)..<min(steps.count, index + Self.context + 1)
      if let last = hunks.last, last.upperBound >= range.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }

  func header(_ hunk: ArraySlice<Step>) -> String {
    var (oldStart, oldCount, newStart, newCount) = (0, 0, 0, 0)
    for step in steps[..<hunk.startIndex] {
      if case .added = step {
        newStart += 1
      } else if case .removed = step {
        oldStart += 1
      } else {
        oldStart += 1
        newStart += 1
      }
    }
    for step in hunk {
      if case .added = step {
        newCount += 1
      } else if case .removed = step {
        oldCount += 1
      } else {
        oldCount += 1
        newCount += 1
      }
    }
    let range = { (start: Int, count: Int) in count == 0 ? "\(start),0" : "\(start + 1),\(count)" }
    return "@@ -\(range(oldStart, oldCount)) +\(range(newStart, newCount)) @@\n"
  }

  // MARK: The longest common subsequence

  private static func steps(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Step] {
    var head = 0
    while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < old.count - head, tail < new.count - head,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    {
      tail += 1
    }
    var steps: [Step] = (0..<head).map { .same(old: $0, new: $0) }
    steps += middle(old, head..<old.count - tail, new, head..<new.count - tail)
    steps += (0..<tail).map { .same(old: old.count - tail + $0, new: new.count - tail + $0) }
    return steps
  }

  private static func middle(
    _ old: [ArraySlice<UInt8>], _ oldRange: Range<Int>, _ new: [ArraySlice<UInt8>], _ newRange: Range<Int>
  ) -> [Step] {
    // A table of this size is 32 MB; what is larger is shown as one replacement.
    guard oldRange.count * newRange.count <= 4_000_000, !oldRange.isEmpty, !newRange.isEmpty else {
      return oldRange.map { .removed($0) } + newRange.map { .added($0) }
    }
    let width = newRange.count + 1
    var lengths = [Int](repeating: 0, count: (oldRange.count + 1) * width)
    for i in stride(from: oldRange.count - 1, through: 0, by: -1) {
      for j in stride(from: newRange.count - 1, through: 0, by: -1) {
        let isSame = old[oldRange.lowerBound + i] == new[newRange.lowerBound + j]
        lengths[i * width + j] =
          isSame
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var steps: [Step] = []
    var (i, j) = (0, 0)
    while i < oldRange.count || j < newRange.count {
      let (oldLine, newLine) = (oldRange.lowerBound + i, newRange.lowerBound + j)
      if i < oldRange.count, j < newRange.count, old[oldLine] == new[newLine] {
        steps.append(.same(old: oldLine, new: newLine))
        (i, j) = (i + 1, j + 1)
      } else if j == newRange.count
        || (i < oldRange.count && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
      {
        steps.append(.removed(oldLine))
        i += 1
      } else {
        steps.append(.added(newLine))
        j += 1
      }
    }
    return steps
  }
}
