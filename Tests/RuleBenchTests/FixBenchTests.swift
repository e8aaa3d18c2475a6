import Diagnostics
import Dispatch
import Foundation
import Lint
import Synchronization
import Testing

/// Fixes applied by chance: to mutants of some classes of the built-in tree, and with `SCAFFOLD_BENCH=all` to those of all
/// classes, to the real trees and to their mutants as well, a thousand and more.
@Suite(.serialized) struct FixBenchTests {
  @Test func `a fix changes what it says and nothing else`() {
    var count = FixCount()
    for seed in Sample.isFull ? 1...8 : 1...1 as ClosedRange<UInt64> {
      count.tryMutants(
        Bed("built-in \(seed)", folder: nil, texts: Estate(seed: seed, in: "").texts), seed: seed)
    }
    count.check(atLeast: Sample.isFull ? 500 : 15)
  }

  @Test(
    .enabled(
      if: Sample.isFull && !RuleBenchTests.corpus.isEmpty, "needs SCAFFOLD_BENCH=all and SCAFFOLD_CORPUS"))
  func `a fix of a real tree changes what it says and nothing else`() {
    var count = FixCount()
    for folder in RuleBenchTests.corpus {
      let bed = Bed(folder.lastPathComponent, folder: folder)
      count.tryFindings(bed, limit: 20)
      count.tryMutants(bed, seed: 1)
    }
    count.check(atLeast: 1000)
  }
}

/// What became of the fixes.
struct FixCount {
  private var applied: [String: Int] = [:]
  private var leftOut = 0
  private var faults: [String] = []

  /// One fix of each mutant that has any.
  mutating func tryMutants(_ bed: Bed, seed: UInt64) {
    let defects = Sample.defects(80, for: "fixes")
    run(defects.count) { index -> Trial? in
      guard let mutant = defects[index].mutant(of: bed, seed: seed) else { return nil }
      let start = FixTrial.Start(bed, mutant)
      let old = Set(bed.findings.map(Bed.Key.init))
      let fixable = start.findings.filter { $0.fix != nil && !old.contains(Bed.Key($0)) }
      var dice = Dice(seed: seed, "fix", defects[index].name, bed.name)
      guard !fixable.isEmpty else { return nil }
      return Trial(dice.pick(fixable), start, bed, "\(bed.name), \(defects[index].name)")
    }
  }

  /// Some of the fixes that a bed has as it is.
  mutating func tryFindings(_ bed: Bed, limit: Int) {
    var dice = Dice(seed: 1, "fixes", bed.name)
    let chosen = Array(dice.shuffled(bed.findings.filter { $0.fix != nil }).prefix(limit))
    let start = FixTrial.Start(bed)
    run(chosen.count) { Trial(chosen[$0], start, bed, bed.name) }
  }

  private struct Trial: Sendable {
    let rule: String
    /// Nil where the fix had to be left out.
    let faults: [String]?

    init(_ finding: Diagnostic, _ start: FixTrial.Start, _ bed: Bed, _ place: String) {
      rule = finding.rule
      faults = FixTrial(finding, start, bed)?.faults.map {
        "\(place): '\(finding.fix?.title ?? "")' [\(finding.rule)] in \(finding.range.path): \($0)"
      }
    }
  }

  private mutating func run(_ count: Int, _ make: @Sendable (Int) -> Trial?) {
    let trials = Mutex<[(Int, Trial)]>([])
    DispatchQueue.concurrentPerform(iterations: count) { index in
      if let trial = make(index) { trials.withLock { $0.append((index, trial)) } }
    }
    for (_, trial) in trials.withLock({ $0 }).sorted(by: { $0.0 < $1.0 }) {
      if let found = trial.faults {
        applied[trial.rule, default: 0] += 1; faults += found
      } else {
        leftOut += 1
      }
    }
  }

  func check(atLeast count: Int) {
    let total = applied.values.reduce(0, +)
    print("\(total) fixes of \(applied.count) rules applied, \(leftOut) left out, \(faults.count) faults")
    print(applied.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    for fault in faults.prefix(60) { print("  fault: \(fault)") }
    #expect(faults.isEmpty, "\(faults.count) faults, such as \(faults.prefix(3))")
    #expect(total >= count)
  }
}
