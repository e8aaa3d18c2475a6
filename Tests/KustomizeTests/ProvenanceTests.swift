import Diagnostics
import Kustomize
import Manifests
import Synchronization
import Testing
import YAML

/// Where the parts of a built object say that they come from.
@Suite struct ProvenanceTests {
  private let files = MemoryFiles(
    tree(
      """
      -- overlay/kustomization.yaml --
      namespace: prod
      namePrefix: p-
      commonAnnotations: {note: hello}
      resources: [../base]
      patches:
      - patch: |
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: a
          data:
            key: patched
      - target: {kind: ConfigMap}
        patch: |
          - op: add
            path: /data/other
            value: added
      configMapGenerator:
      - name: made
        literals: [word=one]
        envs: [.env]
      -- overlay/.env --
      # first
      LINE=two
      -- base/kustomization.yaml --
      resources: [a.yaml]
      -- base/a.yaml --
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: a
      data:
        key: original
        kept: as it is
      """))

  private func text(_ value: Value?) -> String? {
    guard let range = value?.origin, let bytes = files.bytes(of: range.path) else { return nil }
    return "\(range.path): " + String(decoding: bytes[range.bytes.clamped(to: bytes.indices)], as: UTF8.self)
  }

  @Test("every changed field names the place that its value was written at")
  func origins() throws {
    let build = Builder(files).build("overlay")
    #expect(build.failures.map(\.message) == [])
    let object = try #require(build.objects.first { $0.id.name == "p-a" })
    #expect(object.source.path == "base/a.yaml")
    #expect(text(object.root["metadata"]?["name"]) == "base/a.yaml: a")
    #expect(text(object.root["metadata"]?["namespace"]) == "overlay/kustomization.yaml: prod")
    #expect(text(object.root["metadata"]?["annotations"]?["note"]) == "overlay/kustomization.yaml: hello")
    #expect(text(object.root["data"]?["key"]) == "overlay/kustomization.yaml: patched")
    #expect(text(object.root["data"]?["other"]) == "overlay/kustomization.yaml: added")
    #expect(text(object.root["data"]?["kept"]) == "base/a.yaml: as it is")
    #expect(object.root["data"]?["kept"]?.node != nil)
  }

  @Test("a generated object comes from its generator, its values from their lines")
  func generated() throws {
    let object = try #require(
      Builder(files).build("overlay").objects.first { $0.id.name.hasPrefix("p-made-") })
    #expect(object.source.path == "overlay/kustomization.yaml")
    #expect(text(object.root["data"]?["word"]) == "overlay/kustomization.yaml: word=one")
    #expect(text(object.root["data"]?["LINE"]) == "overlay/.env: LINE=two")
  }

  @Test("a base under forty overlays is read once")
  func readOnce() {
    var texts = ["base/kustomization.yaml": "resources: [a.yaml]\n", "base/a.yaml": configMap("a")]
    for index in 0..<40 {
      texts["o\(index)/kustomization.yaml"] = "resources: [../base]\nnamespace: n\(index)\n"
    }
    let files = MemoryFiles(texts)
    let builder = Builder(files)
    for index in 0..<40 { #expect(builder.build("o\(index)").ids == "v1|ConfigMap|n\(index)|a\n") }
    #expect(files.reads.withLock { $0["base/a.yaml"] } == 1)
  }
}
