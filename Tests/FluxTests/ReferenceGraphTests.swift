import Diagnostics
import Flux
import Manifests
import Testing

@Suite struct ReferenceGraphTests {
  private func references(_ text: String, elsewhere: String = "") -> [Reference] {
    let objects = tree(text).manifests
    let everything = ReferenceGraph.TreeIndex(objects + tree(elsewhere).manifests)
    return ReferenceGraph(.init(objects: objects, isComplete: true), elsewhere: everything).references
  }

  private func secret(_ name: String, _ namespace: String?) -> String {
    let line = namespace.map { "\n  namespace: \($0)" } ?? ""
    return
      "-- \(name)-\(namespace ?? "none").yaml --\napiVersion: v1\nkind: Secret\nmetadata:\n  name: \(name)\(line)\n"
  }

  private func repository(_ secret: String) -> String {
    """
    -- repository.yaml --
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: HelmRepository
    metadata: {name: charts, namespace: apps}
    spec:
      url: https://charts.example.com
      secretRef:
        name: \(secret)

    """
  }

  private func verdict(_ text: String, elsewhere: String = "") throws -> String {
    let reference = try #require(references(text, elsewhere: elsewhere).first)
    switch reference.verdict {
    case .resolved(let target): return "resolved \(target.id.description)"
    case .produced: return "produced"
    case .elsewhere: return "elsewhere"
    case .unknown: return "unknown"
    case .contradicted(let near): return "contradicted by \(near.difference) \(near.candidate.id.description)"
    }
  }

  @Test func `a reference is resolved, contradicted, or not to be known`() throws {
    #expect(try verdict(repository("creds") + secret("creds", "apps")) == "resolved v1|Secret|apps|creds")
    #expect(try verdict(repository("creds") + secret("creds", nil)) == "resolved v1|Secret||creds")
    #expect(
      try verdict(repository("creds") + secret("creds", "flux-system")).hasPrefix("contradicted by namespace")
    )
    #expect(
      try verdict(repository("registry-creds") + secret("registry-cred", "apps")).hasPrefix(
        "contradicted by name"))
    #expect(try verdict(repository("Creds") + secret("creds", "apps")).hasPrefix("contradicted by spelling"))
    #expect(try verdict(repository("creds") + secret("other", "apps")) == "unknown")
    #expect(try verdict(repository("flux-system")) == "produced")
    #expect(try verdict(repository("creds"), elsewhere: secret("creds", "apps")) == "elsewhere")
  }

  @Test func `names of one pattern are no slips of each other`() throws {
    #expect(try verdict(repository("registry-1") + secret("registry-2", "apps")) == "unknown")
    #expect(
      try verdict(repository("registry-c") + secret("registry-a", "apps") + secret("registry-b", "apps"))
        == "unknown")
    #expect(try verdict(repository("app") + secret("api", "apps")) == "unknown")
  }

  @Test func `what another object makes counts`() throws {
    let external = """
      -- external.yaml --
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata: {name: any, namespace: apps}
      spec: {target: {name: creds}}
      """
    #expect(try verdict(repository("creds") + external) == "produced")
  }

  @Test func `a slip in what another object makes is told`() throws {
    let external = """
      -- external.yaml --
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata: {name: any, namespace: apps}
      spec: {target: {name: registry-creds}}
      """
    #expect(try verdict(repository("registry-cred") + external).hasPrefix("contradicted by name"))
    let sealed = external.replacing("namespace: apps", with: "namespace: other")
    #expect(try verdict(repository("registry-creds") + sealed).hasPrefix("contradicted by namespace"))
  }

  @Test func `a slip in a name that many others have is told, though no file defines it`() throws {
    let others = ["a", "b", "c"].map { kustomization($0, source: "cluster-repository") }.joined()
    let found = references(others + kustomization("d", source: "cluster-repositry"))
    let slip = try #require(found.first { $0.name == "cluster-repositry" })
    guard case .contradicted(let near) = slip.verdict else {
      Issue.record("the slip is \(slip.verdict)")
      return
    }
    #expect(near.name == "cluster-repository")
    #expect(near.role == .namesIt)
    #expect(found.filter { $0.name == "cluster-repository" }.allSatisfy { $0.isUnknown })
  }

  private func kustomization(_ name: String, source: String) -> String {
    """
    -- \(name).yaml --
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: \(name), namespace: flux-system}
    spec:
      sourceRef: {kind: GitRepository, name: \(source)}

    """
  }

  @Test func `an object whose name a template makes may be any`() throws {
    let templated = secret("x", "apps").replacing("name: x", with: "name: ${CREDS:=creds}")
    #expect(try verdict(repository("creds") + templated) == "elsewhere")
  }

  @Test func `a templated name is no reference`() {
    #expect(references(repository("${APP}-creds")).isEmpty)
    #expect(references(repository("'*'")).isEmpty)
  }

  @Test func `the place of a reference is the name as it was written, also behind an alias`() throws {
    let text = """
      -- release.yaml --
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: &app web, namespace: apps}
      spec:
        chartRef:
          kind: OCIRepository
          name: *app
      """
    let reference = try #require(references(text).first)
    let source =
      "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: &app web, namespace: apps}\nspec:\n  chartRef:\n    kind: OCIRepository\n    name: "
    #expect(reference.name == "web")
    #expect(reference.nameRange.bytes == source.utf8.count..<source.utf8.count + 4)
  }
}

extension Reference {
  fileprivate var isUnknown: Bool {
    if case .unknown = verdict { true } else { false }
  }
}
