import Flux
import Manifests
import Testing

@Suite struct SubstitutionTests {
  private static let complete = Substitution(
    values: ["A": "one", "EMPTY": "", "LONG": "abcdef"], isComplete: true)

  @Test(arguments: [
    ("${A}", "one"), ("x-${A}-y", "x-one-y"), ("$A", "$A"), ("$$A", "$A"), ("$${A}", "${A}"),
    ("${B:=d}", "d"),
    ("${B:-d}", "d"), ("${B=d}", "d"), ("${A:-d}", "one"), ("${EMPTY:-d}", "d"), ("${B:?d}", "d"),
    ("${A^^}", "ONE"),
    ("${A^}", "One"), ("${A,,}", "one"), ("${LONG:2}", "cdef"), ("${LONG:1:3}", "bcd"), ("${#LONG}", "6"),
    ("${B:=${A}}", "one"), ("no", "no"), ("{{ $x }}", "{{ $x }}"), ("100%$", "100%$"),
  ])
  func `a text is expanded as the controller does`(_ text: String, _ expected: String) {
    let result = Self.complete.expand(text)
    #expect(result.text == expected)
    #expect(result.undefined.isEmpty)
    #expect(result.refused == nil)
  }

  @Test func `an undefined variable is named where all variables are known, and left as it is`() {
    #expect(Self.complete.expand("a ${X} ${Y}").undefined == ["X", "Y"])
    #expect(Self.complete.expand("a ${X}").text == "a ${X}")
    let open = Substitution(values: ["A": "one"], isComplete: false)
    #expect(open.expand("${X} ${X:=d} ${A}").text == "${X} ${X:=d} one")
    #expect(open.expand("${X}").undefined.isEmpty)
  }

  @Test(arguments: ["${A[@]}", "${v-d}", "${v+x}", "${a.b}", "${a-b}", "${", "${A"])
  func `a form that the library refuses is named`(_ text: String) {
    #expect(Self.complete.expand(text).refused != nil)
  }

  @Test func `a text that would grow without end, or nests without end, stays as it is`() {
    let long = String(repeating: "${V}", count: 10_000)
    let growing = Substitution(values: ["V": String(repeating: "x", count: 10_000)], isComplete: true)
    #expect(growing.expand(long).text == long)
    let deep = String(repeating: "${A:=", count: 20_000) + String(repeating: "}", count: 20_000)
    #expect(growing.expand(deep).text.utf8.count > 0)
    let open = String(repeating: "${", count: 50_000)
    #expect(growing.expand(open).text == open)
  }

  @Test func `inline values win over those of a ConfigMap, and an object may opt out`() throws {
    let found = clusters(
      fluxKustomization(
        "vars", path: "./vars", at: "clusters/dev/vars.yaml")
        + configMap("cluster", namespace: "flux-system", at: "vars/map.yaml", data: "data: {A: from, B: map}")
        + fluxKustomization(
          "web", path: "./web", at: "clusters/dev/web.yaml",
          more: """
              postBuild:
                substitute: {A: inline}
                substituteFrom: [{kind: ConfigMap, name: cluster}]
            """)
        + configMap("one", namespace: "web", at: "web/one.yaml", data: "data: {k: '${A} ${B}'}")
          + """
          -- web/two.yaml --
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: two
            namespace: web
            annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}
          data: {k: '${A}'}
          """)
    let objects = try #require(found.first?.objects)
    #expect(objects.first { $0.id.name == "one" }?.root["data"]?["k"]?.text == "inline map")
    #expect(objects.first { $0.id.name == "two" }?.root["data"]?["k"]?.text == "${A}")
  }
}
