import Diagnostics
import Manifests
import YAML

struct APILabelType: Rule {
  static let id = "api-label-type"
  static let severity = Severity.error
  static let summary = "a label or annotation whose value is no string"
  static let explanation = """
    Labels and annotations are strings; the API server refuses a number or a boolean. YAML reads `true` and `1.10` \
    without quotes as such.

    Fix: put the value in quotes.

    Source: Kubernetes, ObjectMeta.
    """
  static let examples: [Example] = [
    .bad(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        labels:
          enabled: ↓true
        annotations:
          version: ↓1.10
      """,
      fixed: """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          labels:
            enabled: 'true'
          annotations:
            version: '1.10'
        """),
    .bad(
      "in a template",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        selector:
          matchLabels: {app: web}
        template:
          metadata:
            annotations: {prometheus.io/port: ↓8080}
            labels: {app: web}
          spec:
            containers: [{name: web, image: nginx}]
      """),
    .good(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        labels: {enabled: 'true', on: yes, empty: }
      """),
    .good(
      "a value that is filled in later",
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        labels:
          version: ${VERSION}
      """),
  ]

  func check(_ context: LintContext) -> [Diagnostic] {
    context.api.findings { violation, manifest in
      guard case .type(_, let found) = violation.cause, violation.isLabel else { return nil }
      var fix: Fix?
      if let node = violation.value, !node.isAlias, node.tag == nil, let text = node.text {
        fix = Fix("put it in quotes", .safe, [TextEdit(range: node.range, replacement: "'\(text)'")])
      }
      let what = violation.path.dropLast().last == "labels" ? "label" : "annotation"
      return finding(
        "the \(what) '\(violation.field)' must be a string, but is \(found)", at: violation.range,
        in: manifest, fix: fix)
    }
  }
}
