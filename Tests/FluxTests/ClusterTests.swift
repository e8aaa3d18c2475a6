import Diagnostics
import Flux
import Kustomize
import Manifests
import Testing

@Suite struct ClusterTests {
  @Test func `a cluster is found by its root and named after the folder of flux-system`() throws {
    let found = clusters(
      fluxKustomization("flux-system", path: "./clusters/dev", at: "clusters/dev/flux-system/gotk-sync.yaml")
        + configMap("a", namespace: "default", at: "clusters/dev/a.yaml"))
    #expect(found.map(\.name) == ["clusters/dev"])
    #expect(found[0].kustomizations.map(\.key) == ["flux-system/flux-system"])
    #expect(
      found[0].objects.map(\.id.name).sorted() == ["a", "flux-system"],
      "a folder without a kustomization is taken whole")
    #expect(found[0].isComplete)
  }

  @Test func `nested Kustomizations are followed, each once, also where two of them reach each other`() {
    let found = clusters(
      fluxKustomization("flux-system", path: "./clusters/dev", at: "clusters/dev/flux-system/gotk-sync.yaml")
        + fluxKustomization("apps", path: "./apps", at: "clusters/dev/apps.yaml")
        + configMap("web", namespace: "web", at: "apps/web.yaml")
        + fluxKustomization("more", path: "clusters/dev/", at: "apps/more.yaml"))
    #expect(found.count == 1)
    #expect(
      found[0].kustomizations.map(\.key) == [
        "flux-system/flux-system", "flux-system/apps", "flux-system/more",
      ])
    #expect(found[0].objects.contains { $0.id.description == "v1|ConfigMap|web|web" })
  }

  @Test func `two clusters that share a base are apart`() {
    let found = clusters(
      fluxKustomization("apps", path: "./apps/dev", at: "clusters/dev/apps.yaml")
        + fluxKustomization("apps", path: "./apps/prod", at: "clusters/prod/apps.yaml")
        + configMap("base", at: "apps/base/map.yaml")
        + "-- apps/base/kustomization.yaml --\nresources: [map.yaml]\n"
        + "-- apps/dev/kustomization.yaml --\nresources: [../base]\nnamespace: dev\n"
        + "-- apps/prod/kustomization.yaml --\nresources: [../base]\nnamespace: prod\n")
    #expect(found.map(\.name) == ["clusters/dev", "clusters/prod"])
    #expect(
      found.map { $0.objects.map(\.id.description) } == [
        ["v1|ConfigMap|dev|base"], ["v1|ConfigMap|prod|base"],
      ])
  }

  @Test func `targetNamespace, prefix and patches of the Flux Kustomization are applied`() throws {
    let found = clusters(
      fluxKustomization(
        "apps", path: "./apps", at: "clusters/dev/apps.yaml",
        more: """
            targetNamespace: team
            namePrefix: blue-
            patches:
              - target: {kind: ConfigMap}
                patch: |
                  - op: add
                    path: /data
                    value: {k: patched}
          """)
        + configMap("web", namespace: "other", at: "apps/map.yaml")
        + "-- apps/kustomization.yaml --\nresources: [map.yaml]\nnamespace: overwritten\n")
    let map = try #require(found.first?.objects.first)
    #expect(map.id.description == "v1|ConfigMap|team|blue-web")
    #expect(map.root["data"]?["k"]?.text == "patched")
    #expect(map.source.path == "apps/map.yaml")
  }

  private static let places: [(String, String, FluxKustomization.Location)] = [
    ("./gone", "flux-system", .missing("gone")), ("./apps/web.yaml", "flux-system", .file("apps/web.yaml")),
    ("../x", "flux-system", .escapes), ("/apps", "flux-system", .directory("apps")),
    ("apps/", "flux-system", .directory("apps")), ("", "flux-system", .directory("")),
    ("./gone", "another", .elsewhere), ("./apps", "another", .directory("apps")),
    ("./${X}", "flux-system", .elsewhere),
  ]

  @Test(arguments: places)
  func `a path leads to a directory, or it is said where it leads`(
    _ path: String, _ source: String, _ expected: FluxKustomization.Location
  ) throws {
    let text = fluxKustomization("apps", path: "'\(path)'", at: "clusters/dev/apps.yaml").split(
      separator: "\n"
    )
    .map { $0 == "    name: flux-system" ? "    name: \(source)" : $0 }.joined(separator: "\n")
    let found = clusters(text + "\n" + configMap("web", at: "apps/web.yaml"))
    #expect(found.first?.kustomizations.first?.location == expected)
  }

  @Test func `a source with the URL of another repository is not this one`() {
    let sources = """
      -- clusters/dev/flux-system/gotk-sync.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: flux-system, namespace: flux-system}
      spec: {interval: 1m, url: "ssh://git@github.com/me/fleet"}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: same, namespace: flux-system}
      spec: {interval: 1m, url: "https://github.com/me/fleet.git"}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: podinfo, namespace: flux-system}
      spec: {interval: 1m, url: "https://github.com/stefanprodan/podinfo"}
      """
    func location(_ source: String) -> FluxKustomization.Location? {
      let text = fluxKustomization("apps", path: "./kustomize", at: "clusters/dev/apps.yaml").split(
        separator: "\n"
      )
      .map { $0 == "    name: flux-system" ? "    name: \(source)" : $0 }.joined(separator: "\n")
      return clusters(sources + "\n" + text).first { $0.name == "clusters/dev" }?.kustomizations.first?
        .location
    }
    #expect(location("same") == .missing("kustomize"))
    #expect(location("podinfo") == .elsewhere)
  }

  @Test func `what Flux would generate lists files and kustomized folders, hidden files too`() {
    let tree = tree(
      configMap("a", at: "x/a.yaml") + configMap("b", at: "x/deep/b.yml")
        + configMap("c", at: "x/kust/c.yaml")
        + "-- x/kust/kustomization.yaml --\nresources: []\n-- x/notes.txt --\nno\n"
        + configMap("h", at: "x/.h.yaml"))
    #expect(GeneratedResources.paths(in: "x", of: tree) == [".h.yaml", "a.yaml", "deep/b.yml", "kust"])
  }
}
