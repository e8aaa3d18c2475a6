import Diagnostics
import Kustomize
import Manifests
import Testing

@Suite struct HostileTests {
  @Test("directories that include each other are a cycle, from whichever side")
  func cycle() {
    let files = MemoryFiles([
      "a/kustomization.yaml": "resources: [../b]\n", "b/kustomization.yaml": "resources: [../c]\n",
      "c/kustomization.yaml": "resources: [../a]\n", "d/kustomization.yaml": "resources: [../a]\n",
    ])
    let builder = Builder(files)
    for directory in ["a", "b", "c", "d"] {
      let failures = builder.build(directory).failures
      #expect(!failures.isEmpty && failures.allSatisfy { $0.cause == .cycle }, "\(directory)")
    }
  }

  @Test("a directory that holds the one that includes it is a cycle, through others too")
  func ancestor() {
    let files = MemoryFiles([
      "a/kustomization.yaml": "resources: [x.yaml]\n", "a/x.yaml": configMap("x"),
      "a/b/kustomization.yaml": "resources: [../../c]\n", "c/kustomization.yaml": "resources: [../a]\n",
    ])
    let builder = Builder(files)
    #expect(builder.build("c").failures.isEmpty)
    #expect(builder.build("a/b").failures.map(\.cause) == [.cycle])
  }

  @Test("a chain of thousands of directories builds without going down the stack")
  func longChain() {
    var files = ["d0/kustomization.yaml": "resources: [a.yaml]\n", "d0/a.yaml": configMap("a")]
    for index in 1..<3000 { files["d\(index)/kustomization.yaml"] = "resources: [../d\(index - 1)]\n" }
    let build = Builder(MemoryFiles(files)).build("d2999")
    #expect(build.failures.isEmpty)
    #expect(build.objects.count == 1)
  }

  @Test("components that include each other without end are refused")
  func componentCycle() {
    let build = build(
      """
      -- kustomization.yaml --
      components: [one]
      -- one/kustomization.yaml --
      kind: Component
      components: [../two]
      -- two/kustomization.yaml --
      kind: Component
      components: [../one]
      """)
    #expect(!build.failures.isEmpty && build.failures.allSatisfy { $0.cause == .cycle })
  }

  @Test("100,000 entries are read once each", .timeLimit(.minutes(15)))
  func manyEntries() {
    let entries = (0..<100_000).map { "- gone\($0).yaml\n" }.joined()
    let build = build("-- kustomization.yaml --\nresources:\n" + entries)
    #expect(build.failures.count == 100_000)
  }

  @Test("an env file that is no text is refused")
  func binaryEnv() {
    let files = MemoryFiles(
      ["kustomization.yaml": "configMapGenerator: [{name: c, envs: [e]}]\n"],
      binary: ["e": [0x41, 0x3D, 0xFF, 0xFE]])
    #expect(Builder(files).build("").failures.map(\.cause) == [.generatorInput])
  }

  @Test("a symbolic link is never followed")
  func link() {
    let files = MemoryFiles(["kustomization.yaml": "resources: [l.yaml]\n"], links: ["l.yaml"])
    #expect(Builder(files).build("").failures.map(\.cause) == [.missingFile])
  }

  @Test("a pattern that makes backtracking matchers hang takes no time", .timeLimit(.minutes(15)))
  func pattern() {
    let name = String(repeating: "a", count: 200)
    let build = build(
      """
      -- kustomization.yaml --
      resources: [a.yaml]
      patches:
      - target: {name: "(a*)*(a*)*b"}
        patch: '[{"op": "add", "path": "/x", "value": "y"}]'
      -- a.yaml --
      \(configMap(name))
      """)
    #expect(build.failures.isEmpty)
    #expect(build.objects.first?.root["x"] == nil)
  }
}
