import Flux
import Manifests
import Testing
import YAML

@Suite struct SubstitutionTests {
  private static let complete = Substitution(
    values: [
      "A": "one", "EMPTY": "", "LONG": "abcdef", "UMLAUT": "ÄÖß", "MINUS": "-2", "FILE": "/x/a.b.tar.gz",
    ], isComplete: true)

  @Test(arguments: [
    ("${A}", "one"), ("x-${A}-y", "x-one-y"), ("$A", "$A"), ("$$A", "$A"), ("$${A}", "${A}"),
    ("${B:=d}", "d"),
    ("${B:-d}", "d"), ("${B=d}", "d"), ("${A:-d}", "one"), ("${EMPTY:-d}", "d"), ("${B:?d}", "d"),
    ("${A^^}", "ONE"),
    ("${A^}", "One"), ("${A,,}", "one"), ("${LONG:2}", "cdef"), ("${LONG:1:3}", "bcd"), ("${#LONG}", "6"),
    ("${B:=${A}}", "one"), ("no", "no"), ("{{ $x }}", "{{ $x }}"), ("100%$", "100%$"),
    ("${B:=a${A}-${LONG}}", "aone-abcdef"), ("${B:-{a}}", "{a}"), ("$${B:-${A}}", "${B:-one}"),
    ("$$$${A}", "$${A}"), ("$$$A", "$$A"), ("${B:-a\nb}", "a\nb"), ("${B:=}", ""), ("${B==x}", "=x"),
    ("${#UMLAUT}", "6"), ("${UMLAUT^^}", "ÄÖß"), ("${UMLAUT,}", "äÖß"), ("${A^,}", "one"),
    ("${LONG:9}", ""), ("${LONG:1:-2}", "bcd"), ("${LONG:4:-4}", ""), ("${LONG:${MINUS}}", "ef"),
    ("${LONG: 1}", "abcdef"), ("${LONG:x}", "abcdef"), ("${LONG:1::2}", "bc"),
    ("${LONG:9223372036854775807:9223372036854775807}", ""), ("${LONG:0:-9223372036854775808}", ""),
    ("${FILE#*.}", "b.tar.gz"), ("${FILE##*.}", "gz"), ("${FILE%.*}", "/x/a.b.tar"), ("${FILE%%.*}", "/x/a"),
    ("${FILE##*/}", "a.b.tar.gz"), ("${FILE#x}", "/x/a.b.tar.gz"), ("${FILE#?}", "x/a.b.tar.gz"),
    ("${FILE#[/a-c]}", "x/a.b.tar.gz"), ("${FILE#[^/]}", "/x/a.b.tar.gz"), ("${FILE#[}", "/x/a.b.tar.gz"),
    ("${FILE%[z]}", "/x/a.b.tar.gz"), ("${FILE#\\/}", "x/a.b.tar.gz"),
    ("${FILE/a/A}", "/x/A.b.tar.gz"), ("${FILE//./-}", "/x/a-b-tar-gz"),
    ("${FILE/#\\//}", "/x/a.b.tar.gz"), ("${FILE/#\\//_}", "_x/a.b.tar.gz"),
    ("${FILE/%gz/xz}", "/x/a.b.tar.xz"),
    ("${FILE/.b/}", "/x/a.tar.gz"), ("${A/#/x-}", "x-one"), ("${A/%/-x}", "one-x"),
    ("${A///-}", "-o-n-e-"), ("${A/n//N}", "oNe"), ("${A/${A}/two}", "two"),
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

  @Test(arguments: [
    "${A[@]}", "${v-d}", "${v+x}", "${a.b}", "${a-b}", "${", "${A", "${}", "${#}", "${##A}", "${#A^}",
    "${A:}",
    "${A::1}", "${A:1:}", "${A^^^}", "${A^x}", "${A#}", "${A//n}", "${A/n}", "${B:-${A", "${…}", "${A:${A}1}",
  ])
  func `a form that the library refuses is named`(_ text: String) {
    #expect(Self.complete.expand(text).refused != nil)
  }

  @Test func `what a form holds has to be there even where it is not needed`() {
    #expect(Self.complete.expand("${A:-${X}}").undefined == ["X"])
    #expect(Self.complete.expand("${1} ${X^^}").undefined == ["1", "X"])
    let open = Substitution(values: ["A": "one"], isComplete: false)
    #expect(open.expand("${A:-${X}} ${B:-${X}}").text == "one ${B:-${X}}")
  }

  @Test func `what is put into a text is read anew, as YAML`() throws {
    let found = clusters(
      fluxKustomization(
        "web", path: "./web", at: "clusters/dev/web.yaml",
        more: """
            postBuild:
              substitute: {N: "3", LIST: "[a, b]", EMPTY: "", KEY: app, TRUTH: "true", ODD: "a: b: c"}
          """)
        + configMap(
          "one", namespace: "web", at: "web/one.yaml",
          data: """
            data:
              number: "${N}"
              text: "0${N}: x"
              quoted: "'${N}'"
              block: |
                ${N}
              list: ${LIST}
              nothing: ${EMPTY}
              truth: ${TRUTH}
              odd: ${ODD}
              ${KEY}-key: ${N}x
            """))
    let object = try #require(found.first?.objects.first { $0.id.name == "one" })
    let data = try #require(object.root["data"])
    #expect(data["number"]?.scalarType == .int)
    #expect(data["number"]?.origin != nil)
    #expect(data["text"]?.string == "03: x")
    #expect(data["quoted"]?.string == "'3'")
    #expect(data["block"]?.string == "3\n")
    #expect(data["list"]?.elements.map { $0.text ?? "" } == ["a", "b"])
    #expect(data["nothing"]?.isNull == true)
    #expect(data["truth"]?.scalarType == .bool)
    #expect(data["odd"]?.text == "a: b: c")
    #expect(data["app-key"]?.string == "3x")
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
