import Diagnostics
import Foundation
import Lint
import Manifests
import Testing
import YAML

/// Mutants of clean trees: what the rules find of the defects that are planted in them.
///
/// The built-in tree is made anew for every seed. Where `SCAFFOLD_CORPUS` names a folder of real trees, those are
/// used as well: the small ones, and all of them with `SCAFFOLD_BENCH=all`. A class that has no place in a real tree
/// is tried in the built-in one planted beside it.
@Suite(.serialized) struct RuleBenchTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let isFull = environment["SCAFFOLD_BENCH"] == "all"
  private static let seeds: [UInt64] = isFull ? [1, 2, 3] : [1]

  static let corpus: [URL] = {
    guard let path = environment["SCAFFOLD_CORPUS"], !path.isEmpty,
      let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    else { return [] }
    let only = environment["SCAFFOLD_BENCH_TREE"]
    return names.sorted().map { URL(fileURLWithPath: path).appendingPathComponent($0) }.filter { folder in
      if let only { return folder.lastPathComponent.contains(only) }
      let files = FileManager.default.enumerator(atPath: folder.path)?.allObjects.count ?? 0
      return isFull || files < 60
    }
  }()

  @Test func `the built-in tree is clean but for its plain secrets`() {
    for seed in 1...8 {
      let bed = Bed("built-in", folder: nil, texts: Estate(seed: UInt64(seed), in: "").texts)
      let findings = bed.findings.filter { $0.severity > .info && !$0.rule.hasPrefix("safe-") }
      #expect(findings.isEmpty, "seed \(seed): \(findings.map { "\($0.range.path) \($0.rule) \($0.message)" })")
    }
  }

  @Test func `every class of defects has a name of its own and rules that exist`() {
    #expect(Set(Defect.all.map(\.name)).count == Defect.all.count)
    #expect(Defect.all.count >= 60)
    let known = Set(allRules.flatMap { [$0.id] + $0.aliases })
    for defect in Defect.all {
      #expect(defect.rules.subtracting(known).isEmpty, "\(defect.name): \(defect.rules.subtracting(known))")
    }
  }

  @Test func `defects of the built-in tree are found at their places`() {
    var score = Score()
    for seed in Self.isFull ? 1...12 : 1...3 as ClosedRange<UInt64> {
      let bed = Bed("built-in \(seed)", folder: nil, texts: Estate(seed: seed, in: "").texts)
      for defect in Defect.all { score.count(defect, bed, seed: seed, mustHavePlace: true) }
    }
    score.check()
  }

  @Test(.enabled(if: !corpus.isEmpty, "SCAFFOLD_CORPUS names no trees"))
  func `defects of real trees are found at their places`() {
    var score = Score()
    for folder in Self.corpus {
      let name = folder.lastPathComponent
      let bed = Bed(name, folder: folder)
      let planted = Bed(name + " planted", folder: folder, texts: Estate(seed: 7, in: "zz-planted").texts)
      let started = Date()
      let before = score.mutants
      for defect in Defect.all {
        for seed in Self.seeds {
          if !score.count(defect, bed, seed: seed) { score.count(defect, planted, seed: seed) }
        }
      }
      print("\(name): \(score.mutants - before) mutants, \(Int(Date().timeIntervalSince(started))) s")
    }
    score.check()
  }
}

/// What became of the mutants.
struct Score {
  private struct Row {
    var mutants = 0
    var found = 0
    var further = 0
    var misses: [String] = []
  }
  private var rows: [String: Row] = [:]
  private var placeless: [String] = []

  var mutants: Int { rows.values.reduce(0) { $0 + $1.mutants } }

  /// Makes a mutant and judges it; false where the class has no place in the bed.
  @discardableResult
  mutating func count(_ defect: Defect, _ bed: Bed, seed: UInt64, mustHavePlace: Bool = false) -> Bool {
    guard let mutant = defect.mutant(of: bed, seed: seed) else {
      if mustHavePlace, !defect.name.contains("Hub") { placeless.append("\(defect.name) in \(bed.name)") }
      return false
    }
    let table = LineTable(mutant.content)
    let (found, _) = bed.change(mutant.path, to: mutant.content)
    let loud = found.filter { $0.severity > .info }
    let right = loud.filter { finding in
      let lines = finding.range.path == mutant.path ? table : LineTable(bed.bytes(finding.range.path))
      let line = lines.line(at: finding.range.bytes.lowerBound)
      return defect.rules.contains(finding.rule) && mutant.places.contains { $0.holds(finding.range.path, line) }
    }
    var row = rows[defect.name] ?? Row()
    row.mutants += 1
    if right.isEmpty {
      let said = found.map { finding in
        let lines = finding.range.path == mutant.path ? table : LineTable(bed.bytes(finding.range.path))
        return "\(finding.severity) \(finding.rule) \(finding.range.path):\(lines.line(at: finding.range.bytes.lowerBound)) \(finding.message)"
      }
      let wanted = mutant.places.map { "\($0.path):\($0.lines.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "")" }
      row.misses.append("\(bed.name) seed \(seed): \(mutant.path), wanted at \(wanted), said \(said.prefix(4))")
    } else {
      row.found += 1
      row.further += loud.count - right.count
    }
    rows[defect.name] = row
    return true
  }

  /// Prints the table, and fails where the bounds are broken.
  func check() {
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
    print("classes \(rows.count), mutants \(total), of error classes \(found) of \(all), further findings \(further)")
    #expect(placeless.isEmpty, "\(placeless)")
    #expect(Double(found) >= 0.99 * Double(all), "\(found) of \(all) defects of error classes found")
    #expect(further <= total, "\(further) further findings beside \(total) defects")
  }
}
