import Diagnostics
import Foundation
import Kustomize
import Testing

@Suite struct DifferentialTests {
  @Test(
    "random trees build as the real kustomize builds them",
    .enabled(if: Kubectl.path != nil, "SCAFFOLD_KUBECTL does not name a kubectl"))
  func randomTrees() async throws {
    let seed = Kubectl.seed
    print("random trees: \(Kubectl.count) from SCAFFOLD_RANDOM_SEED=\(seed)")
    let results = try await withThrowingTaskGroup(of: [Comparison].self) { group in
      for worker in 0..<2 {
        group.addTask {
          try stride(from: worker, to: Kubectl.count, by: 2).map { index in
            try compare(RandomTree(seed: seed &+ UInt64(index)), seed: seed &+ UInt64(index))
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let differences = results.compactMap(\.difference)
    let built = results.count(where: \.builds)
    #expect(differences == [])
    #expect(built > Kubectl.count / 4, "too few of the trees build at all")
  }

  @Test(
    "what stands in one list has the place that kustomize gives it",
    .enabled(if: Kubectl.path != nil, "SCAFFOLD_KUBECTL does not name a kubectl"),
    arguments: [
      ("[{port: 1, name: a}]", "[{port: 1, x: 1}]"),
      ("[{port: 1, name: a}, {port: 1, protocol: T}]", "[{port: 1, x: 1}]"),
      ("[{port: 1, protocol: T}]", "[{port: 1, x: 1}, {port: 1, protocol: T, y: 1}]"),
      ("[{port: 1, name: a}]", "[{port: 1, protocol: T, y: 1}, {port: 1, x: 1}]"),
      (
        "[{port: 1, protocol: T}, {port: 2, protocol: T}]",
        "[{port: 2, protocol: T, x: 1}, {port: 3, protocol: T}]"
      ),
      ("[{port: 1, protocol: T}, {port: 2, protocol: T}]", "[{port: 2, $patch: delete}]"),
      ("[{port: 1, protocol: T}, {port: 1, protocol: U}, {port: 1}]", "[{port: 3}]"),
      ("[]", "[{port: 1, protocol: T}, {port: 1, protocol: U}, {port: 1}]"),
    ])
  func keyedLists(old: String, patch: String) throws {
    func service(_ ports: String) -> String {
      "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: \(ports)}\n"
    }
    let files = [
      "kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n", "a.yaml": service(old),
      "p.yaml": service(patch),
    ]
    #expect(Builder(MemoryFiles(files)).build("").yaml == (try Kubectl.build(".", of: files).yaml))
  }
}

/// What came of one tree.
private struct Comparison: Sendable {
  let builds: Bool
  /// How the builder's answer differs from kustomize's; nil where it does not.
  let difference: String?
}

private func compare(_ tree: RandomTree, seed: UInt64) throws -> Comparison {
  let theirs = try Kubectl.build(tree.directory, of: tree.files, binary: tree.binary)
  let ours = Builder(MemoryFiles(tree.files, binary: tree.binary)).build(tree.directory)
  let difference: String? =
    switch (ours.failures.isEmpty, theirs.yaml) {
    case (true, nil): "kustomize refuses what the builder builds: \(theirs.reason)"
    case (false, .some): "refused: \(ours.failures.map(\.message))"
    case (true, let yaml?) where yaml != ours.yaml: "the objects differ"
    default: nil
    }
  if difference != nil, let keep = Kubectl.keep {
    let results = ["ours": ours.yaml, "theirs": theirs.yaml ?? theirs.reason, "why": difference ?? ""]
    try Kubectl.write(
      tree.files.merging(results) { $1 }, tree.binary, to: URL(fileURLWithPath: keep + "/\(seed)"))
  }
  return Comparison(builds: theirs.yaml != nil, difference: difference.map { "seed \(seed): \($0)" })
}
