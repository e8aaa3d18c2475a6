import Diagnostics
import Dispatch
import Lint
import Synchronization
import Testing

/// What became of the mutants.
struct Score {
  private struct Row {
    var mutants = 0
    var found = 0
    var further = 0
    var misses: [String] = []
  }
  private var rows: [String: Row] = [:]

  /// What the rules said of one mutant.
  private struct Outcome: Sendable {
    let defect: String
    /// Findings beside the right ones.
    let further: Int
    /// What was said in place of the right; nil where the defect was found.
    let miss: String?
  }

  var mutants: Int { rows.values.reduce(0) { $0 + $1.mutants } }

  /// Makes the mutants of a bed and judges them, side by side.
  ///
  /// - Parameter other: what stands in for the bed where a class has no place in it.
  mutating func count(_ defects: [Defect], in bed: Bed, or other: Bed? = nil, seeds: [UInt64]) {
    let outcomes = Mutex<[(Int, Outcome)]>([])
    DispatchQueue.concurrentPerform(iterations: defects.count * seeds.count) { index in
      let (defect, seed) = (defects[index / seeds.count], seeds[index % seeds.count])
      let outcome =
        Self.judge(defect, bed, seed: seed) ?? other.flatMap { Self.judge(defect, $0, seed: seed) }
      if let outcome { outcomes.withLock { $0.append((index, outcome)) } }
    }
    for outcome in outcomes.withLock({ $0 }).sorted(by: { $0.0 < $1.0 }) { add(outcome.1) }
  }

  private mutating func add(_ outcome: Outcome) {
    var row = rows[outcome.defect] ?? Row()
    row.mutants += 1
    row.further += outcome.further
    if let miss = outcome.miss { row.misses.append(miss) } else { row.found += 1 }
    rows[outcome.defect] = row
  }

  /// Nil where the class has no place in the bed.
  private static func judge(_ defect: Defect, _ bed: Bed, seed: UInt64) -> Outcome? {
    guard let mutant = defect.mutant(of: bed, seed: seed) else { return nil }
    let table = LineTable(mutant.content)
    func line(_ finding: Diagnostic) -> Int {
      let path = finding.range.path
      let lines = path == mutant.path ? table : LineTable(bed.bytes(path))
      return lines.line(at: finding.range.bytes.lowerBound)
    }
    let (found, _) = bed.change(mutant.path, to: mutant.content)
    let loud = found.filter { $0.severity > .info }
    let right = loud.filter { finding in
      defect.rules.contains(finding.rule) && finding.severity >= defect.severity
        && mutant.places.contains { $0.holds(finding.range.path, line(finding)) }
    }
    guard right.isEmpty else {
      return Outcome(defect: defect.name, further: loud.count - right.count, miss: nil)
    }
    let said = found.prefix(4).map {
      "\($0.severity) \($0.rule) \($0.range.path):\(line($0)) \($0.message)"
    }
    let wanted = mutant.places.map {
      $0.path + ($0.lines.map { ":\($0.lowerBound)-\($0.upperBound)" } ?? "")
    }
    return Outcome(
      defect: defect.name, further: 0,
      miss: "\(bed.name) seed \(seed): \(mutant.path), wanted at \(wanted), said \(said)")
  }

  /// Prints the table, and fails where the bounds are broken.
  /// - Parameter everyClass: whether a class without a mutant is a failure.
  func check(everyClass: Bool = false) {
    var (all, found, further) = (0, 0, 0)
    for defect in Defect.all {
      guard let row = rows[defect.name] else { continue }
      let mark = row.found < row.mutants ? "  <" : ""
      print("\(defect.level)\t\(row.found)/\(row.mutants)\t+\(row.further)\t\(defect.name)\(mark)")
      for miss in row.misses.prefix(6) { print("    missed: \(miss)") }
      further += row.further
      guard defect.level == .error else { continue }
      all += row.mutants
      found += row.found
    }
    let total = mutants
    print(
      "classes \(rows.count), mutants \(total), of error classes \(found) of \(all), further findings \(further)"
    )
    let placeless = Defect.all.map(\.name).filter { rows[$0] == nil && !$0.contains("Hub") }
    #expect(!everyClass || placeless.isEmpty, "no mutant of \(placeless)")
    #expect(Double(found) >= 0.99 * Double(all), "\(found) of \(all) defects of error classes found")
    #expect(further <= total, "\(further) further findings beside \(total) defects")
  }
}
