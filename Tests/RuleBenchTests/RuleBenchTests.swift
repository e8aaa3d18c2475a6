import Diagnostics
import Foundation
import Lint
import Manifests
import Testing

/// Mutants of clean trees: what the rules find of the defects that are planted in them.
///
/// The built-in tree is made anew for every seed. Where `SCAFFOLD_CORPUS` names a folder of real trees, those are
/// used as well: some of the small ones, and all of them with `SCAFFOLD_BENCH=all`. A class that has no place in a
/// real tree is tried in the built-in one planted beside it.
@Suite(.serialized) struct RuleBenchTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seeds: [UInt64] = Sample.isFull ? [1, 2, 3] : [Sample.seed]
  /// The tree that the short form looks at.
  private static let builtInSeeds: ClosedRange<UInt64> = Sample.isFull ? 1...3 : 1...1

  static let corpus: [URL] = {
    guard let path = environment["SCAFFOLD_CORPUS"], !path.isEmpty,
      let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    else { return [] }
    let only = environment["SCAFFOLD_BENCH_TREE"]
    return names.sorted().map { URL(fileURLWithPath: path).appendingPathComponent($0) }.filter { folder in
      if let only { return folder.lastPathComponent.contains(only) }
      let files = FileManager.default.enumerator(atPath: folder.path)?.allObjects.count ?? 0
      return Sample.isFull || files < 60
    }
  }()

  @Test func `the built-in tree is clean but for its plain secrets`() {
    for seed in 1...(Sample.isFull ? 8 : 2) {
      let bed = Bed("built-in", folder: nil, texts: Estate(seed: UInt64(seed), in: "").texts)
      let findings = bed.findings.filter { $0.severity > .info && !$0.rule.hasPrefix("safe-") }
      #expect(
        findings.isEmpty, "seed \(seed): \(findings.map { "\($0.range.path) \($0.rule) \($0.message)" })")
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

  @Test func `a mutant differs in one place of one file`() {
    for seed in Self.builtInSeeds {
      let bed = Bed("built-in \(seed)", folder: nil, texts: Estate(seed: seed, in: "").texts)
      for defect in Defect.all {
        guard let mutant = defect.mutant(of: bed, seed: seed) else { continue }
        let (old, new) = (lines(bed.bytes(mutant.path)), lines(mutant.content))
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }
          .count
        #expect(old != new, "\(defect.name)")
        #expect(
          old.isEmpty || old.count - head - tail <= 12,
          "\(defect.name) changes \(old.count - head - tail) lines")
        #expect(new.count - head - tail <= 40, "\(defect.name) writes \(new.count - head - tail) lines")
        #expect(mutant == defect.mutant(of: bed, seed: seed), "\(defect.name) is another every time")
      }
    }
  }

  private func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  @Test(.enabled(if: KustomizeOracle.kubectl != nil, "SCAFFOLD_KUBECTL does not name a kubectl"))
  func `kustomize says of mutants what their class says`() throws {
    for seed in Self.builtInSeeds {
      let bed = Bed("built-in \(seed)", folder: nil, texts: Estate(seed: seed, in: "").texts)
      let oracle = try KustomizeOracle(bed)
      var touched = 0
      for defect in Sample.defects(
        30, for: "kustomize", from: Defect.all.filter { $0.kustomize != .untouched })
      {
        guard let mutant = defect.mutant(of: bed, seed: seed), let directory = mutant.directory else {
          continue
        }
        touched += 1
        let verdict = try oracle.verdict(of: mutant, in: directory)
        #expect(verdict == defect.kustomize, "\(defect.name): kustomize \(verdict) \(directory)")
      }
      #expect(touched >= (Sample.isFull ? 30 : 20))
      print("kustomize judged \(touched) mutants of the built-in tree \(seed)")
    }
  }

  @Test func `defects of the built-in tree are found at their places`() {
    var score = Score()
    for seed in Sample.isFull ? 1...12 : 1...1 as ClosedRange<UInt64> {
      print("the built-in tree of seed \(seed)")
      let bed = Bed("built-in \(seed)", folder: nil, texts: Estate(seed: seed, in: "").texts)
      score.count(Defect.all, in: bed, seeds: [seed])
    }
    score.check(everyClass: true)
  }

  @Test(.enabled(if: !corpus.isEmpty, "SCAFFOLD_CORPUS names no trees"))
  func `defects of real trees are found at their places`() {
    var score = Score()
    let sample = Sample.defects(84, for: "real trees")
    for (position, folder) in Self.corpus.enumerated() {
      let name = folder.lastPathComponent
      // The short form tries each class in one tree, the whole one in all of them.
      let defects = sample.enumerated().filter {
        Sample.isFull || $0.offset % Self.corpus.count == position
      }
      let beds = [
        Bed(name, folder: folder),
        Bed(name + " planted", folder: folder, texts: Estate(seed: 7, in: "zz-planted").texts),
      ]
      let started = Date()
      let before = score.mutants
      score.count(defects.map(\.element), in: beds[0], or: beds[1], seeds: Self.seeds)
      print("\(name): \(score.mutants - before) mutants, \(Int(Date().timeIntervalSince(started))) s")
    }
    score.check()
  }
}
