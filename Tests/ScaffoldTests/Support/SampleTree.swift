import Foundation

/// Small trees for tests.
enum SampleTree {
  static let password = "hunter2-hunter2-hunter2"

  static let kustomization = """
    apiVersion: kustomize.config.k8s.io/v1beta1
    kind: Kustomization
    resources:
      - secret.yaml
      - repo.yaml

    """

  static let secret = """
    # lint:ignore-file safe-plain-secret -- a test
    apiVersion: v1
    kind: Secret
    metadata:
      name: gitlab-credentials
      namespace: default
    type: Opaque
    stringData:
      username: registry
      password: \(password)

    """

  static let repository = """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: HelmRepository
    metadata:
      name: gitlab
      namespace: default
    spec:
      interval: 10m
      url: https://charts.example.com
      secretRef:
        name: gitlab-credentials

    """

  static let folder = "clusters/dev/app"

  /// A tree without a finding: a kustomization, a Secret, a HelmRepository that names it.
  static func clean() throws -> Scratch {
    let tree = try Scratch()
    try tree.write(".lintrc", "fail-on: warning\n")
    try tree.write("\(folder)/kustomization.yaml", kustomization)
    try tree.write("\(folder)/secret.yaml", secret)
    try tree.write("\(folder)/repo.yaml", repository)
    return tree
  }

  /// The clean tree with a missing reference, an entry listed twice, an unused file and a key that stands twice.
  static func broken() throws -> Scratch {
    let tree = try clean()
    try tree.write("\(folder)/kustomization.yaml", kustomization + "  - repo.yaml\n")
    try tree.edit("\(folder)/repo.yaml", "gitlab-credentials", "gitlab-credential")
    try tree.edit(
      "\(folder)/secret.yaml", "  password: \(password)", "  password: \(password)\n  password: \(password)-2"
    )
    try tree.write(
      "\(folder)/orphan.yaml",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: unused
        namespace: default

      """)
    return tree
  }

  /// Makes a tree a repository with one commit.
  static func commit(_ tree: Scratch) throws {
    try Program.git("init", "-q", "-b", "main", in: tree.folder)
    try Program.git("add", "-A", in: tree.folder)
    try Program.git("commit", "-q", "-m", "first", in: tree.folder)
  }
}

/// A finding of the JSON report.
struct Finding: Decodable, Hashable {
  struct Place: Decodable, Hashable {
    let line: Int
    let column: Int
    let offset: Int
  }
  struct Range: Decodable, Hashable {
    let start: Place
    let end: Place
  }
  struct Object: Decodable, Hashable {
    let kind: String
    let name: String
  }
  struct Fix: Decodable, Hashable {
    let applicability: String
  }
  let rule: String
  let severity: String
  let message: String
  let file: String
  let range: Range
  let object: Object?
  let fix: Fix?
  let fingerprint: String

  /// `file:line rule`.
  var place: String { "\(file):\(range.start.line) \(rule)" }
}

/// The JSON report.
struct JSONReport: Decodable {
  struct Summary: Decodable {
    struct NotChecked: Decodable {
      let file: String
      let reason: String
    }
    struct UncheckedKind: Decodable {
      let apiVersion: String
      let kind: String
      let objects: Int
    }
    let files: Int
    let documents: Int
    let notChecked: [NotChecked]
    let uncheckedKinds: [UncheckedKind]
    let suppressed: Int
    let baselined: Int
  }
  let version: Int
  let summary: Summary
  let diagnostics: [Finding]

  init(_ run: Program.Run) throws {
    self = try JSONDecoder().decode(JSONReport.self, from: run.outBytes)
  }

  var places: [String] { diagnostics.map(\.place) }

  /// Those of the rules that the broken tree is made for; other rules may have more to say.
  var knownPlaces: [String] {
    let rules = [
      "kust-resource-twice", "kust-orphan-file", "kust-resource-missing",
      "ref-secret-missing",
      "yaml-duplicate-key", "baseline-stale",
    ]
    return diagnostics.filter { rules.contains($0.rule) }.map(\.place)
  }
}
