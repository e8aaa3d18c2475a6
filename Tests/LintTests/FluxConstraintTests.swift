import Diagnostics
import Foundation
import Manifests
import Testing
import YAML

@testable import Lint

/// The constraints over several fields that are written out in Swift against the CEL rules of the definitions that clusters
/// run, on every combination of the fields that the rules speak of.
@Suite(.enabled(if: FluxDefinitions.folder != nil)) struct FluxConstraintTests {
  /// What may stand in `spec` of a kind: every choice of one text of each list.
  static let choices: [String: [[String]]] = [
    "HelmRelease": [
      ["", "chart: {spec: {chart: a, sourceRef: {kind: HelmRepository, name: b}}}"],
      ["", "chartRef: {kind: OCIRepository, name: b}"],
      [
        "", "kubeConfig: {}", "kubeConfig: {secretRef: {name: a}}", "kubeConfig: {configMapRef: {name: a}}",
        "kubeConfig: {secretRef: {name: a}, configMapRef: {name: a}}",
      ],
      [
        "", "install: {strategy: {name: RemediateOnFailure, retryInterval: 1m}}",
        "install: {strategy: {name: RetryOnFailure, retryInterval: 1m}}",
        "install: {strategy: {name: RemediateOnFailure}}",
      ],
      [
        "", "upgrade: {strategy: {name: RemediateOnFailure, retryInterval: 1m}}",
        "upgrade: {strategy: {name: RetryOnFailure, retryInterval: 1m}}",
        "upgrade: {strategy: {name: RemediateOnFailure}}",
      ],
    ],
    "Kustomization": [
      ["prune: true, sourceRef: {kind: GitRepository, name: a}"],
      [
        "", "kubeConfig: {}", "kubeConfig: {secretRef: {name: a}}", "kubeConfig: {configMapRef: {name: a}}",
        "kubeConfig: {secretRef: {name: a}, configMapRef: {name: a}}",
      ],
    ],
    "Bucket": [
      ["bucketName: a, endpoint: b"],
      ["", "provider: generic", "provider: aws", "provider: gcp", "provider: azure"],
      [
        "", "sts: {provider: aws, endpoint: 'https://a'}", "sts: {provider: ldap, endpoint: 'https://a'}",
        "sts: {provider: aws, endpoint: 'https://a', secretRef: {name: a}}",
        "sts: {provider: aws, endpoint: 'https://a', certSecretRef: {name: a}}",
        "sts: {provider: ldap, endpoint: 'https://a', secretRef: {name: a}}",
      ],
      ["", "secretRef: {name: a}"], ["", "serviceAccountName: a"],
    ],
    "GitRepository": [
      ["url: 'https://a'"],
      ["", "provider: generic", "provider: aws", "provider: azure", "provider: github"],
      ["", "serviceAccountName: a"],
    ],
    "HelmChart": [
      ["chart: a"],
      [
        "sourceRef: {kind: HelmRepository, name: a}", "sourceRef: {kind: GitRepository, name: a}",
        "sourceRef: {kind: Bucket, name: a}",
      ],
      ["", "verify: {provider: cosign}"],
    ],
    "ImagePolicy": [
      ["imageRepositoryRef: {name: a}, policy: {alphabetical: {}}"], ["", "interval: 5m"],
      [
        "", "digestReflectionPolicy: Always", "digestReflectionPolicy: Never",
        "digestReflectionPolicy: IfNotPresent",
      ],
    ],
    "Provider": [
      [
        "type: slack", "type: github", "type: gitlab", "type: gitea", "type: bitbucketserver",
        "type: bitbucket",
        "type: azuredevops", "type: generic",
      ], ["", "commitStatusExpr: a"],
    ],
    "Receiver": [
      ["resources: [{kind: GitRepository, name: a}]"],
      ["type: generic", "type: github", "type: generic-oidc"],
      ["", "secretRef: {name: a}"],
      [
        "", "oidcProviders: []",
        "oidcProviders: [{issuerURL: 'https://a', validations: [{expression: a, message: b}]}]",
      ],
    ],
  ]

  /// The texts of `spec`; `interval` only where the kind has to have one, and it takes part in no rule.
  static func specs(_ kind: String) -> [String] {
    let first =
      ["HelmRelease", "Kustomization", "Bucket", "GitRepository", "HelmChart"].contains(kind)
      ? "interval: 5m" : ""
    return (choices[kind] ?? []).reduce([first]) { texts, options in
      texts.flatMap { text in options.map { text.isEmpty || $0.isEmpty ? text + $0 : "\(text), \($0)" } }
    }
  }

  @Test(arguments: choices.keys.sorted())
  func `what the rules of a definition refuse is found, and nothing that it takes`(_ kind: String) throws {
    let definitions = FluxDefinitions.all.filter { $0.kind == kind }
    try #require(!definitions.isEmpty)
    var refused = 0
    for definition in definitions {
      for spec in Self.specs(kind) {
        let text = """
          apiVersion: \(definition.apiVersion)
          kind: \(kind)
          metadata: {name: a}
          spec: {\(spec)}
          """
        let stream = YAMLStream(SourceFile(path: "x", text: text))
        let manifest = try #require(stream.documents.first?.manifests.first)
        let violations = SchemaValidator.violations(
          of: manifest.root, schema: definition.schema, flux: nil, place: manifest.source)
        let own = FluxConstraint.broken(by: manifest, flux: definition.flux)
        // What breaks the fields by themselves is no matter of these rules.
        let isRefused = violations.allSatisfy { if case .condition = $0.cause { true } else { false } }
        if isRefused, !violations.isEmpty {
          refused += 1
          #expect(!own.isEmpty, "\(definition.flux) \(definition.apiVersion) {\(spec)}: \(violations)")
        } else if violations.isEmpty {
          #expect(own.isEmpty, "\(definition.flux) \(definition.apiVersion) {\(spec)}: \(own.map(\.message))")
        }
      }
    }
    #expect(refused > 0)
  }
}

/// The definitions of Flux's kinds in the real trees that SCAFFOLD_CORPUS names.
enum FluxDefinitions {
  struct Definition {
    let apiVersion: String
    let kind: String
    let flux: FluxVersion
    let schema: SchemaType
  }

  static let folder = ProcessInfo.processInfo.environment["SCAFFOLD_CORPUS"].flatMap { $0.isEmpty ? nil : $0 }

  /// Each version of a kind once a release of Flux 2.
  static let all: [Definition] = {
    guard let folder, let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    let paths = walk.compactMap { $0 as? String }.filter { $0.hasSuffix("gotk-components.yaml") }.sorted()
    var seen: Set<String> = []
    return paths.compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)").map { [UInt8]($0) } }
      .flatMap { YAMLStream(SourceFile(path: "", bytes: $0)).documents }.compactMap(\.root)
      .flatMap { definitions($0).filter { seen.insert("\($0.flux) \($0.apiVersion) \($0.kind)").inserted } }
  }()

  private static func definitions(_ root: Node) -> [Definition] {
    guard root["kind"]?.text == "CustomResourceDefinition", let spec = root["spec"],
      let label = root["metadata"]?["labels"]?["app.kubernetes.io/version"]?.text,
      let flux = FluxVersion(label), flux >= .oldest, let group = spec["group"]?.text,
      let kind = spec["names"]?["kind"]?.text
    else { return [] }
    return (spec["versions"].map { Array($0.elements) } ?? []).compactMap { version in
      guard let name = version["name"]?.text, let schema = version["schema"]?["openAPIV3Schema"] else {
        return nil
      }
      return Definition(
        apiVersion: "\(group)/\(name)", kind: kind, flux: flux, schema: SchemaReader.openAPI(schema))
    }
  }
}
