import Diagnostics
import Manifests
import Testing
import YAML

@testable import Labs

/// Renders the lab with the values of the lab text, changed where a test says so.
enum PrivateOCI {
  static let text = [
    "registry": "oci://registry.gitlab.com/johnsmith/projectname", "chart": "apache",
    "chart-version": "0.1.0",
    "username": "johnsmith",
  ]

  private static let loaded = Result { try LabCatalog.embedded.lab("private-oci") }

  static func answers(
    _ changes: [String: String?] = [:], password: String? = "glpat-FAKEFAKEFAKEFAKE0000",
    files: [String: String] = [:], tree: [String: String] = [:]
  ) throws -> (Lab, LabAnswers) {
    let lab = try loaded.get()
    var given = GivenAnswers()
    for (name, value) in text.merging(changes.mapValues { $0 ?? "" }, uniquingKeysWith: { $1 }) {
      if changes[name] != .some(nil) { given.texts[name] = [value] }
    }
    if let password { given.secrets["password"] = (SecretText(password), "--password-stdin") }
    let context = LabContext(tree: tree) { path throws(LabContext.ReadFailure) in
      guard let text = files[path] else { throw .init(message: "the file '\(path)' does not exist") }
      return Array(text.utf8)
    }
    return (lab, try AnswerResolver.answers(for: lab, given: given, context: context))
  }

  static func output(
    _ changes: [String: String?] = [:], password: String? = "glpat-FAKEFAKEFAKEFAKE0000",
    files: [String: String] = [:], tree: [String: String] = [:]
  ) throws -> [String: String] {
    let (lab, answers) = try answers(changes, password: password, files: files, tree: tree)
    return Dictionary(
      uniqueKeysWithValues: try lab.output(answers, folder: "lab").files.map {
        ($0.path, String(decoding: $0.bytes, as: UTF8.self))
      })
  }

  /// What the answers are refused for.
  static func mistakes(
    _ changes: [String: String?] = [:], password: String? = "glpat-FAKEFAKEFAKEFAKE0000",
    files: [String: String] = [:], tree: [String: String] = [:]
  ) -> [String] {
    do {
      _ = try answers(changes, password: password, files: files, tree: tree)
      return []
    } catch {
      return (error as? LabMistakes)?.messages ?? ["\(error)"]
    }
  }
}

@Suite struct PrivateOCITests {
  @Test func `with the values of the lab text the files are the text's`() throws {
    let files = try PrivateOCI.output()
    #expect(
      files.keys.sorted() == [
        "apache-helm-release.yaml", "gitlab-oci-repository.yaml", "gitlab-oci-secret.yaml",
        "kustomization.yaml",
      ])
    #expect(
      files["gitlab-oci-repository.yaml"] == """
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: gitlab-oci-repo
          namespace: default
        spec:
          type: oci
          interval: 5m
          # Without the chart's name: Flux adds it.
          url: oci://registry.gitlab.com/johnsmith/projectname
          secretRef:
            name: gitlab-credentials

        """)
    #expect(
      files["apache-helm-release.yaml"] == """
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: helmrelease-apache
          namespace: default
        spec:
          interval: 5m
          chart:
            spec:
              chart: apache
              version: '0.1.0'
              sourceRef:
                kind: HelmRepository
                name: gitlab-oci-repo
                namespace: default

        """)
    #expect(
      files["kustomization.yaml"] == """
        ---
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources:
          - gitlab-oci-secret.yaml
          - gitlab-oci-repository.yaml
          - apache-helm-release.yaml

        """)
  }

  @Test func `the Secret holds one host with the field auth only`() throws {
    let secret = try #require(try PrivateOCI.output()["gitlab-oci-secret.yaml"])
    let root = YAMLStream(SourceFile(path: "s", text: secret)).documents.first?.root
    let config = try Base64.decode(Array((root?["data"]?[".dockerconfigjson"]?.text ?? "").utf8))
    let auth = Base64.encode("johnsmith:glpat-FAKEFAKEFAKEFAKE0000".utf8)
    #expect(
      String(decoding: config, as: UTF8.self) == #"{"auths":{"registry.gitlab.com":{"auth":"\#(auth)"}}}"#)
    #expect(root?["type"]?.text == "kubernetes.io/dockerconfigjson")
    #expect(secret.contains("# lint:ignore safe-plain-secret,safe-token-pattern -- "))
    let plain = try #require(try PrivateOCI.output(password: "secret")["gitlab-oci-secret.yaml"])
    #expect(plain.contains("# lint:ignore safe-plain-secret -- "))
  }

  @Test func `Docker Hub has its two keys`() throws {
    let files = try PrivateOCI.output(["registry": "registry-1.docker.io/johnsmith"])
    let secret = try #require(files["dockerhub-oci-secret.yaml"])
    let root = YAMLStream(SourceFile(path: "s", text: secret)).documents.first?.root
    let config = try JSON(try Base64.decode(Array((root?["data"]?[".dockerconfigjson"]?.text ?? "").utf8)))
    #expect(config["auths"]?.members.map(\.key) == ["registry-1.docker.io", "https://index.docker.io/v1/"])
  }

  @Test(
    "the prefix and the provider follow the host",
    arguments: [
      ("registry.gitlab.com/a/b", "gitlab", "generic"), ("ghcr.io/a", "ghcr", "generic"),
      ("quay.io/a", "quay", "generic"), ("registry.example.com:5050/a", "registry", "generic"),
      ("harbor.example.com/a", "harbor", "generic"), ("gitlab.example.com:5050/a", "gitlab", "generic"),
      ("1234.dkr.ecr.eu-west-1.amazonaws.com/a", "ecr", "aws"), ("x.azurecr.io/a", "acr", "azure"),
      ("europe-docker.pkg.dev/p/r", "gar", "gcp"), ("eu.gcr.io/p", "gcr", "gcp"),
    ])
  func presets(registry: String, prefix: String, provider: String) throws {
    let isCloud = provider != "generic"
    let changes: [String: String?] =
      isCloud ? ["registry": registry, "username": nil] : ["registry": registry]
    let files = try PrivateOCI.output(changes, password: isCloud ? nil : "x")
    let source = try #require(files["\(prefix)-oci-repository.yaml"])
    #expect(source.contains("provider: \(provider)") == isCloud)
    #expect(source.contains("secretRef") == !isCloud)
    #expect((files["\(prefix)-oci-secret.yaml"] == nil) == isCloud)
  }

  @Test(
    "each Flux gets API versions that it serves",
    arguments: [
      ("2.0", "v1beta2", "v2beta1"), ("2.1", "v1beta2", "v2beta1"), ("v2.2.3", "v1beta2", "v2beta2"),
      ("2.3", "v1", "v2"),
      ("2.6", "v1", "v2"), ("2.9", "v1", "v2"),
    ])
  func apiVersions(flux: String, source: String, release: String) throws {
    let files = try PrivateOCI.output(["flux-version": flux])
    #expect(
      files["gitlab-oci-repository.yaml"]?.contains("apiVersion: source.toolkit.fluxcd.io/\(source)\n")
        == true)
    #expect(
      files["apache-helm-release.yaml"]?.contains("apiVersion: helm.toolkit.fluxcd.io/\(release)\n") == true)
    let tree = try PrivateOCI.output(tree: ["flux-version": flux])
    #expect(tree == files)
  }

  @Test(arguments: [
    ("0.1.0", "tag: '0.1.0'"), ("0.1.0+b", "tag: '0.1.0_b'"), (">=1.0 <2", "semver: '>=1.0 <2'"),
  ])
  func `an OCIRepository takes the chart by tag or by range`(version: String, ref: String) throws {
    let files = try PrivateOCI.output(["source": "oci-repository", "chart-version": version])
    let source = try #require(files["gitlab-oci-repository.yaml"])
    #expect(source.contains("kind: OCIRepository"))
    #expect(source.contains("url: oci://registry.gitlab.com/johnsmith/projectname/apache\n"))
    #expect(source.contains(ref))
    #expect(source.contains("layerSelector:"))
    #expect(files["apache-helm-release.yaml"]?.contains("chartRef:\n    kind: OCIRepository") == true)
  }

  @Test func `an existing Secret is only referred to, and none is not`() throws {
    let existing = try PrivateOCI.output(
      ["secret": "existing", "username": nil, "secret-name": "mine"], password: nil)
    #expect(existing.count == 3)
    #expect(existing["gitlab-oci-repository.yaml"]?.contains("secretRef:\n    name: mine") == true)
    let none = try PrivateOCI.output(["secret": "none", "username": nil], password: nil)
    #expect(none["gitlab-oci-repository.yaml"]?.contains("secretRef") == false)
  }

  @Test func `plain HTTP is a boolean of the source`() throws {
    let files = try PrivateOCI.output(["insecure": "true"])
    #expect(files["gitlab-oci-repository.yaml"]?.contains("  insecure: true\n") == true)
  }

  @Test func `the chart's name and version come from its folder`() throws {
    let chart = "apiVersion: v2\nname: apache\nversion: 1.2.3\n"
    let files = try PrivateOCI.output(
      ["chart": nil, "chart-version": nil, "chart-dir": "charts/apache"],
      files: ["charts/apache/Chart.yaml": chart])
    #expect(files["apache-helm-release.yaml"]?.contains("version: '1.2.3'") == true)
  }

  @Test func `the default Flux is the newest that is known`() throws {
    let (_, answers) = try PrivateOCI.answers()
    #expect(answers.text("flux-version") == FluxVersion.newest.description)
  }

  @Test func `what is recorded holds no secret and no path`() throws {
    let config = #"{"auths":{"registry.gitlab.com":{"auth":"dTpjYW5hcnktcGFzc3dvcmQ="}}}"#
    let (lab, answers) = try PrivateOCI.answers(
      ["username": nil, "docker-config": "/home/me/c.json"], password: nil, files: ["/home/me/c.json": config]
    )
    let recorded = answers.recorded(of: lab)
    #expect(recorded.map(\.name) == ["registry", "chart", "chart-version", "username"])
    #expect(!"\(recorded)".contains("canary"))
    #expect(!"\(answers)".contains("canary"))
  }
}
