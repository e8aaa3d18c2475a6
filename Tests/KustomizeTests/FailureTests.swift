import Diagnostics
import Kustomize
import Manifests
import Testing

/// What kustomize refuses: facts/flux.md §3.3, each with the text that the failure stands at.
@Suite struct FailureTests {
  private static let map = "-- a.yaml --\n" + configMap("a")

  @Test(
    "what kustomize refuses is refused at the place that is wrong",
    arguments: [
      ("resources: [b.yaml]", BuildFailure.Cause.missingFile, "b.yaml"),
      ("resources: [A.yaml]", .missingFile, "A.yaml"), ("resources: ['*.yaml']", .missingFile, "'*.yaml'"),
      ("resources: ['a.yaml ']", .missingFile, "'a.yaml '"),
      ("resources: [a.yaml, sub]", .directoryWithoutKustomization, "sub"),
      ("resources: [a.yaml, ./a.yaml]", .duplicateID, "./a.yaml"),
      ("resource: [a.yaml]\nresources: [a.yaml]", .unknownField, "resource"),
      (
        "apiVersion: kustomize.config.k8s.io/v1\nresources: [a.yaml]", .wrongAPIVersion,
        "kustomize.config.k8s.io/v1"
      ),
      ("kind: Kustomisation\nresources: [a.yaml]", .wrongAPIVersion, "Kustomisation"),
      ("resources: a.yaml", .wrongType, "a.yaml"), ("resources: [a.yaml, null]", .wrongType, "null"),
      ("resources: [kustomization.yaml]", .cycle, "kustomization.yaml"), ("resources: [.]", .cycle, "."),
      ("resources: [/etc/passwd]", .outsideRoot, "/etc/passwd"),
      ("resources: [../../../etc/passwd]", .outsideRoot, "../../../etc/passwd"),
      ("resources: ['https://example.com/a.yaml']", .remote, "'https://example.com/a.yaml'"),
      ("resources: ['github.com/a/b//c?ref=v1']", .remote, "'github.com/a/b//c?ref=v1'"),
      ("components: [a.yaml]", .resourceAsComponent, "a.yaml"),
      ("components: [base]", .resourceAsComponent, "base"),
      ("resources: [component]", .componentAsResource, "component"),
      ("resources: [a.yaml]\nimages: [{name: x, newTag: 1.10}]", .wrongType, "1.10"),
      ("resources: [a.yaml]\nnamespace: on", .wrongType, "on"),
      ("resources: [a.yaml]\ncommonLabels: {a: 1}", .wrongType, "1"),
      ("resources: [a.yaml]\ncommonLabels: {y: x}", .wrongType, "y"),
      ("helmCharts: [{name: x}]", .helmCharts, "helmCharts"),
      ("resources: [values.yaml]", .notAnObject, "replicas: 1"),
      ("resources: [nameless.yaml]", .notAnObject, "labels: {}"),
      ("resources: [keys.yaml]", .notAnObject, "1"), ("resources: [double.yaml]", .duplicateKey, "b"),
      ("resources: [tabs.yaml]", .syntax, ""),
      ("resources: [alias.yaml]", .syntax, ""), ("resources: [template.yaml]", .syntax, ""),
      ("resources: [two.yaml]\nnamespace: prod", .namespaceCollision, "prod"),
      ("resources: [a.yaml]\npatches: [{path: gone.yaml}]", .missingFile, "gone.yaml"),
      ("resources: [a.yaml]\npatches: [{path: other.yaml}]", .patchWithoutTarget, "other"),
      ("resources: [a.yaml]\npatches: [{patch: '['}]", .patchSyntax, "'['"),
      (
        "resources: [a.yaml]\npatches: [{path: a.yaml, patch: 'x: y'}]", .patchSyntax,
        "{path: a.yaml, patch: 'x: y'}"
      ),
      (
        "resources: [a.yaml]\npatches: [{path: ops.yaml, target: {kind: ConfigMap}}]", .patchPathMissing,
        "/data/gone"
      ),
      ("resources: [a.yaml]\npatches: [{path: ops.yaml}]", .patchSyntax, "ops.yaml"),
      ("resources: [a.yaml]\npatches: [{path: a.yaml, target: {name: '(?m)a'}}]", .unsupported, "'(?m)a'"),
      ("resources: [a.yaml]\npatches: [{path: a.yaml, target: {name: 'a('}}]", .patchSyntax, "'a('"),
      ("resources: [cut.yaml]", .syntax, "--- {}"), ("resources: [directive.yaml]", .syntax, "%YAML 1.1"),
      ("resources: [dots.yaml]", .syntax, "..."),
      ("resources: [labels.yaml]\nlabels: [{pairs: {a: b}}]", .wrongType, "[a]"),
      ("resources: [a.yaml]\nconfigMapGenerator: [null]", .generatorInput, "null"),
      ("configMapGenerator: [{name: c, behavior: merge}]", .generatorBehavior, "merge"),
      ("configMapGenerator: [{name: c}, {name: c}]", .generatorBehavior, "c"),
      ("configMapGenerator: [{name: c, files: [gone]}]", .missingFile, "gone"),
      ("configMapGenerator: [{name: c, literals: [novalue]}]", .generatorInput, "novalue"),
      ("configMapGenerator: [{name: c, literals: [a=1, a=2]}]", .generatorInput, "a=2"),
      ("replicas: [{name: a, count: 1}]\nresources: [a.yaml]", .patchWithoutTarget, "a"),
      ("resources: [a.yaml]\nreplacements: [{source: {name: x}, targets: []}]", .replacement, "{name: x}"),
      ("resources: [a.yaml]\nvars: [{name: x}]", .unsupported, "vars"),
    ])
  func refused(kustomization: String, cause: BuildFailure.Cause, text: String) throws {
    let files = tree(
      """
      -- kustomization.yaml --
      \(kustomization)
      \(Self.map)
      -- base/kustomization.yaml --
      namePrefix: x
      -- component/kustomization.yaml --
      kind: Component
      namePrefix: x
      -- sub/readme.txt --
      -- values.yaml --
      replicas: 1
      -- nameless.yaml --
      kind: ConfigMap
      metadata:
        labels: {}
      -- double.yaml --
      \(configMap("double"))
      data: {b: 1, b: 2}
      -- keys.yaml --
      \(configMap("keys"))
      data: {1: a}
      -- tabs.yaml --
      a:
      \tb: c
      -- alias.yaml --
      a: *b
      -- template.yaml --
      {{- if .Values.x }}
      -- cut.yaml --
      \(configMap("cut"))
      --- {}
      -- directive.yaml --
      %YAML 1.1
      ---
      \(configMap("directive"))
      -- dots.yaml --
      # nothing
      ---
      ...
      -- labels.yaml --
      \(configMap("labels"))
        labels: [a]
      -- two.yaml --
      \(configMap("two", namespace: "one"))
      ---
      \(configMap("two", namespace: "other"))
      -- other.yaml --
      \(configMap("other"))
      -- ops.yaml --
      - {op: remove, path: /data/gone}
      """)
    let build = Builder(MemoryFiles(files)).build("")
    let failure = try #require(build.failures.first { $0.cause == cause }, "\(build.failures)")
    let bytes = Array((files[failure.range.path] ?? "").utf8)
    let range = failure.range.bytes.clamped(to: bytes.indices)
    #expect(String(decoding: bytes[range], as: UTF8.self) == text)
    #expect(
      !failure.message.isEmpty && failure.message.first?.isUppercase == false
        || failure.message.hasPrefix("YAML"))
  }

  @Test(
    "what kustomize accepts is accepted",
    arguments: [
      ("resources: [a.yaml]", ["a"]), ("Resources: [a.yaml]", ["a"]), ("RESOURCES: [a.yaml]", ["a"]),
      ("resources: [gone.yaml]\nresources: [a.yaml]", ["a"]), ("resources: []", []),
      ("resources: [a.yaml]\n---\nresources: [gone.yaml]", ["a"]),
      ("resources: [comment.yaml, zero.yaml]", []), ("resources: [hole.yaml]", ["hole"]),
      ("configMapGenerator: [{name: c, literals: ['a b=1'], options: {disableNameSuffixHash: true}}]", ["c"]),
      ("apiversion: kustomize.config.k8s.io/v1beta1\nresources: [a.yaml]", ["a"]),
      ("resources: [noversion.yaml]", ["noversion"]), ("resources: [a.txt, b.json]", ["t", "j"]),
      ("resources: [versions.yaml]", ["one", "one"]), ("resources: [list.yaml]", ["x", "y"]),
      ("resources: [a.yaml]\npatches: [{path: other.yaml, target: {name: none}}]", ["a"]),
      ("bases: [base]\nresources: [a.yaml]", ["a", "x-b"]), ("resources: [local.yaml]", []),
      ("resources: [a.yaml]\nimages: [{name: x, newtag: '1'}]", ["a"]),
    ])
  func accepted(kustomization: String, names: [String]) {
    let build = build(
      """
      -- kustomization.yaml --
      \(kustomization)
      \(Self.map)
      -- comment.yaml --
      # nothing here
      -- hole.yaml --
      \(configMap("hole"))
      list: [a, null]
      -- noversion.yaml --
      kind: ConfigMap
      metadata: {name: noversion}
      -- a.txt --
      \(configMap("t"))
      -- b.json --
      {"apiVersion": "v2", "kind": "ConfigMap", "metadata": {"name": "j"}}
      -- versions.yaml --
      {apiVersion: v1, kind: ConfigMap, metadata: {name: one}}
      ---
      {apiVersion: v2, kind: ConfigMap, metadata: {name: one}}
      -- list.yaml --
      kind: ConfigMapList
      items:
      - {apiVersion: v1, kind: ConfigMap, metadata: {name: x}}
      - {apiVersion: v1, kind: ConfigMap, metadata: {name: y}}
      -- other.yaml --
      \(configMap("other"))
      -- local.yaml --
      {apiVersion: v1, kind: ConfigMap, metadata: {name: l, annotations: {config.kubernetes.io/local-config: "true"}}}
      -- base/kustomization.yaml --
      namePrefix: x-
      resources: [b.yaml]
      -- base/b.yaml --
      \(configMap("b"))
      -- zero.yaml --
      """)
    #expect(build.failures.map(\.message) == [])
    #expect(build.objects.map(\.id.name) == names)
  }

  @Test("a directory without, with several or with an empty kustomization is refused")
  func kustomizationFile() {
    #expect(build("-- a/b.txt --", "a").failures.map(\.cause) == [.directoryWithoutKustomization])
    #expect(build("-- a/b.txt --", "gone").failures.map(\.cause) == [.missingFile])
    let two = "-- kustomization.yaml --\nresources: []\n-- Kustomization --\nresources: []"
    #expect(build(two).failures.map(\.cause) == [.severalKustomizations])
    for empty in [
      "", "# only a comment", "kind: Kustomization", "resources:", "---\n# one\n---\nresources: []",
    ] {
      #expect(
        build("-- kustomization.yaml --\n\(empty)").failures.map(\.cause) == [.emptyKustomization], "\(empty)"
      )
    }
  }

  @Test("a Flux Kustomization under kustomize's name has fields that kustomize does not know")
  func fluxKustomization() {
    let flux =
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {path: .}"
    let causes = build("-- kustomization.yaml --\n\(flux)").failures.map(\.cause)
    #expect(causes == [.unknownField, .wrongAPIVersion])
  }

  @Test("what is not at fault is built all the same")
  func tolerantRemainder() {
    let build = build(
      "-- kustomization.yaml --\nresources: [gone.yaml, a.yaml]\nnamespace: prod\n" + Self.map)
    #expect(build.failures.map(\.cause) == [.missingFile])
    #expect(build.ids == "v1|ConfigMap|prod|a\n")
  }

  @Test("a failure in a base says which entries led to it")
  func chain() throws {
    let build = build(
      "-- kustomization.yaml --\nresources: [base]\n-- base/kustomization.yaml --\nresources: [gone.yaml]")
    let failure = try #require(build.failures.first)
    #expect(failure.range.path == "base/kustomization.yaml")
    #expect(failure.related.map(\.range.path) == ["kustomization.yaml"])
  }
}
