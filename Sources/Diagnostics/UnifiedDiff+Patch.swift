extension UnifiedDiff {
  /// The lines of the new version, from 1, that the old one has not; a place where lines are gone counts as its two
  /// neighbours.
  package var changedLines: Set<Int> {
    var changed: Set<Int> = []
    var next = 1
    for step in steps {
      switch step {
      case .same(_, let index): next = index + 2
      case .added(let index):
        changed.insert(index + 1)
        next = index + 2
      case .removed: changed.formUnion([max(1, next - 1), next])
      }
    }
    return changed
  }

  /// The change of one file as `git apply` takes it; empty where nothing differs.
  /// - Parameters:
  ///   - path: relative to the directory that the patch is applied in.
  ///   - isHidden: whether a line of the old version, from 1, may not be shown; context stops before it.
  package func patch(of path: String, isHidden: (Int) -> Bool = { _ in false }) -> String {
    let hunks = hunks(isHidden)
    guard !hunks.isEmpty else { return "" }
    let (a, b) = (Self.name("a/" + path), Self.name("b/" + path))
    // A name with a space ends at a tab, or git would take what follows for a time.
    let end = path.contains(" ") ? "\t" : ""
    var text = "diff --git \(a) \(b)\n--- \(a)\(end)\n+++ \(b)\(end)\n"
    for hunk in hunks {
      text += header(steps[hunk])
      for step in steps[hunk] {
        switch step {
        case .same(let line, _): text += Self.shown(" ", line, of: old)
        case .removed(let line): text += Self.shown("-", line, of: old)
        case .added(let line): text += Self.shown("+", line, of: new)
        }
      }
    }
    return text
  }

  /// The changes with up to three lines around them, none of those hidden.
  private func hunks(_ isHidden: (Int) -> Bool) -> [Range<Int>] {
    var isShown = [Bool](repeating: false, count: steps.count)
    for (index, step) in steps.enumerated() where !step.isSame {
      isShown[index] = true
      for direction in [-1, 1] {
        var (near, left) = (index + direction, 3)
        while left > 0, steps.indices.contains(near), case .same(let line, _) = steps[near],
          !isHidden(line + 1)
        {
          isShown[near] = true
          near += direction
          left -= 1
        }
      }
    }
    var hunks: [Range<Int>] = []
    for index in steps.indices where isShown[index] {
      if let last = hunks.last, last.upperBound == index {
        hunks[hunks.count - 1] = last.lowerBound..<index + 1
      } else {
        hunks.append(index..<index + 1)
      }
    }
    return hunks
  }

  /// A path as git quotes it.
  private static func name(_ path: String) -> String {
    guard path.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F }) else {
      return path
    }
    var quoted = "\""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 8)
        quoted += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
