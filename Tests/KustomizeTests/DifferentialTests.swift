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
    let built = try await withThrowingTaskGroup(of: Int.self) { group in
      for worker in 0..<2 {
        group.addTask {
          var built = 0
          for index in stride(from: worker, to: Kubectl.count, by: 2) {
            if try compare(RandomTree(seed: seed &+ UInt64(index)), "seed \(seed &+ UInt64(index))") {
              built += 1
            }
          }
          return built
        }
      }
      return try await group.reduce(0, +)
    }
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

/// Whether a tree builds; records where kustomize and the builder differ.
private func compare(_ tree: RandomTree, _ name: String) throws -> Bool {
  let theirs = try Kubectl.build(tree.directory, of: tree.files)
  let ours = Builder(MemoryFiles(tree.files)).build(tree.directory)
  guard let theirs else {
    #expect(!ours.failures.isEmpty, "\(name): kustomize refuses what the builder builds")
    return false
  }
  #expect(ours.failures.isEmpty, "\(name): \(ours.failures.map(\.message))")
  #expect(ours.failures.isEmpty == false || ours.yaml == theirs, "\(name): the objects differ")
  return true
}
