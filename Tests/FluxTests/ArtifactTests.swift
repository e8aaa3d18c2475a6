import Diagnostics
import Flux
import Kustomize
import Manifests
import Testing

/// What reaches a Flux Kustomization: not all that stands in the repository.
@Suite struct ArtifactTests {
  private static let apps =
    fluxKustomization("apps", path: "./apps", at: "clusters/dev/apps.yaml")
    + "-- apps/kustomization.yaml --\nresources: [web.yaml, old.yaml]\n"
    + configMap("web", at: "apps/web.yaml") + configMap("old", at: "apps/old.yaml")

  private func failures(_ text: String) -> [BuildFailure] {
    clusters(text).flatMap(\.kustomizations).flatMap(\.failures)
  }

  private func names(_ text: String) -> [String] {
    clusters(text).flatMap(\.objects).map(\.id.name)
  }

  @Test func `a file that .sourceignore leaves out is not there for Flux, though kustomize has it`() throws {
    #expect(failures(Self.apps).isEmpty)
    let ignoring = Self.apps + "-- .sourceignore --\n# parked\n/apps/old.yaml\n"
    let failure = try #require(failures(ignoring).first)
    #expect(failure.cause == .leftOut)
    #expect(failure.range.path == "apps/kustomization.yaml")
    #expect(failure.message.contains("'old.yaml' is left out of what Flux fetches"))
    #expect(Builder(tree(ignoring)).build("apps").failures.isEmpty)
  }

  @Test func `spec.ignore of the source counts too, and wins over .sourceignore`() {
    func source(_ ignore: String) -> String {
      """
      -- clusters/dev/flux-system/gotk-sync.yaml --
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: flux-system, namespace: flux-system}
      spec:
        url: https://example.com/fleet
        ignore: |
          \(ignore)

      """
    }
    #expect(failures(Self.apps + source("old.yaml")).map(\.cause) == [.leftOut])
    #expect(failures(Self.apps + "-- .sourceignore --\nold.yaml\n" + source("!old.yaml")).isEmpty)
    #expect(failures(Self.apps + source("/*\n    !/apps\n    !/clusters")).isEmpty)
    let gone = clusters(Self.apps + source("/apps")).flatMap(\.kustomizations).map(\.location)
    #expect(gone == [.missing("apps")])
  }

  @Test func `a folder without a kustomization is listed without what the source leaves out`() {
    let text =
      fluxKustomization("apps", path: "./apps", at: "clusters/dev/apps.yaml")
      + configMap("web", at: "apps/web.yaml") + configMap("flow", at: "apps/.github/flow.yaml")
      + configMap("old", at: "apps/old.yaml")
    #expect(names(text) == ["old", "web"], "a folder of GitHub never reaches the cluster")
    #expect(names(text + "-- .sourceignore --\nold.yaml\n") == ["flow", "web"])
  }

  private static let generator = """
    -- clusters/dev/artifacts.yaml --
    apiVersion: source.extensions.fluxcd.io/v1beta1
    kind: ArtifactGenerator
    metadata: {name: generator, namespace: flux-system}
    spec:
      sources:
      - {alias: repo, kind: GitRepository, name: flux-system}
      artifacts:
      - name: apps
        copy:
        - {from: "@repo/apps/base/**", to: "@artifact/base/"}
        - {from: "@repo/apps/dev/**", to: "@artifact/dev/"}
    -- apps/dev/kustomization.yaml --
    resources: [../base, ../../shared]
    -- apps/base/kustomization.yaml --
    resources: [map.yaml]
    -- shared/kustomization.yaml --
    resources: []

    """ + configMap("copied", at: "apps/base/map.yaml")

  private static let consumer = fluxKustomization("apps", path: "./dev", at: "clusters/dev/apps.yaml")
    .replacing("kind: GitRepository\n    name: flux-system", with: "kind: ExternalArtifact\n    name: apps")

  @Test func `a path in an artifact that is copied from this repository leads to where it was copied from`() {
    let found = clusters(Self.generator + Self.consumer)
    #expect(found.first?.kustomizations.map(\.location) == [.directory("apps/dev")])
    #expect(found.first?.objects.map(\.source.path) == ["apps/base/map.yaml"])
    #expect(
      found.first?.kustomizations.first?.failures.map(\.cause) == [.leftOut], "'shared' is not copied")
  }

  @Test func `the artifact of a copy that cannot be followed is elsewhere`() {
    let odd = [
      ("@artifact/dev/", "@artifact/other/"), ("/apps/dev/**", "/apps/*/dev/**"),
      ("name: flux-system}", "name: x}"),
      ("to: \"@artifact/dev/\"", "to: \"@artifact/dev/\", exclude: [\"*.md\"]"),
    ]
    for (old, new) in odd {
      let found = clusters(Self.generator.replacing(old, with: new) + Self.consumer)
      #expect(found.first?.kustomizations.map(\.location) == [.elsewhere], "\(new)")
    }
  }

  @Test func `of two generators of one name the nearest is meant`() {
    let other = String(Self.generator.split(separator: "-- apps/dev", maxSplits: 1)[0])
    let far = other.replacing("clusters/dev/", with: "clusters/test/").replacing(
      "apps/dev", with: "apps/test"
    )
    .replacing("@artifact/dev", with: "@artifact/test")
    let found = clusters(Self.generator + far + Self.consumer).first { $0.name == "clusters/dev" }
    #expect(found?.kustomizations.map(\.location) == [.directory("apps/dev")])
  }

  @Test func `a FluxInstance begins with the directory that it syncs, from a source of its name`() {
    let instance = """
      -- bootstrap/instance.yaml --
      apiVersion: fluxcd.controlplane.io/v1
      kind: FluxInstance
      metadata: {name: flux, namespace: flux-system}
      spec:
        sync: {kind: GitRepository, name: fleet, url: "https://example.com/fleet", path: ./clusters/dev}

      """
    let apps = fluxKustomization("apps", path: "./gone", at: "clusters/dev/apps.yaml").replacing(
      "    name: flux-system\n  \n", with: "    name: fleet\n")
    let found = clusters(instance + apps + configMap("direct", at: "clusters/dev/map.yaml"))
    #expect(found.map(\.name) == ["clusters/dev"])
    #expect(found.first?.kustomizations.map(\.key) == ["flux-system/fleet", "flux-system/apps"])
    #expect(found.first?.objects.map(\.id.name).sorted() == ["apps", "direct"])
    #expect(found.first?.kustomizations.last?.location == .missing("gone"), "'fleet' is this repository")
  }

  @Test func `an unknown field of the kustomization at spec.path vanishes, and can empty the build`() {
    let text =
      fluxKustomization("apps", path: "./apps", at: "clusters/dev/apps.yaml")
      + "-- apps/kustomization.yaml --\nresource: [web.yaml]\n" + configMap("web", at: "apps/web.yaml")
    #expect(failures(text).isEmpty)
    #expect(names(text).isEmpty)
    #expect(Builder(tree(text)).build("apps").failures.map(\.cause).contains(.unknownField))
  }

  @Test func `a symbolic link is dropped from what Flux lists, and missing where it is listed`() {
    let file = Tree.File(path: "apps/link.yaml", content: .symlink)
    func cluster(_ text: String) -> [FluxKustomization] {
      let tree = Tree(tree(text).files + [file])
      return ClusterBuilder(tree, builder: Builder(tree)).clusters().flatMap(\.kustomizations)
    }
    let flux = fluxKustomization("apps", path: "./apps", at: "clusters/dev/apps.yaml")
    let listed = cluster(flux + configMap("web", at: "apps/web.yaml"))
    #expect(listed.flatMap(\.objects).map(\.id.name) == ["web"] && listed.flatMap(\.failures).isEmpty)
    let explicit = cluster(flux + "-- apps/kustomization.yaml --\nresources: [link.yaml]\n")
    #expect(explicit.flatMap(\.failures).map(\.cause) == [.missingFile])
  }

  @Test func `an object without apiVersion passes kustomize and not Flux`() throws {
    let text =
      fluxKustomization("apps", path: "./apps", at: "clusters/dev/apps.yaml")
      + "-- apps/kustomization.yaml --\nresources: [web.yaml]\n"
      + "-- apps/web.yaml --\nkind: ConfigMap\nmetadata: {name: web}\n"
    #expect(Builder(tree(text)).build("apps").failures.isEmpty)
    let failure = try #require(failures(text).first)
    #expect(failure.cause == .notAnObject && failure.range.path == "apps/web.yaml")
  }
}
