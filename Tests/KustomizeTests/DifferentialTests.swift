import Diagnostics
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
    for difference in differences { print("random trees: \(difference)") }
    let built = results.count(where: \.builds)
    // A few shapes that no real tree has are still built differently; each is printed with its seed.
    #expect(differences.count * 200 <= results.count, "\(differences)")
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
    #expect(Builder(MemoryFiles(files)).build("").yaml == (try Kubectl.build(".", of: files)))
  }
}

/// What came of one tree.
private struct Comparison: Sendable {
  let builds: Bool
  /// How the builder's answer differs from kustomize's; nil where it does not.
  let difference: String?
}

private func compare(_ tree: RandomTree, seed: UInt64) throws -> Comparison {
  let theirs = try Kubectl.build(tree.directory, of: tree.files)
  let ours = Builder(MemoryFiles(tree.files)).build(tree.directory)
  guard let theirs else {
    let isRefused = !ours.failures.isEmpty
    return Comparison(
      builds: false, difference: isRefused ? nil : "seed \(seed): kustomize refuses what the builder builds")
  }
  if !ours.failures.isEmpty {
    return Comparison(builds: true, difference: "seed \(seed): refused: \(ours.failures.map(\.message))")
  }
  return Comparison(builds: true, difference: ours.yaml == theirs ? nil : "seed \(seed): the objects differ")
}
