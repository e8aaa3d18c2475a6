import Diagnostics
import Kustomize
import Manifests
import Testing
import YAML

@Suite struct FluxOverlayTests {
  private func value(_ text: String) throws -> Value {
    let stream = YAMLStream(SourceFile(path: "flux.yaml", text: text))
    return .node(try #require(stream.documents.first?.root))
  }

  @Test("Flux's fields replace, append and merge")
  func applied() throws {
    let overlay = FluxOverlay(
      namespace: try value("flux"), namePrefix: try value("f-"),
      patches: try value("[{path: p.yaml}]").elements,
      components: try value("[../component]").elements,
      images: try value("[{name: app, newTag: v2}]").elements)
    let build = build(
      """
      -- app/kustomization.yaml --
      namespace: own
      unknown: field
      resources: [pod.yaml]
      images: [{name: app, newTag: v1}, {name: other, newTag: v1}]
      -- app/pod.yaml --
      {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: c, image: app}, {name: o, image: other}]}}
      -- app/p.yaml --
      {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {hostNetwork: true}}
      -- component/kustomization.yaml --
      kind: Component
      commonAnnotations: {by: component}
      """, "app", overlay: overlay)
    #expect(build.failures.map(\.message) == [])
    #expect(
      build.yaml == """
        apiVersion: v1
        kind: Pod
        metadata:
          annotations:
            by: component
          name: f-a
          namespace: flux
        spec:
          containers:
          - image: app:v2
            name: c
          - image: other:v1
            name: o
          hostNetwork: true

        """)
  }

  @Test("a directory without a kustomization builds from the list that Flux makes")
  func generated() throws {
    let overlay = FluxOverlay(resources: try value("[a.yaml, sub]").elements, namespace: try value("flux"))
    let build = build(
      """
      -- app/a.yaml --
      \(configMap("a"))
      -- app/sub/kustomization.yaml --
      resources: [b.yaml]
      -- app/sub/b.yaml --
      \(configMap("b"))
      """, "app", overlay: overlay)
    #expect(build.failures.map(\.message) == [])
    #expect(build.ids == "v1|ConfigMap|flux|a\nv1|ConfigMap|flux|b\n")
  }

  @Test("a nested kustomization stays strict")
  func strictBelow() {
    let build = build(
      "-- app/kustomization.yaml --\nresources: [sub]\n-- app/sub/kustomization.yaml --\nresource: []\nresources: []",
      "app", overlay: FluxOverlay())
    #expect(build.failures.map(\.cause) == [.unknownField])
  }
}
