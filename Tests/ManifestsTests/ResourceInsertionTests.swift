import Diagnostics
import Manifests
import Testing
import YAML

@Suite struct ResourceInsertionTests {
  /// The file with a resource added; nil where there is no place for it.
  private func added(_ resource: String, to text: String) -> String? {
    let stream = YAMLStream(SourceFile(path: "clusters/dev/kustomization.yaml", text: text))
    guard let root = stream.documents.first?.root else { return nil }
    let kustomization = Kustomization(path: "clusters/dev/kustomization.yaml", root: root)
    guard let edit = kustomization.insertion(ofResource: resource) else { return nil }
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(edit.range.bytes, with: edit.replacement.utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "an entry is added in the style of the list",
    arguments: [
      ("resources:\n- z\n- a\n", "resources:\n- z\n- a\n- lab\n"),
      ("resources:\n  - z\n  - a # why\n# end\n", "resources:\n  - z\n  - a # why\n  - lab\n# end\n"),
      (
        "resources:\n  -   z\n  -   a\npatches: []\n",
        "resources:\n  -   z\n  -   a\n  -   lab\npatches: []\n"
      ),
      ("resources:\n- z", "resources:\n- z\n- lab"),
      ("resources:\r\n- z\r\n- a\r\n", "resources:\r\n- z\r\n- a\r\n- lab\r\n"),
      ("resources:\n- 'z'\n- 'a'\n", "resources:\n- 'z'\n- 'a'\n- 'lab'\n"),
      ("resources:\n- \"z\"\n", "resources:\n- \"z\"\n- \"lab\"\n"),
      ("resources:\n- ./z\n- ./a\n", "resources:\n- ./z\n- ./a\n- ./lab\n"),
      ("resources: [z, a]\n", "resources: [z, a, lab]\n"), ("resources: []\n", "resources: [lab]\n"),
      ("resources: [\n  z,\n  a,\n]\n", "resources: [\n  z,\n  a, lab,\n]\n"),
      ("resources:\nkind: x\n", "resources:\n- lab\nkind: x\n"),
      ("resources: ~\n", "resources: [lab]\n"),
      ("kind: Kustomization\n\n# end\n", "kind: Kustomization\nresources: [lab]\n\n# end\n"),
      ("resources:\n- é # ö\n- a\n# ü\n", "resources:\n- é # ö\n- a\n- lab\n# ü\n"),
    ])
  func addsInTheStyleOfTheList(text: String, wanted: String) {
    #expect(added("lab", to: text) == wanted)
  }

  @Test(
    "a sorted list stays sorted",
    arguments: [
      ("resources:\n- a\n# of z\n- z\n", "resources:\n- a\n- lab\n# of z\n- z\n"),
      ("resources:\n- m\n- z\n", "resources:\n- lab\n- m\n- z\n"),
      ("resources:\n- a\n- b\n", "resources:\n- a\n- b\n- lab\n"),
    ])
  func sortedListStaysSorted(text: String, wanted: String) {
    #expect(added("lab", to: text) == wanted)
  }

  @Test(arguments: ["resources: x\n", "a: &r [z]\nresources: *r\n", "{kind: x}\n", "resources:\n  a: b\n"])
  func `where there is no list there is no place`(text: String) {
    #expect(added("lab", to: text) == nil)
  }

  @Test func `a name that needs quotes has them`() {
    #expect(added("1.10", to: "resources:\n- z\n- a\n") == "resources:\n- z\n- a\n- \"1.10\"\n")
  }

  @Test(arguments: ["lab", "./lab", "lab/", "../dev/lab"])
  func `a path is known in every spelling`(written: String) {
    let stream = YAMLStream(
      SourceFile(path: "clusters/dev/kustomization.yaml", text: "resources: [\(written)]"))
    let root = stream.documents.first?.root
    #expect(
      root.map { Kustomization(path: "clusters/dev/kustomization.yaml", root: $0).hasResource("lab") } == true
    )
  }
}
