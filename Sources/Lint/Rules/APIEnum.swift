import Diagnostics
import Manifests
import YAML

struct APIEnum: Rule {
  static let id = "api-enum"
  static let severity = Severity.error
  static let summary = "a value that is none of those the field may have"
  static let explanation = """
    The API server refuses a value outside the list, and it tells letter case apart.

    Fix: write one of the values. The fix is safe where only letter case differs.

    Source: `enum` in the schema of the kind.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        provider: ↓AWS
        url: oci://111111111111.dkr.ecr.eu-west-1.amazonaws.com/podinfo
      """,
      fixed: """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 10m
          provider: aws
          url: oci://111111111111.dkr.ecr.eu-west-1.amazonaws.com/podinfo
        """),
    .bad(
      "in a list",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
        valuesFrom:
          - kind: ↓Configmaps
            name: settings
          - kind: Secret
            name: settings
      """),
    .good(
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        provider: aws
        url: oci://111111111111.dkr.ecr.eu-west-1.amazonaws.com/podinfo
      """),
    .good(
      "a value that is filled in later",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        provider: ${PROVIDER:=AWS}
        url: oci://ghcr.io/stefanprodan/podinfo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.findings { violation, manifest in
      guard case .choice(let choices) = violation.cause, let text = violation.value?.text,
        !isOfReferences(violation, text)
      else { return nil }
      let same = choices.first { $0.lowercased() == text.lowercased() }
      let meant = same ?? nearest(to: text, among: choices)
      let edit = meant.flatMap { violation.replacing($0) }
      let shown = choices.count > 12 ? "one of \(choices.count) values" : listed(choices)
      return finding(
        "\(violation.shown(in: manifest)) is no value of '\(violation.pathText)' of \(manifest.id.kind)\(nearestWords(meant)); it may be \(shown)",
        at: violation.range, in: manifest, related: context.api.definition(of: manifest),
        fix: edit.map { Fix("write '\($0.replacement)'", same == nil ? .unsafe : .safe, [$0]) })
    }
  }

  /// Whether a rule of the references speaks of it: a kind of source that the field may not name.
  private func isOfReferences(_ violation: SchemaViolation, _ text: String) -> Bool {
    // Flux Operator adds its own kinds to the lists of the CRDs that it installs.
    let operated = ["FluxInstance", "FluxReport", "ResourceSet", "ResourceSetInputProvider"]
    if violation.field == "kind", operated.contains(text) { return true }
    let sources = [
      "Bucket", "ExternalArtifact", "GitRepository", "HelmChart", "HelmRepository", "OCIRepository",
    ]
    let parent = violation.path.dropLast().last ?? ""
    return violation.field == "kind" && (parent == "sourceRef" || parent == "chartRef")
      && sources.contains(text)
  }
}
