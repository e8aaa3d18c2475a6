import Foundation

/// How much of the benchmark runs: all of it with `SCAFFOLD_BENCH=all`; else classes chosen by a seed, so that the tests
/// stay short in a debug build.
enum Sample {
  private static let environment = ProcessInfo.processInfo.environment
  static let isFull = environment["SCAFFOLD_BENCH"] == "all"

  /// `SCAFFOLD_RANDOM_SEED`, else one by chance.
  static let seed = environment["SCAFFOLD_RANDOM_SEED"].flatMap { UInt64($0) } ?? .random(in: 0 ... .max)

  /// Some classes of defects in the order of `Defect.all`, or all of them; prints the seed that brings the same again.
  static func defects(_ count: Int, for purpose: String, from all: [Defect] = Defect.all) -> [Defect] {
    guard !isFull, count < all.count else { return all }
    print("\(purpose): \(count) of \(all.count) classes by SCAFFOLD_RANDOM_SEED=\(seed)")
    var dice = Dice(seed: seed, "sample", purpose)
    return dice.shuffled(Array(all.indices)).prefix(count).sorted().map { all[$0] }
  }
}
