import Diagnostics
import Manifests
import YAML

struct APIKindCase: Rule {
  static let id = "api-kind-case"
  static let severity = Severity.error
  static let summary = "a kind that its group has only in another spelling"
  static let explanation = """
    Kinds are told apart by letter case; the API server knows no kind of this spelling.

    Fix: write the kind as its group defines it.

    Source: the CRDs of Flux; the schemas of Kubernetes.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: ↓helmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
      """,
      fixed: """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 10m
          chartRef: {kind: OCIRepository, name: podinfo}
        """),
    .bad(
      "Kubernetes' own kinds",
      """
      apiVersion: v1
      kind: ↓Configmap
      metadata:
        name: settings
      """,
      fixed: """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
        """),
    .good(
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        chartRef: {kind: OCIRepository, name: podinfo}
      """),
    .good(
      "a kind of a group of which nothing is known",
      """
      apiVersion: example.com/v1
      kind: configmap
      metadata:
        name: settings
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.objects.compactMap { object in
      guard case .unknownKind(let meant) = object.verdict, let kind = object.manifest.root["kind"] else {
        return nil
      }
      let manifest = object.manifest
      let edit = kind.node?.valueRange.map { TextEdit(range: $0, replacement: meant) }
      return finding(
        "'\(manifest.id.kind)' is no kind of '\(manifest.id.apiVersion)'; the nearest is '\(meant)'",
        at: kind.origin ?? manifest.source, in: manifest,
        fix: edit.map { Fix("write '\(meant)'", .unsafe, [$0]) })
    }
  }
}
