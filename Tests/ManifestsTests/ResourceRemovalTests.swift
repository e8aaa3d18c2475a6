import Diagnostics
import Manifests
import Testing
import YAML

@Suite struct ResourceRemovalTests {
  private func edited(_ text: String, _ edit: (Kustomization) -> TextEdit?) -> String? {
    let stream = YAMLStream(SourceFile(path: "clusters/dev/kustomization.yaml", text: text))
    guard let root = stream.documents.first?.root,
      let edit = edit(Kustomization(path: "clusters/dev/kustomization.yaml", root: root))
    else { return nil }
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(edit.range.bytes, with: edit.replacement.utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "what was added to a list is taken out again, and every other byte stays",
    arguments: [
      "resources:\n- z\n- a\n", "resources:\n  - z\n  - a # why\n# end\n",
      "resources:\n  -   z\n  -   a\npatches: []\n", "resources:\r\n- z\r\n- a\r\n",
      "resources:\n- 'z'\n- 'a'\n", "resources:\n- ./z\n- ./a\n", "resources: [z, a]\n", "resources: []\n",
      "resources: [\n  z,\n  a,\n]\n", "resources:\n- é # ö\n- a\n# ü\n", "resources:\n- a\n- z\nkind: x\n",
      "resources: [a, z]\n", "resources: [z]\n",
    ])
  func removesWhatWasAdded(text: String) throws {
    let added = try #require(edited(text) { $0.insertion(ofResource: "lab") })
    #expect(edited(added) { $0.removal(ofResource: "lab") } == text)
  }

  @Test(
    "an entry is taken out in whatever spelling",
    arguments: [
      ("resources:\n- lab\n", "resources: []\n"),
      ("resources: # all\n  - ./lab/ # it\n", "resources: [] # all # it\n"),
      ("resources:\n- lab\nkind: x\n", "resources: []\nkind: x\n"), ("resources: [lab]\n", "resources: []\n"),
      ("resources: [lab, a]\n", "resources: [a]\n"), ("resources: [a, lab, b]\n", "resources: [a, b]\n"),
      ("resources:\n- \"lab\" # why\n- a\n", "resources:\n- a\n"),
      ("resources:\n- a\n- ../dev/lab", "resources:\n- a\n"),
      ("resources:\r\n- lab\r\n", "resources: []\r\n"),
    ])
  func removesAnEntry(text: String, wanted: String) {
    #expect(edited(text) { $0.removal(ofResource: "lab") } == wanted)
  }

  @Test(
    "where an entry has no place of its own the file stays",
    arguments: [
      "resources:\n- a\n", "resources:\n- lab\n- ./lab\n", "resources: &x [lab]\nbases: *x\n",
      "x: &x [lab]\nresources: *x\n", "kind: Kustomization\n", "resources: lab\n", "- lab\n",
    ])
  func leavesTheRest(text: String) {
    let result = edited(text) { $0.removal(ofResource: "lab") }
    #expect(result == nil || result == "resources: &x []\nbases: *x\n")
  }

  @Test func `a patch is taken out with all its lines`() {
    let text = "patches:\n- path: a.yaml\n- path: lab.yaml\n  target:\n    kind: X\n\n# end\n"
    #expect(edited(text) { $0.removal(ofPatch: "lab.yaml") } == "patches:\n- path: a.yaml\n\n# end\n")
    #expect(edited("patches: [{path: lab.yaml}]\n") { $0.removal(ofPatch: "lab.yaml") } == "patches: []\n")
  }
}
