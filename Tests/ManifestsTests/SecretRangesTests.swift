import Diagnostics
import Manifests
import Testing
import YAML

@Suite struct SecretRangesTests {
  private func isMasked(_ word: String, in text: String) throws -> Bool {
    let stream = YAMLStream(SourceFile(path: "kustomization.yaml", text: text))
    let place = try #require(Array(text.utf8).firstRange(of: Array(word.utf8)))
    return SecretRanges.find(in: stream).contains { $0.overlaps(place) }
  }

  @Test(
    "the patch of a Secret is masked, in every spelling",
    arguments: [
      "kind: Secret\n    stringData:\n      a: hidden\n",
      "\"kind\": \"Secret\"\n    stringData:\n      a: hidden\n",
      "{kind: Secret,\n     stringData: {a: hidden}}\n",
      "--- {kind: Secret, stringData: {a: hidden}}\n    # end\n",
      "kind: ConfigMap\n    ---\n    kind: Secret\n    stringData:\n      a: hidden\n",
    ])
  func masksPatchesOfSecrets(patch: String) throws {
    #expect(try isMasked("hidden", in: "patches:\n- patch: |\n    \(patch)"))
  }

  @Test("a patch that only refers to a Secret can be read in a report")
  func readsPatchesOfOthers() throws {
    let text =
      "patches:\n- patch: |\n    kind: Kustomization\n    spec:\n      substituteFrom:\n      - kind: Secret\n        name: vars\n"
    #expect(try !isMasked("name: vars", in: text))
  }

  @Test("a patch is masked where its target is a Secret, whatever it says")
  func masksByTarget() throws {
    let text = "patches:\n- target: {kind: Secret}\n  patch: |\n    - op: add\n      value: hidden\n"
    #expect(try isMasked("hidden", in: text))
  }
}
