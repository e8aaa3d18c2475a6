import Diagnostics
import Manifests
import YAML

struct APIValue: Rule {
  static let id = "api-value"
  static let severity = Severity.error
  static let summary =
    "a value outside what its field allows: a pattern, a length, a range, a number of elements"
  static let explanation = """
    The API server refuses the object. Patterns that use more of the syntax than schemas commonly do are not checked.

    Fix: write a value that the field takes.

    Source: `pattern`, `minLength`, `maximum` and the like in the schema of the kind.
    """
  static let examples: [Example] = [
    .bad(
      "a pattern",
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
          - kind: Secret
            name: settings
            valuesKey: ↓my/values.yaml
      """),
    .bad(
      "a range, of a kind that the tree defines",
      """
      -- crd.yaml --
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: backups.example.com
      spec:
        group: example.com
        names: {kind: Backup, plural: backups}
        scope: Namespaced
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      keep: {type: integer, minimum: 1}
                      code: {type: string, pattern: '^[a-z]{2}-[0-9]+$'}
      -- backup.yaml --
      apiVersion: example.com/v1
      kind: Backup
      metadata:
        name: nightly
      spec:
        keep: ↓0
        code: ↓abc-1
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
        targetNamespace: apps
        valuesFrom:
          - kind: Secret
            name: settings
            valuesKey: values.yaml
      """),
    .good(
      "the URLs of sources have rules of their own",
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 10m
        url: git@github.com:stefanprodan/podinfo
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.findings { violation, manifest in
      guard !hasOwnRule(violation, manifest) else { return nil }
      switch violation.cause {
      case .pattern(let pattern):
        return finding(
          "\(violation.shown(in: manifest)) does not match '\(pattern)', as '\(violation.pathText)' of \(manifest.id.kind) must",
          at: violation.range, in: manifest, related: context.api.definition(of: manifest))
      case .limit(let words):
        return finding(
          "'\(violation.pathText)' of \(manifest.id.kind) must be \(words)", at: violation.range,
          in: manifest,
          related: context.api.definition(of: manifest))
      default: return nil
      }
    }
  }

  private func hasOwnRule(_ violation: SchemaViolation, _ manifest: Manifest) -> Bool {
    switch (manifest.id.kind, violation.pathText) {
    case ("GitRepository", "spec.url"), ("OCIRepository", "spec.url"), ("HelmRepository", "spec.url"),
      ("HelmRelease", "spec.releaseName"):
      FluxAPI.groups.contains(manifest.id.group)
    default: false
    }
  }
}
