import Diagnostics
import Manifests
import YAML

struct APIType: Rule {
  static let id = "api-type"
  static let aliases = ["yaml-implicit-type"]
  static let severity = Severity.error
  static let summary = "a value of a type that its field does not take"
  static let explanation = """
    The API server refuses a number or a boolean where a string belongs, and the other way round. YAML decides by the \
    looks: `1.10` without quotes is the number 1.1, `on` in quotes is a string.

    Fix: put the value in quotes, or take the quotes away. The text stays as it is written, so that `1.10` becomes '1.10'.

    Source: structural schemas of the CRDs; kustomize 5.7.1 reads scalars by the rules of yaml.v3.
    """
  static let examples: [Example] = [
    .bad(
      "a version that reads as a number",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
      spec:
        interval: 5m
        chart:
          spec:
            chart: podinfo
            version: ↓1.10
            sourceRef: {kind: HelmRepository, name: podinfo}
      """,
      fixed: """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: podinfo
          namespace: default
        spec:
          interval: 5m
          chart:
            spec:
              chart: podinfo
              version: '1.10'
              sourceRef: {kind: HelmRepository, name: podinfo}
        """),
    .bad(
      "a string where a boolean belongs, a mapping where a list does",
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: apps
        namespace: flux-system
      spec:
        interval: 5m
        prune: ↓"true"
        dependsOn:
          ↓name: infrastructure
        sourceRef: {kind: GitRepository, name: flux-system}
      """),
    .good(
      "null is as good as absent",
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: podinfo
        namespace: default
        creationTimestamp: null
      spec:
        interval: 5m
        chartRef: {kind: OCIRepository, name: podinfo}
        values:
      """),
    .good(
      "a value that is filled in later has no type yet",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        replicas: ${REPLICAS}
        selector:
          matchLabels: {app: web}
        template:
          metadata:
            labels: {app: web}
          spec:
            containers:
              - name: web
                image: nginx
                ports: [{containerPort: "${PORT:=8080}"}]
                resources:
                  requests: {cpu: 0.5, memory: 64Mi}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.findings { violation, manifest in
      guard case .type(let expected, let found) = violation.cause, !violation.isLabel else { return nil }
      if manifest.id.kind == "Secret", violation.path.count == 2,
        ["data", "stringData"].contains(violation.path[0])
      {
        return nil
      }
      return finding(
        "'\(violation.pathText)' of \(manifest.id.kind) must be \(expected), but is \(found)",
        at: violation.range, in: manifest, related: context.api.definition(of: manifest),
        fix: fix(violation, expected))
    }
  }

  private func fix(_ violation: SchemaViolation, _ expected: String) -> Fix? {
    guard let node = violation.value, !node.isAlias, let text = node.text, node.tag == nil else { return nil }
    if expected == "a string", node.style == .plain {
      // A bare number is no duration in quotes either.
      if violation.field.lowercased().hasSuffix("interval") || violation.field == "timeout" { return nil }
      return Fix("put it in quotes", .safe, [TextEdit(range: node.range, replacement: "'\(text)'")])
    }
    guard node.style == .singleQuoted || node.style == .doubleQuoted else { return nil }
    let plain = ScalarType(plain: Array(text.utf8))
    guard (expected == "an integer" && plain == .int) || (expected == "true or false" && plain == .bool)
    else {
      return nil
    }
    return Fix("take the quotes away", .unsafe, [TextEdit(range: node.range, replacement: text)])
  }
}
